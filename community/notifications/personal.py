"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from community.notifications.models import Follow, Notification, Preference


class NotificationsContribution:
    def export(self, member: User) -> dict[str, Any]:
        news = Notification.objects.of(member)
        return {
            "news": list(news.values("kind", "title", "url", "created_at", "read_at", "mailed_at")),
            "mail_preferences": list(Preference.objects.filter(member=member).values("group", "mail")),
            "follows": list(
                Follow.objects.filter(member=member).values("target_type__model", "target_id", "created_at")
            ),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        Notification.objects.filter(recipient=member).delete()
        Preference.objects.filter(member=member).delete()
        Follow.objects.filter(member=member).delete()


def contribute() -> NotificationsContribution:
    return NotificationsContribution()
