"""What is changed at one date of a series, carried over to all that are still to come."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format

from community.members.models import User
from pages.actions.repeating import WORDS, as_shown
from pages.actions.settling import shared_facts
from pages.models import EventIndex, EventPage
from pages.models.events import EventQuerySet
from pages.rhythm import at_the_hours_of

State = EventPage.State
NOT_CARRIED = {"state", "starts_at", "ends_at"}


def later_dates(event: EventPage, at: dt.datetime) -> EventQuerySet:
    """In every language, drafts too; what is cancelled stays cancelled. The centre's own language last."""
    rows: EventQuerySet = EventPage.objects.of_series(event).exclude(state=State.CANCELLED)
    later = rows.filter(starts_at__gt=max(event.starts_at, at))
    return later.select_related("centre", "locale").order_by("starts_at", "original", "pk")


@transaction.atomic
def change_later(
    *, event: EventPage, by: User | None, at: dt.datetime, notices: Mapping[str, str], cancel: bool = False
) -> list[EventPage]:
    """Gives later dates what this one says and its hours, or cancels them; people with seats are told as ever.

    `notices` say what changed, by language; without one the later dates only read differently.
    """
    list(EventIndex.objects.select_for_update(of=("self",)).filter(centre=event.centre).order_by("pk"))
    twins = {page.locale_id: page for page in EventPage.objects.live().filter(translation_key=event.translation_key)}
    changed = []
    for row in later_dates(event, at):
        page = as_shown(row)
        if not cancel:
            carry_over(twins.get(page.locale_id), event, page)
        if notice := notices.get(row.locale.language_code):
            page.state, page.change_notice = State.CANCELLED if cancel else State.MOVED, notice
        write(page, row.live, by)
        changed.append(page)
    return changed


def carry_over(twin: EventPage | None, event: EventPage, page: EventPage) -> None:
    """A language in which this date is not published keeps its words and takes the facts."""
    facts: dict[str, Any] = {name: value for name, value in shared_facts(event).items() if name not in NOT_CARRIED}
    if twin is not None:
        facts |= {name: getattr(twin, name) for name in WORDS}
        page.tags.set(twin.tags.all(), clear=True)
    day = page.local_start.date()
    facts["starts_at"], facts["ends_at"] = at_the_hours_of(event.starts_at, event.ends_at, day, event.zone)
    for name, value in facts.items():
        setattr(page, name, value)


def write(page: EventPage, publish: bool, by: User | None) -> None:
    """What stands in the way of one date keeps all as they are, and is said with its date."""
    try:
        revision = page.save_revision(user=by, log_action=True)
        if publish:
            revision.publish(user=by)
    except ValidationError as refusal:
        day = date_format(page.local_start.date(), "DATE_FORMAT")
        raise ValidationError([f"{day}: {text}" for text in refusal.messages]) from refusal
