"""Two centres with their trees and staff, and builders of what editors publish, saved as Wagtail saves it."""

import datetime as dt
import io
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from community.members.models import Centre, RoleGrant, User
from pages import actions
from pages.models import EventIndex, EventPage, Gathering, Picture, Seat, StoryIndex, StoryPage
from tests.factories import make_member

numbers = count(1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def trees(centre: Centre) -> list[Page]:
    """The centre's homes: Polish, English."""
    return actions.open_centre(centre)


@pytest.fixture
def neighbours(trees: Any, other_centre: Centre) -> Centre:
    """Another centre, opened too."""
    actions.open_centre(other_centre)
    return other_centre


@pytest.fixture
def staff(trees: Any) -> Callable[..., User]:
    """A member with roles, groups included."""

    def make(place: Centre, *roles: str, **fields: Any) -> User:
        user = make_member(place, *roles, **fields)
        for role in roles:
            user.groups.add(RoleGrant.group(place, role))
        return user

    return make


@pytest.fixture
def writer(staff: Any, centre: Centre) -> User:
    return staff(centre, "editor", display_name="Edyta Editor")


@pytest.fixture
def publisher(staff: Any, centre: Centre) -> User:
    return staff(centre, "coordinator", display_name="Klara Coordinator")


@pytest.fixture
def administrator(trees: Any) -> User:
    return User.objects.create_superuser("admin-of-network", display_name="Adam Administrator")


def photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), colour: str = "teal", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def upload(name: str = "mill.jpg", content: bytes | None = None, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo() if content is None else content, kind)


@pytest.fixture
def make_picture(trees: Any, centre: Centre) -> Callable[..., Picture]:
    def make(place: Centre | None = None, **fields: Any) -> Picture:
        n = next(numbers)
        colour = f"#{n % 256:02x}8080"
        facts = {"name": f"photo-{n}.jpg", "title": f"Photo {n}", "content": photo(size=(600, 400), colour=colour)}
        return actions.bring_picture(centre=place or centre, **facts | fields)

    return make


@pytest.fixture
def make_story(trees: Any, centre: Centre) -> Callable[..., StoryPage]:
    """A published story in the centre's own language; `language` puts it into another tree, `twin_of` translates."""

    def make(
        title: str = "", *, home: Centre | None = None, language: str = "", twin_of: Any = None, **fields: Any
    ) -> StoryPage:
        home = home or (twin_of.centre if twin_of else centre)
        n = next(numbers)
        index = StoryIndex.objects.get(centre=home, locale__language_code=language or home.language)
        facts = {"title": title or f"Story {n}", "slug": f"story-{n}", "summary": f"What happened {n}.", "live": True}
        if twin_of is not None:
            facts |= {"translation_key": twin_of.translation_key, "slug": twin_of.slug}
        facts |= {"first_published_at": timezone.now(), "locale": index.locale} | fields
        return index.add_child(instance=StoryPage(**facts))

    return make


@pytest.fixture
def make_event(trees: Any, centre: Centre) -> Callable[..., EventPage]:
    def make(
        title: str = "", *, home: Centre | None = None, language: str = "", twin_of: Any = None, **fields: Any
    ) -> EventPage:
        home = home or (twin_of.centre if twin_of else centre)
        n = next(numbers)
        index = EventIndex.objects.get(centre=home, locale__language_code=language or home.language)
        start = fields.pop("starts_at", timezone.now().replace(microsecond=0) + 3 * DAY)
        facts = {"title": title or f"Event {n}", "slug": f"event-{n}", "summary": f"Come to {n}.", "live": True}
        if twin_of is not None:
            facts |= {"translation_key": twin_of.translation_key, "slug": twin_of.slug}
        facts |= {"starts_at": start, "ends_at": start + 2 * HOUR, "first_published_at": timezone.now()}
        facts |= {"locale": index.locale} | fields
        event = index.add_child(instance=EventPage(**facts))
        if event.live:
            actions.settle(event=event, at=timezone.now())
        return event

    return make


@pytest.fixture
def gathering_of() -> Callable[[EventPage], Gathering]:
    return lambda event: Gathering.objects.get(key=event.translation_key)


def seat_somebody(gathering: Gathering, n: int, confirm: bool = True) -> Seat:
    """Somebody without an account, called by a number."""
    facts = {
        "name": f"Person {n}",
        "email": f"p{n}@example.org",
        "language": "pl",
        "at": timezone.now() + dt.timedelta(seconds=n),
    }
    actions.ask_for_seat(gathering=gathering, **facts)
    seat = Seat.objects.get(email=f"p{n}@example.org")
    return actions.confirm_seat(seat=seat, at=timezone.now() + dt.timedelta(seconds=n)) if confirm else seat
