"""Who may do what with reports, decisions and appeals; the querysets' `visible_to` are the list twins.

A moderator serves one centre, and never decides about their own. An appeal is heard by another than who decided.
"""

from typing import Any

import rules
from django.utils import timezone

from community.members.models import Centre
from community.members.rules import is_coordinator, is_moderator
from community.moderation.models import About, Appeal, Decision, Moderated, Report, Sanction, Sweep, judges
from community.moderation.models.sanctions import silences


@rules.predicate
def is_silenced(user: Any, centre: Centre | None) -> bool:
    """Paused or banned in the centre: may read, back and vote there, and not write."""
    return centre is not None and user.is_authenticated and silences(user, centre, timezone.now()).exists()


@rules.predicate
def is_banned(user: Any, centre: Centre | None) -> bool:
    if centre is None or not user.is_authenticated:
        return False
    return silences(user, centre, timezone.now()).filter(kind=Sanction.Kind.BAN).exists()


@rules.predicate
def moderates(user: Any, case: About | Sweep | Sanction) -> bool:
    return is_moderator(user, case.centre)


@rules.predicate
def wrote_what_it_is_about(user: Any, case: About) -> bool:
    author_id = case.author_id if isinstance(case, Decision) else getattr(case.target, "writer_id", None)
    return author_id is not None and author_id == user.pk


@rules.predicate
def is_open(user: Any, report: Report) -> bool:
    return report.decision_id is None


@rules.predicate
def has_author(user: Any, report: Report) -> bool:
    return isinstance(report.target, Moderated) and report.target.writer_id is not None


@rules.predicate
def still_restricts(user: Any, decision: Decision) -> bool:
    """Words that were erased cannot be shown again."""
    return decision.restricts and not decision.is_reversed and decision.erased_at is None


@rules.predicate
def is_part_of_a_sweep(user: Any, decision: Decision) -> bool:
    return decision.sweep_id is not None


@rules.predicate
def may_still_appeal(user: Any, decision: Decision) -> bool:
    """The author, once."""
    if not decision.restricts or not decision.may_be_appealed(timezone.now()):
        return False
    heard = Appeal.objects.filter(side=Appeal.Side.AUTHOR)
    same = heard.filter(decision__sweep=decision.sweep) if decision.sweep_id else heard.filter(decision=decision)
    return not same.exists()


@rules.predicate
def is_about_me(user: Any, case: Sweep | Sanction) -> bool:
    return case.member_id is not None and case.member_id == user.pk


@rules.predicate
def still_hides(user: Any, sweep: Sweep) -> bool:
    return sweep.reversed_at is None


@rules.predicate
def still_silences(user: Any, sanction: Sanction) -> bool:
    return sanction.holds(timezone.now())


@rules.predicate
def judges_it(user: Any, appeal: Appeal) -> bool:
    return user.pk in judges(appeal)[1]


@rules.predicate
def hears_about(user: Any, thing: Moderated) -> bool:
    """Answers an appeal that waits, and so looks at what it is about."""
    return user.is_authenticated and any(judges_it(user, appeal) for appeal in Appeal.objects.open().about(thing))


@rules.predicate
def made_it(user: Any, appeal: Appeal) -> bool:
    return appeal.by_id is not None and appeal.by_id == user.pk


@rules.predicate
def waits(user: Any, appeal: Appeal) -> bool:
    return appeal.is_open


def may_appeal_by_receipt(report: Report) -> bool:
    """Whoever holds the number of a report, once, where nothing was taken down."""
    decision = report.decision
    if decision is None or report.automatic or not decision.leaves or not decision.may_be_appealed(timezone.now()):
        return False
    return not hasattr(report, "appeal")


rules.add_perm("moderation.moderate_centre", is_moderator)
rules.add_perm("moderation.edit_rules", is_coordinator)
rules.add_perm("moderation.set_gate", is_moderator | is_coordinator)
rules.add_perm("moderation.view_report", moderates)
rules.add_perm("moderation.decide_report", moderates & ~wrote_what_it_is_about & is_open)
rules.add_perm("moderation.hide_member", moderates & has_author & ~wrote_what_it_is_about)
rules.add_perm("moderation.show_member", moderates & still_hides & ~is_about_me)
rules.add_perm("moderation.lift_sanction", moderates & still_silences & ~is_about_me)
rules.add_perm("moderation.view_decision", moderates | wrote_what_it_is_about)
rules.add_perm(
    "moderation.reverse_decision", moderates & still_restricts & ~is_part_of_a_sweep & ~wrote_what_it_is_about
)
rules.add_perm("moderation.appeal_decision", wrote_what_it_is_about & may_still_appeal)
rules.add_perm("moderation.view_appeal", made_it | judges_it | moderates)
rules.add_perm("moderation.answer_appeal", waits & judges_it)
