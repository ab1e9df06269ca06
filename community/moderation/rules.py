"""Who may do what with reports and decisions; the querysets' `visible_to` are the list twins.

A moderator serves one centre, and never decides about their own.
"""

from typing import Any

import rules

from community.members.rules import is_moderator
from community.moderation.models import About, Decision, Report


@rules.predicate
def moderates(user: Any, case: About) -> bool:
    return is_moderator(user, case.centre)


@rules.predicate
def wrote_what_it_is_about(user: Any, case: About) -> bool:
    if isinstance(case, Decision):
        author_id = case.author_id
    else:
        author_id = getattr(case.target, "author_id", None)
    return author_id is not None and author_id == user.pk


@rules.predicate
def is_open(user: Any, report: Report) -> bool:
    return report.decision_id is None


@rules.predicate
def still_hides(user: Any, decision: Decision) -> bool:
    return decision.outcome == Decision.Outcome.HIDE and not hasattr(decision, "reversed_by")


rules.add_perm("moderation.moderate_centre", is_moderator)
rules.add_perm("moderation.view_report", moderates)
rules.add_perm("moderation.decide_report", moderates & ~wrote_what_it_is_about & is_open)
rules.add_perm("moderation.view_decision", moderates | wrote_what_it_is_about)
rules.add_perm("moderation.reverse_decision", moderates & ~wrote_what_it_is_about & still_hides)
