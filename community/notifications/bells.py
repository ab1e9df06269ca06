"""The number in the head of a member's pages that says how much they have not read, kept live."""

from collections.abc import Iterable

from django.db import transaction

from community.live.actions import broadcast
from community.members.models import User
from community.notifications.models import Notification


def topic_of(member: int) -> str:
    return f"member:{member}"


def show_unread(members: Iterable[int]) -> None:
    """Tells each member's open pages.

    The member's row is locked first, so that of two at once the one that tells last has counted last.
    """
    for pk in members:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").first()
            unread = Notification.objects.filter(recipient=pk).unread().count()
            broadcast(topic_of(pk), "unread", template="interface/_unread.html", context={"unread": unread})
