"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from community.notifications.models import Follow, Notification, Preference, PushSubscription, StoppedKind


class NotificationsContribution:
    def export(self, member: User) -> dict[str, Any]:
        news = Notification.objects.of(member)
        devices = PushSubscription.objects.of(member)
        return {
            "news": list(news.values("kind", "title", "url", "created_at", "read_at", "mailed_at", "pushed_at")),
            "mail_preferences": list(Preference.objects.filter(member=member).values("group", "mail", "push")),
            "stopped_kinds_of_news": list(StoppedKind.objects.filter(member=member).values_list("kind", flat=True)),
            "devices_that_are_told": [
                {"carried_by": device.carrier, "endpoint": device.endpoint, "since": device.created_at}
                for device in devices
            ],
            "follows": list(
                Follow.objects.filter(member=member).values(
                    "target_type__model", "target_id", "centre__name", "created_at"
                )
            ),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        for model in (Preference, StoppedKind, PushSubscription, Follow):
            model._default_manager.filter(member=member).delete()
        Notification.objects.filter(recipient=member).delete()


def contribute() -> NotificationsContribution:
    return NotificationsContribution()
