"""An event's facts, the same in all its languages, and the people who planned to come."""

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail_localize.models import Translation

from pages.actions.seating import promote
from pages.actions.telling import tell_of_change
from pages.models import EventPage, Gathering

State = EventPage.State


@transaction.atomic
def settle(*, event: EventPage, at: dt.datetime) -> Gathering:
    """Makes a published event's facts those of its seats and of its other languages.

    A page that translates another takes the facts over instead of setting them: its snapshot may be older.
    """
    gathering = Gathering.objects.select_for_update().filter(key=event.translation_key).first()
    stay_in_series(event)
    if gathering is not None and is_translation(event):
        take_over(event)
        return gathering
    facts = {
        "centre": event.centre,
        "title": event.title,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "capacity": event.capacity if event.signup else 0,
        "cancelled_at": (gathering and gathering.cancelled_at or at) if event.is_cancelled else None,
        "notice": "" if event.state == State.PLANNED else event.change_notice,
    }
    if gathering is None:
        gathering = Gathering.objects.create(key=event.translation_key, **facts)
    else:
        change(gathering, facts)
    share(event)
    promote(gathering, at)
    return gathering


def is_translation(event: EventPage) -> bool:
    translations = Translation.objects.filter(source__object_id=event.translation_key, enabled=True)
    return translations.filter(target_locale=event.locale_id).exists()


def change(gathering: Gathering, facts: dict[str, Any]) -> None:
    """Writes the facts; when the hour, the going-ahead or what is said of it changed, calendars and people are told."""
    told = ("starts_at", "ends_at", "cancelled_at", "notice")
    telling = any(getattr(gathering, name) != facts[name] for name in told)
    moved = gathering.starts_at != facts["starts_at"]
    for name, value in facts.items():
        setattr(gathering, name, value)
    if moved:
        gathering.reminded_at = None
    if telling:
        gathering.sequence += 1
        transaction.on_commit(partial(tell_of_change.enqueue, str(gathering.key), gathering.sequence))
    gathering.save()


def stay_in_series(event: EventPage) -> None:
    """A page that was translated after its event began to repeat belongs to the series like the others."""
    twins = EventPage.objects.filter(translation_key=event.translation_key)
    series = twins.exclude(series=None).values_list("series", flat=True).first()
    if series is not None:
        twins.filter(series=None).update(series=series)


def shared_facts(event: EventPage) -> dict[str, Any]:
    return {name: getattr(event, name) for name in EventPage.SHARED}


def share(event: EventPage) -> None:
    """To the other languages' pages, and to what their editors have in hand."""
    facts = shared_facts(event)
    for twin in EventPage.objects.filter(translation_key=event.translation_key).exclude(pk=event.pk):
        EventPage.objects.filter(pk=twin.pk).update(**facts)
        if revision := twin.latest_revision:
            fields = {name: event._meta.get_field(name).value_to_string(event) for name in ("starts_at", "ends_at")}
            revision.content = revision.content | facts | fields
            revision.save(update_fields=["content"])


def take_over(event: EventPage) -> None:
    source = EventPage.objects.filter(translation_key=event.translation_key).exclude(pk=event.pk).order_by("pk").first()
    if source is not None:
        EventPage.objects.filter(pk=event.pk).update(**shared_facts(source))


@transaction.atomic
def call_off(*, event: EventPage, at: dt.datetime) -> None:
    """An event whose last published page is taken down no longer takes place for those who have a seat."""
    twins = EventPage.objects.live().filter(translation_key=event.translation_key).exclude(pk=event.pk)
    if twins.exists():
        return
    open_one = Gathering.objects.filter(key=event.translation_key, cancelled_at__isnull=True, starts_at__gt=at)
    if open_one.update(cancelled_at=at, sequence=F("sequence") + 1):
        transaction.on_commit(partial(tell_of_change.enqueue, str(event.translation_key)))
