"""An event that comes again: a page for each of its dates, in every language that it has."""

import datetime as dt
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from community.members.models import User
from pages import rules
from pages.actions.settling import settle, shared_facts
from pages.models import EventIndex, EventPage
from pages.rhythm import at_the_hours_of

DATED = re.compile(r"-\d{4}-\d\d-\d\d$")
LONGEST_SLUG = 240
# What a copy says; what its event is at (hours, state, seats, place on the map) comes with `shared_facts`.
WORDS = ("title", "summary", "cover", "cover_alt", "cover_decorative", "body", "place", "search_description")


@dataclass(frozen=True)
class Pattern:
    """One language's page as it is copied, and where the copies go."""

    source: EventPage
    index: int
    publish: bool


@transaction.atomic
def repeat_event(
    *, event: EventPage, days: Collection[dt.date], at: dt.datetime, by: User | None = None, hand_in: bool = False
) -> list[EventPage]:
    """The pages that were missing: published where the event is and `by` may publish, else drafts, perhaps handed in.

    Without `by` the house itself repeats it. Each day of a series has one key, and a key one page a language: whoever
    repeats again, or at the same moment, adds only what is missing.
    """
    patterns = patterns_of(event, by)
    series = begin_series(event)
    known = dates_of(series)
    made = []
    for day in sorted(days):
        key = uuid.uuid5(series, day.isoformat())
        stands = known.get(day)
        if stands is None and EventPage.objects.filter(translation_key=key).exists():
            continue  # moved by hand to another day
        for pattern in patterns:
            facts = facts_on(pattern.source, day) | {"series": series, "translation_key": key, "owner": by}
            if pattern.publish:
                facts |= {"live": True, "first_published_at": at, "last_published_at": at}
            if stands is not None:
                facts |= shared_facts(stands) | {"translation_key": stands.translation_key}
                facts["change_notice"] = stands.change_notice
            if page := add_missing(pattern, day, facts):
                finish(page, at, by, hand_in)
                made.append(page)
    return made


def patterns_of(event: EventPage, by: User | None) -> list[Pattern]:
    """The centre's own language last, so that the seats are named in it. Their lists are held until all is written."""
    twins = EventPage.objects.filter(translation_key=event.translation_key).order_by("original", "pk")
    allowed = [twin for twin in twins if by is None or rules.can_repeat(by, twin)]
    paths = [twin.path[: -Page.steplen] for twin in allowed]
    held = EventIndex.objects.select_for_update(of=("self",)).filter(path__in=paths).order_by("pk")
    places = {index.path: index.pk for index in held}
    return [
        Pattern(
            as_shown(EventPage.objects.get(pk=twin.pk)),
            places[path],
            publish=twin.live and (by is None or rules.can_publish_dates(by, twin)),
        )
        for twin, path in zip(allowed, paths, strict=True)
    ]


def as_shown(event: EventPage) -> EventPage:
    """What is published; of a draft, what was written last."""
    shown: EventPage = event if event.live else event.get_latest_revision_as_object()
    return shown


def begin_series(event: EventPage) -> uuid.UUID:
    twins = EventPage.objects.filter(translation_key=event.translation_key)
    series: uuid.UUID = twins.exclude(series=None).values_list("series", flat=True).first() or event.translation_key
    twins.filter(series=None).update(series=series)
    return series


def dates_of(series: uuid.UUID) -> dict[dt.date, EventPage]:
    """The days on which the series stands already, by the centre's clock."""
    pages = EventPage.objects.filter(series=series).select_related("centre")
    return {page.local_start.date(): page for page in pages}


def facts_on(source: EventPage, day: dt.date) -> dict[str, Any]:
    """It takes place as planned, whatever became of the one that is copied."""
    starts_at, ends_at = at_the_hours_of(source.starts_at, source.ends_at, day, source.zone)
    return shared_facts(source) | {"starts_at": starts_at, "ends_at": ends_at, "state": EventPage.State.PLANNED}


def add_missing(pattern: Pattern, day: dt.date, facts: dict[str, Any]) -> EventPage | None:
    source = pattern.source
    pages = EventPage.objects.filter(translation_key=facts["translation_key"], locale_id=source.locale_id)
    if pages.exists():
        return None
    # The list is read anew: each added child changes what it knows of its children.
    index = Page.objects.get(pk=pattern.index)
    words = {name: getattr(source, name) for name in WORDS}
    page = EventPage(**words | {"live": False} | facts, locale_id=source.locale_id)
    page.slug = find_available_slug(index, f"{DATED.sub('', source.slug)[:LONGEST_SLUG]}-{day.isoformat()}")
    page.tags.add(*source.tags.all())
    index.add_child(instance=page)
    return page


def finish(page: EventPage, at: dt.datetime, by: User | None, hand_in: bool) -> None:
    """A published page needs no revision until somebody edits it: fifty dates are made in one go."""
    if page.live:
        settle(event=page, at=at)
        log(instance=page, action="wagtail.publish", user=by)
        return
    page.save_revision(user=by)
    if hand_in and by is not None and (workflow := page.get_workflow()):
        workflow.start(page, by)
