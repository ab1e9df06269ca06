"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from community.moderation.models import Appeal, Decision, Report, Sanction, Sweep

ABOUT_ME = (
    "centre__name",
    "title",
    "outcome",
    "scope",
    "facts",
    "ground",
    "ground_text",
    "automated",
    "decided_at",
    "erased_at",
)
REPORTED = ("centre__name", "receipt", "title", "url", "category", "rule__title", "text", "created_at")
APPEALED = ("decision__centre__name", "decision__title", "side", "text", "made_at", "result", "answer", "answered_at")


class ModerationContribution:
    def export(self, member: User) -> dict[str, Any]:
        sanctions = Sanction.objects.filter(member=member).order_by("pk")
        return {
            "reports": list(Report.objects.filter(reporter=member).order_by("pk").values(*REPORTED)),
            "decisions_about_me": list(Decision.objects.filter(author=member).order_by("pk").values(*ABOUT_ME)),
            "appeals": list(Appeal.objects.filter(by=member).order_by("pk").values(*APPEALED)),
            "sanctions": list(sanctions.values("centre__name", "kind", "since", "until", "lifted_at")),
            "done_in_office": {
                "decided": list(
                    Decision.objects.filter(decided_by=member).order_by("pk").values("centre__name", "decided_at")
                ),
                "appeals_answered": list(
                    Appeal.objects.filter(answered_by=member)
                    .order_by("pk")
                    .values("decision__centre__name", "answered_at")
                ),
            },
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Notices, statements of reasons and appeals stay, as the law asks, without the member's name."""
        Report.objects.filter(reporter=member).update(reporter=None)
        Decision.objects.filter(author=member).update(author=None)
        Appeal.objects.filter(by=member).update(by=None)
        Sweep.objects.filter(member=member).update(member=None)
        Sanction.objects.filter(member=member).delete()


def contribute() -> ModerationContribution:
    return ModerationContribution()
