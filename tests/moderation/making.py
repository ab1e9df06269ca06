"""Reports for tests, made by the same verb as real ones."""

from typing import Any

from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Report
from initiatives.proposals.models import Initiative

REPORTS = "/en/lipka/reports/"
NOTICE = {"category": "person", "text": "It names my child.", "good_faith": "on"}
HIDE = {"outcome": "hide", "facts": "It shows a private address.", "ground": "rule", "ground_text": "Rule 3"}


def new_report(initiative: Initiative, **facts: Any) -> Report:
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


def report_address(initiative: Initiative) -> str:
    return f"{REPORTS}new/proposals.initiative/{initiative.pk}/"
