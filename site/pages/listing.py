"""What the lists show, and what a story or an event points at next."""

from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from pages.models.events import EventIndex, EventPage
from pages.models.stories import StoryIndex, StoryPage

PER_PAGE = 12
FURTHER = 3
ALSO_ON = 6
NEWEST = ("-first_published_at", "-pk")


def paged(request: HttpRequest, rows: Any) -> PageOfList:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def of_centre(rows: Any, page: Any) -> Any:
    """Those of the page's centre; its centre is at hand and need not be read with each row."""
    return rows.for_centre(page.centre)


def stories(page: StoryIndex, request: HttpRequest) -> dict[str, Any]:
    rows = of_centre(StoryPage.objects.shown(), page).once(get_language()).listed().order_by(*NEWEST)
    return {"page_obj": paged(request, rows), "eager": 1}


def events(page: EventIndex, request: HttpRequest) -> dict[str, Any]:
    """What comes, or with `?past` what has been."""
    now = timezone.now()
    rows = of_centre(EventPage.objects.shown(), page).once(get_language()).listed().with_taken()
    past = "past" in request.GET
    return {"page_obj": paged(request, rows.past(now) if past else rows.upcoming(now)), "past": past}


def further_stories(page: StoryPage, request: HttpRequest) -> dict[str, Any]:
    rows = of_centre(StoryPage.objects.shown(), page).once(get_language()).listed()
    others = rows.exclude(translation_key=page.translation_key).order_by(*NEWEST)
    return {"further": others[:FURTHER], "tags": tags_of(page)}


def further_events(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """The next dates of its own series, and what else comes."""
    now = timezone.now()
    coming = of_centre(EventPage.objects.shown(), page).once(get_language()).listed().upcoming(now)
    others = coming.with_taken().next_of_series(now).exclude(translation_key=page.translation_key)
    series = page.series
    return {
        "also_on": coming.of_series(page)[:ALSO_ON] if series else [],
        "further": (others.exclude(series=series) if series else others)[:FURTHER],
        "tags": tags_of(page),
    }


def tags_of(page: Any) -> Any:
    return page.tags.all()
