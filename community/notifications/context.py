"""What the frame of every page tells a member: how much they have not read."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.live.actions import position
from community.notifications.bells import topic_of
from community.notifications.models import Notification


def unread(request: HttpRequest) -> dict[str, Any]:
    """Two queries, only for who is signed in, and only when the page shows it.

    The frame asks where the live number stands before it counts: what comes between is then heard, not missed.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "unread": SimpleLazyObject(lambda: Notification.objects.filter(recipient=user).unread().count()),
        "unread_topic": topic_of(user.pk),
        "unread_since": SimpleLazyObject(lambda: position(topic_of(user.pk))),
    }
