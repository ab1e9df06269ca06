"""What of a thread stands on one page, and what of it is new to a reader."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from community.members.models import Centre, User
from mentoring.models import Mentorship, Message, ThreadReading

PAGE = 30


def page_of(mentorship: Mentorship, before: str = "") -> tuple[list[Message], int | None]:
    """The newest messages, or those before a number, the oldest first; and where earlier ones begin. One query."""
    messages = with_people(mentorship.messages.newest())
    if before.isdecimal() and len(before) < 10:
        messages = messages.before(int(before))
    found = list(messages[: PAGE + 1])
    shown = found[PAGE - 1 :: -1] if len(found) > PAGE else found[::-1]
    return shown, shown[0].number if len(found) > PAGE else None


def with_people(messages: Any) -> Any:
    """What a message's template reads, fetched at once."""
    return messages.select_related("author").defer("text").fetch_mode(models.FETCH_RAISE)


def unread_in(member: User, mentorships: Collection[Mentorship]) -> dict[int, int]:
    """Of each active one, how many messages of the other side `member` has not read. One query."""
    active = [each.pk for each in mentorships if each.is_active]
    return dict(Counter(unread(member).filter(mentorship__in=active).values_list("mentorship", flat=True)))


def unread(member: User, centre: Centre | None = None) -> Any:
    """Messages to `member` that they have not read, in a centre or anywhere."""
    mine = Mentorship.objects.active().of(member).order_by()
    here = mine.for_centre(centre) if centre else mine
    own = ThreadReading.objects.filter(mentorship=OuterRef("mentorship"), member=member)
    fresh = Message.objects.filter(mentorship__in=here.values("pk")).filter(~Q(author=member))
    seen = fresh.annotate(seen=Coalesce(Subquery(own.values("number")[:1]), 0))
    return seen.filter(number__gt=F("seen")).order_by("mentorship", "number")
