"""What a member did here: signed up for events."""

from django.utils.translation import gettext as _

from community.members.done import OF_A_ROOM, Done
from community.members.models import User
from pages.models import Seat


def contribute(member: User) -> list[Done]:
    """One query."""
    seats = Seat.objects.kept().filter(member=member).select_related("gathering__centre")
    return [signed_up(seat) for seat in seats.order_by("-asked_at", "-pk")[:OF_A_ROOM]]


def signed_up(seat: Seat) -> Done:
    return Done(_("You signed up for “%(title)s”") % {"title": seat.gathering.title}, seat.url(), seat.asked_at)
