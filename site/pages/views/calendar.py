"""Calendar files: one event, or everything that a centre has ahead."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from community.members.views import find_centre
from pages.calendars import calendar
from pages.models import EventPage, Gathering
from pages.views.seats import find_event

AHEAD = 200


def with_sequence(rows: Any) -> Any:
    number = Gathering.objects.filter(key=OuterRef("translation_key")).values("sequence")
    return rows.annotate(sequence=Subquery(number))


def centre_calendar(request: HttpRequest, centre: str) -> HttpResponse:
    place = find_centre(centre)
    rows = EventPage.objects.shown().for_centre(place).once(get_language()).upcoming(timezone.now())
    events = with_sequence(rows).select_related("locale")[:AHEAD]
    return answer(calendar(events, place, name=place.local_name), f"{place.slug}.ics")


def event_file(request: HttpRequest, centre: str, event: str) -> HttpResponse:
    place = find_centre(centre)
    page = find_event(place, event)
    found = with_sequence(EventPage.objects.filter(pk=page.pk)).select_related("locale").get()
    return answer(calendar([found], place), f"{page.slug}.ics")


def answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
