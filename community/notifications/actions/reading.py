"""Reading the news."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.bells import show_unread


def read(*, member: User, notifications: Any, at: dt.datetime | None = None) -> int:
    """Marks those of a query of the member's news that are still unread."""
    with transaction.atomic():
        newly = notifications.unread().update(read_at=at or timezone.now())
        if newly:
            transaction.on_commit(lambda: show_unread([member.pk]))
    return newly
