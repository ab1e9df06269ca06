"""Places as lists and popups show them, in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models

from community.members.models import Centre
from maps.asking import Answer
from maps.distances import distance_words
from maps.index.question import LEAST
from maps.indexing import spans_of
from maps.layers import Spot
from maps.models import Place, Service
from maps.openness import Status, hours_in_a_line, hours_table, status_of
from maps.vocabulary import LEAVES, NUMBERS, language_label, mask_of


@dataclass(frozen=True)
class Shown:
    """A row of the list: a place with what of it answers the question, or what another layer put there."""

    metres: float
    place: Place | None = None
    spot: Spot | None = None
    category: Any = ""
    status: Status | None = None
    services: list[tuple[Service, str]] | None = None
    languages: list[str] | None = None
    more: int = 0

    @property
    def distance(self) -> str:
        return distance_words(self.metres)


MOST_SERVICES = 3


def places_by_pk(centre: Centre, pks: Iterable[int]) -> dict[int, Place]:
    """Two queries: the places, and their services."""
    found = Place.objects.for_centre(centre).filter(pk__in=list(pks)).select_related("organisation", "photo")
    rows = {row.pk: row for row in found.prefetch_related("services").fetch_mode(models.FETCH_RAISE)}
    for row in rows.values():
        row.centre = centre
    return rows


def dots_by_pk(centre: Centre, pks: Iterable[int]) -> dict[int, Place]:
    """One query: no more than a dot on the map tells."""
    told = ("name", "language", "translations", "category", "latitude", "longitude", "centre")
    found = Place.objects.for_centre(centre).filter(pk__in=list(pks)).only(*told).fetch_mode(models.FETCH_RAISE)
    rows = {row.pk: row for row in found}
    for row in rows.values():
        row.centre = centre
    return rows


def rows_of(centre: Centre, answer: Answer, pairs: list[tuple[int, float]], at: dt.datetime) -> list[Shown]:
    places = places_by_pk(centre, [pk for pk, _metres in pairs if pk > 0])
    found = []
    for pk, metres in pairs:
        if pk < 0:
            found.append(Shown(metres, spot=answer.other(pk)))
        elif pk in places:
            found.append(row_of(places[pk], metres, answer, at))
    return found


def row_of(place: Place, metres: float, answer: Answer, at: dt.datetime) -> Shown:
    services = [service for service in place.services.all() if answers(service, place, answer)]
    return Shown(
        metres,
        place=place,
        category=LEAVES[place.category],
        status=status_of(place.hours, at, centre=place.centre),
        services=[(service, hours_in_a_line(service.hours)) for service in services[:MOST_SERVICES]],
        languages=[language_label(code) for code in place.languages],
        more=max(0, len(services) - MOST_SERVICES),
    )


def answers(service: Service, place: Place, answer: Answer) -> bool:
    """Whether this service is what was asked for, as the index sees it."""
    question = answer.question
    languages = service.languages or place.languages
    return (
        (not question.categories or NUMBERS[service.category] in question.categories)
        and (not question.languages or bool(mask_of(languages) & question.languages))
        and (not question.free or service.is_free)
        and (question.minutes is None or is_open(service.hours or place.hours, place.centre, answer))
    )


def is_open(hours: str, centre: Centre, answer: Answer) -> bool:
    assert answer.question.minutes
    if answer.monday is None:
        return False
    start, end = answer.question.minutes
    spans = spans_of(hours, answer.monday, centre.country, centre.time_zone)
    within = [min(last, end) - max(first, start) for first, last in pairwise(spans)]
    return max(within[::2], default=0) >= min(LEAST, end - start)


@dataclass(frozen=True)
class Told:
    """A service on its place's page, with hours of its own where it has some."""

    service: Service
    category: Any
    status: Status | None
    hours: list[Any]
    languages: list[str]


def detail_of(place: Place, at: dt.datetime) -> dict[str, Any]:
    centre = place.centre
    return {
        "status": status_of(place.hours, at, centre=centre),
        "hours": hours_table(place.hours),
        "category": LEAVES[place.category],
        "spoken": [language_label(code) for code in place.languages],
        "services": [told(service, at, centre) for service in place.services.all()],
    }


def told(service: Service, at: dt.datetime, centre: Centre) -> Told:
    return Told(
        service=service,
        category=LEAVES[service.category],
        status=status_of(service.hours, at, centre=centre),
        hours=hours_table(service.hours),
        languages=[language_label(code) for code in service.languages],
    )
