"""What a member is told, how they want to be told, and what they follow."""

from community.notifications.models.devices import AGAIN_AFTER, MissedRing, PushSubscription
from community.notifications.models.following import Follow
from community.notifications.models.news import Mail, Notification, NotificationQuerySet
from community.notifications.models.wishes import Group, Preference, StoppedKind, Wish

__all__ = [
    "AGAIN_AFTER",
    "Follow",
    "Group",
    "Mail",
    "MissedRing",
    "Notification",
    "NotificationQuerySet",
    "Preference",
    "PushSubscription",
    "StoppedKind",
    "Wish",
]
