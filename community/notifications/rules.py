"""Who may do what with news: only whom it was told to. `NotificationQuerySet.of` is the list twin."""

from typing import Any

import rules

from community.notifications.models import Notification


@rules.predicate
def is_recipient(user: Any, notification: Notification) -> bool:
    return user.is_authenticated and notification.recipient_id == user.pk


def may_hear(user: Any, pk: int) -> bool:
    """Whether the live number of a member may be followed: by that member."""
    return bool(user.is_authenticated and user.pk == pk)


rules.add_perm("notifications.view_notification", is_recipient)
