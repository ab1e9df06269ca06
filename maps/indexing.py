"""How places come into the index. Called by the actions that change them, inside their transaction."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.interface.search import folded
from community.members.models import Centre
from maps.hours import HoursError, read, week
from maps.index.question import FREE, STEP_FREE, WEEK
from maps.models import Organisation, Place, Service, Sheet, Trace
from maps.quadkey import square
from maps.vocabulary import NUMBERS, mask_of

AT_ONCE = 1000


def monday_of(centre: Centre, at: dt.datetime) -> dt.date:
    """Of the week that `at` falls into in the centre."""
    today = at.astimezone(centre.zone).date()
    return today - dt.timedelta(days=today.weekday())


@transaction.atomic
def reindex(centre: Centre, places: Iterable[int]) -> None:
    """Writes the traces of these places (by pk) under a new stamp."""
    sheet = stamped(centre)
    rows = Place.objects.filter(centre=centre, pk__in=list(places)).select_related("organisation")
    for row in rows:
        row.centre = centre
    write(sheet, list(rows.prefetch_related("services")))


def stamped(centre: Centre) -> Sheet:
    """The centre's sheet under the next stamp, held until the commit."""
    monday = monday_of(centre, timezone.now())
    Sheet.objects.get_or_create(centre=centre, defaults={"monday": monday})
    Sheet.objects.filter(centre=centre).update(stamp=F("stamp") + 1)
    return Sheet.objects.select_related("centre").get(centre=centre)


def turn(centre: Centre, at: dt.datetime) -> bool:
    """When a new week has begun in the centre: writes all anew for it. Whether there was something to do."""
    if not Sheet.objects.filter(centre=centre).exclude(monday=monday_of(centre, at)).exists():
        return False
    with transaction.atomic():
        sheet = stamped(centre)
        sheet.monday = monday_of(centre, at)
        sheet.save(update_fields=["monday"])
        rows = Place.objects.filter(centre=centre).select_related("centre", "organisation").order_by("pk")
        for first in chunks(list(rows.values_list("pk", flat=True)), AT_ONCE):
            write(sheet, list(rows.filter(pk__in=first).prefetch_related("services")))
    return True


def chunks(pks: list[int], size: int) -> Iterable[list[int]]:
    return (pks[at : at + size] for at in range(0, len(pks), size))


def write(sheet: Sheet, places: list[Place]) -> None:
    Trace.objects.bulk_create(
        [trace_of(place, sheet) for place in places],
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["stamp", "column", "row", "facets", "folded"],
        batch_size=AT_ONCE,
    )


def trace_of(place: Place, sheet: Sheet) -> Trace:
    column, row = square(place.latitude, place.longitude)
    services = [] if place.is_withdrawn else list(place.services.all())
    own = [] if place.is_withdrawn else [facet_of(place, None, sheet)]
    return Trace(
        place=place,
        centre=sheet.centre,
        stamp=sheet.stamp,
        column=column,
        row=row,
        facets=own + [facet_of(place, service, sheet) for service in services],
        folded=" ".join(texts_of(place, services)),
    )


def facet_of(place: Place, service: Service | None, sheet: Sheet) -> list[object]:
    """As `Trace.facets` holds it and `maps.index.columns.Facet` reads it."""
    thing = service or place
    flags = (FREE if service and service.is_free else 0) | (STEP_FREE if place.step_free == Place.StepFree.YES else 0)
    languages = (service.languages if service else []) or place.languages
    hours = (service.hours if service else "") or place.hours
    spans = spans_of(hours, sheet.monday, sheet.centre.country, sheet.centre.time_zone)
    return [NUMBERS[thing.category], flags, mask_of(languages), spans]


@lru_cache(maxsize=4096)
def spans_of(hours: str, monday: dt.date, country: str, zone: str) -> list[int]:
    """Minutes [start, end, …] over the two weeks from `monday`; none where hours are not known or not readable."""
    try:
        known = read(hours)
    except HoursError:
        return []
    found: list[int] = []
    for number in range(2):
        for start, end in week(known, monday + dt.timedelta(weeks=number), country, ZoneInfo(zone)):
            first, last = start + number * WEEK, end + number * WEEK
            if found and found[-1] == first:
                found[-1] = last
            else:
                found += [first, last]
    return found


def texts_of(place: Place, services: list[Service]) -> list[str]:
    """Folded: what stands on the place's page."""
    words = [*place.all_words(), place.village, place.street, *place.tags]
    if place.organisation:
        words += place.organisation.all_words()
    for service in services:
        words += service.all_words()
    return [folded(word) for word in words if word]


def organisation_changed(organisation: Organisation) -> None:
    """Its name stands in the texts of its places."""
    reindex(organisation.centre, organisation.places.values_list("pk", flat=True))
