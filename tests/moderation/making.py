"""Reports for tests, made by the same verb as real ones."""

from typing import Any

from django.utils import timezone

from community.members.models import User
from community.moderation import actions
from community.moderation.models import Decision, Report
from initiatives.proposals.models import Initiative

REPORTS = "/en/lipka/reports/"
NOTICE = {"category": "rule-3", "text": "It names my child.", "good_faith": "on"}
# As the verbs want it.
HIDE = {"outcome": "hide", "facts": "It shows a private address.", "ground": "rule", "ground_text": "Rule 3"}


def posted(**change: Any) -> dict[str, Any]:
    """A decision as the form sends it: the third rule, which is about private affairs."""
    return {"outcome": "hide", "facts": "It shows a private address.", "ground": "rule-3"} | change


def new_report(initiative: Any, **facts: Any) -> Report:
    words: dict[str, Any] = {
        "centre": initiative.centre,
        "target": initiative,
        "title": str(initiative),
        "url": initiative.get_absolute_url(),
        "category": "other",
        "text": "Bad.",
        "language": "en",
        "at": timezone.now(),
    }
    return actions.report(**(words | facts))


def decided(initiative: Initiative, by: User, outcome: str = "hide", *, at: Any = None, **facts: Any) -> Decision:
    """A decision about a report of its own."""
    reporter = facts.pop("reporter", None)
    report = new_report(initiative, reporter=reporter, email=facts.pop("email", ""))
    return actions.decide(report=report, by=by, at=at or timezone.now(), **(HIDE | {"outcome": outcome} | facts))


def report_address(initiative: Initiative) -> str:
    return f"{REPORTS}new/proposals.initiative/{initiative.pk}/"
