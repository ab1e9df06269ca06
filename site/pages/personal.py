"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from community.members.models import User
from pages import actions
from pages.models import Seat


class PagesContribution:
    def export(self, member: User) -> dict[str, Any]:
        seats = Seat.objects.filter(member=member).order_by("asked_at")
        written = Page.objects.filter(owner=member).order_by("pk")
        return {
            "seats": list(
                seats.values(
                    "gathering__title",
                    "name",
                    "email",
                    "language",
                    "asked_at",
                    "confirmed_at",
                    "taken_at",
                    "cancelled_at",
                )
            ),
            "pages_written": list(written.values("title", "url_path", "live", "first_published_at")),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """What an editor wrote for the centre stays the centre's; who wrote it is forgotten unless it may be known."""
        for seat in Seat.objects.kept().filter(member=member):
            actions.give_up_seat(seat=seat, at=timezone.now())
        Seat.objects.filter(member=member).delete()
        if not keep_public:
            Page.objects.filter(owner=member).update(owner=None)
        UserProfile.objects.filter(user=member).delete()


def contribute() -> PagesContribution:
    return PagesContribution()
