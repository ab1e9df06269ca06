"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from community.moderation.models import Decision, Report


class ModerationContribution:
    def export(self, member: User) -> dict[str, Any]:
        reports = Report.objects.filter(reporter=member).order_by("pk")
        about = (
            "centre__name",
            "title",
            "outcome",
            "scope",
            "facts",
            "ground",
            "ground_text",
            "automated",
            "decided_at",
        )
        return {
            "reports": list(
                reports.values("centre__name", "receipt", "title", "url", "category", "text", "created_at")
            ),
            "decisions_about_me": list(Decision.objects.filter(author=member).order_by("pk").values(*about)),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Notices and statements of reasons stay, as the law asks, without the member's name."""
        Report.objects.filter(reporter=member).update(reporter=None)
        Decision.objects.filter(author=member).update(author=None)


def contribute() -> ModerationContribution:
    return ModerationContribution()
