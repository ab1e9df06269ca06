"""Stories and events in the public API: what their cards say. The id is the same in every language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, resources, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape
from community.members.api import CENTRE, LATITUDE, LONGITUDE, OF_CENTRE, in_open_centres
from pages.models import EventPage, StoryPage


def rows_of(model: Any, language: str) -> Any:
    """One of each set of translations: in `language`, else as the centre wrote it."""
    shown = in_open_centres(model.objects.shown()).filter(first_published_at__isnull=False)
    return shown.once(language).defer_streamfields().select_related("locale", "centre").prefetch_related("tags")


def stories(language: str) -> Any:
    return rows_of(StoryPage, language).prefetch_related("corrections")


def events(language: str) -> Any:
    return rows_of(EventPage, language).with_taken()


def tags(page: Any) -> list[str]:
    return sorted(tag.name for tag in page.tags.all())


ID = Field(
    "id",
    {"type": "string", "format": "uuid"},
    "The same in every language.",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    lambda page: page.translation_key,
)
LANGUAGE = Field("language", shapes.LANGUAGE, "Of the texts.", "pl", lambda page: page.locale.language_code)
SUMMARY = Field("summary", shapes.TEXT, "In one or two sentences.", "The mill grinds again.")
TAGS = Field("tags", shapes.TEXTS, "What it is about.", ["crafts"], tags)
PUBLISHED = (
    Field(
        "published_at", shapes.MOMENT, "First published.", "2026-03-01T08:00:00Z", lambda page: page.first_published_at
    ),
    Field(
        "changed_at",
        shapes.MOMENT,
        "Last published; null where it never changed.",
        "2026-03-02T10:30:00Z",
        lambda page: page.last_published_at,
        nullable=True,
    ),
)


def url(example: str) -> Field:
    return Field("url", shapes.ADDRESS, "Its page.", f"https://locer.example/{example}", lambda page: page.canonical())


STORY = Shape(
    (
        ID,
        OF_CENTRE,
        LANGUAGE,
        Field("title", shapes.TEXT, "Its title.", "The mill at the ford"),
        SUMMARY,
        TAGS,
        *PUBLISHED,
        shapes.many(
            "corrections",
            "What it had wrong, the newest first.",
            Field("said_on", shapes.DAY, "The day of the correction.", "2026-03-03"),
            Field("text", shapes.TEXT, "In plain words.", "Until this day it said 12 places; there are 14."),
            read=lambda story: story.corrected,
        ),
        url("pl/jodlowiec/stories/the-mill/"),
    )
)
EVENT = Shape(
    (
        ID,
        OF_CENTRE,
        LANGUAGE,
        Field("title", shapes.TEXT, "Its title.", "Plum day"),
        SUMMARY,
        Field("state", shapes.one_of(EventPage.State), "Whether it takes place as planned.", "planned"),
        Field("change_notice", shapes.TEXT, "What changed, in a sentence.", ""),
        Field("starts_at", shapes.MOMENT, "When it starts.", "2026-09-12T14:00:00Z"),
        Field("ends_at", shapes.MOMENT, "When it ends.", "2026-09-12T18:00:00Z"),
        Field("place", shapes.TEXT, "Where.", "Fire station"),
        LATITUDE,
        LONGITUDE,
        Field(
            "online_url",
            shapes.ADDRESS,
            "Where to take part online; null where there is none, or only whoever has a seat is told.",
            None,
            lambda event: event.online_url if event.online_open and event.online_url else None,
            nullable=True,
        ),
        Field("signup", shapes.FLAG, "Whether people sign up for a seat.", True),
        Field("capacity", shapes.WHOLE, "Seats; 0 where as many may come as will.", 40),
        Field("seats_left", shapes.WHOLE, "Free seats; null where they are not counted.", 12, nullable=True),
        TAGS,
        *PUBLISHED,
        url("pl/jodlowiec/events/plum-day/"),
    )
)

RESOURCES = [
    Resource(
        name="stories",
        noun="story",
        about=_("Published stories, the newest first."),
        model=StoryPage,
        rows=stories,
        key=("-first_published_at", "-pk"),
        shape=STORY,
        identity=resources.TRANSLATED,
        filters=(
            CENTRE,
            parameters.moment("published_after", _("Published after this moment."), "first_published_at__gt"),
        ),
        translated=True,
    ),
    Resource(
        name="events",
        noun="event",
        about=_("Published events in the order in which they start, the past ones first."),
        model=EventPage,
        rows=events,
        key=("starts_at", "pk"),
        shape=EVENT,
        identity=resources.TRANSLATED,
        filters=(
            CENTRE,
            parameters.choice("state", EventPage.State, _("Whether it takes place as planned."), "state"),
            parameters.moment("ends_after", _("Not over yet at this moment."), "ends_at__gt"),
            parameters.moment("starts_before", _("Begun before this moment."), "starts_at__lt"),
        ),
        translated=True,
    ),
]
