"""What the frame of every page tells a member: how much they have not read."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.notifications.models import Notification


def unread(request: HttpRequest) -> dict[str, Any]:
    """One query, only for who is signed in, and only when the page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread": SimpleLazyObject(lambda: Notification.objects.filter(recipient=user).unread().count())}
