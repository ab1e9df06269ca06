"""Village meetings before, in and after the hall. The clock is the database's, so tests move the dates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.voting import actions
from initiatives.voting.models import Meeting, Motion
from tests.factories import make_member

DAY = dt.timedelta(days=1)
QUARTER = dt.timedelta(minutes=15)


def make_meeting(centre: Centre, **fields: Any) -> Meeting:
    """Fifty may vote, ten make the quorum, 40,000.00 to divide; tomorrow, and a quarter of an hour later."""
    now = timezone.now().replace(microsecond=0)
    facts: dict[str, Any] = {
        "language": centre.language,
        "title": "Fund of Biele",
        "area": "Biele",
        "place": "Fire station",
        "first_term_at": now + DAY,
        "second_term_at": now + DAY + QUARTER,
        "entitled": 50,
        "quorum_parts": 1,
        "quorum_of": 5,
        "agenda": "Opening\nThe fund\n\nOther matters",
        "currency": centre.currency,
        "fund": 4_000_000,
        "budget_year": now.year + 1,
        "legal_basis": "Art. 5",
        "office": "Mayor",
        "deadline_on": now.date() + 30 * DAY,
    }
    return actions.save_meeting(meeting=Meeting(centre=centre, **facts | fields), at=now)


def make_motion(meeting: Meeting, title: str = "Lamps", cost: int = 1_500_000, **fields: Any) -> Motion:
    words = {"text": f"{title} are bought.", "reasons": "It is dark."}
    return actions.save_motion(motion=Motion(meeting=meeting, title=title, cost=cost, **words | fields))


def call(meeting: Meeting) -> Meeting:
    actions.announce_meeting(meeting=meeting, at=timezone.now())
    return Meeting.objects.select_related("centre").get(pk=meeting.pk)


def begin(meeting: Meeting, *, minutes: float = 5) -> Meeting:
    """Moves the first term into the past: with five minutes the second is still to come."""
    first = timezone.now() - dt.timedelta(minutes=minutes)
    Meeting.objects.filter(pk=meeting.pk).update(first_term_at=first, second_term_at=first + QUARTER)
    return Meeting.objects.select_related("centre").get(pk=meeting.pk)


def close(meeting: Meeting, by: User) -> Meeting:
    actions.adopt_minutes(meeting=meeting, chair_name="Jan Chairing", clerk_name="Ewa Writing", by=by)
    return Meeting.objects.select_related("centre", "minutes").get(pk=meeting.pk)


@pytest.fixture
def draft(centre: Centre) -> Meeting:
    return make_meeting(centre)


@pytest.fixture
def chair(centre: Centre) -> User:
    """An ordinary member, named to run meetings where a test says so."""
    return make_member(centre, display_name="Czesia Chair")


@pytest.fixture
def called(draft: Meeting, chair: User) -> Meeting:
    """Announced for tomorrow, chaired by `chair`, with lamps and a bench."""
    make_motion(draft)
    make_motion(draft, "A bench", 300_000)
    actions.name_chair(meeting=draft, chair=chair)
    return call(draft)


@pytest.fixture
def sitting(called: Meeting) -> Meeting:
    """Begun five minutes ago; nobody is counted yet."""
    return begin(called)


@pytest.fixture
def quorate(sitting: Meeting, coordinator: User) -> Meeting:
    """Twenty of fifty are there."""
    actions.count_attendance(meeting=sitting, term="first", present=20, by=coordinator)
    return sitting


@pytest.fixture
def minuted(quorate: Meeting, coordinator: User) -> Meeting:
    """Lamps adopted by 12 to 5, the bench rejected by a tie; two names on the list."""
    lamps, bench = quorate.motions.all()
    actions.count_hands(motion=lamps, in_favour=12, against=5, abstained=3, by=coordinator)
    actions.count_hands(motion=bench, in_favour=8, against=8, abstained=0, by=coordinator)
    actions.list_names(meeting=quorate, names=["Anna Attending", "Piotr Present"])
    return close(quorate, coordinator)


@pytest.fixture
def at(centre: Centre) -> Callable[..., str]:
    """The address of a page of this room."""

    def address(page: str, meeting: Meeting | None = None, **facts: Any) -> str:
        known = {"centre": centre.slug} | ({"pk": meeting.pk} if meeting else {})
        return reverse(f"voting:{page}", kwargs=known | facts)

    return address


@pytest.fixture
def staff(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)
