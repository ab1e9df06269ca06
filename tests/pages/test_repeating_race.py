"""Two editors who repeat an event in the same instant make each date once."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from pages import actions
from pages.models import EventPage, Gathering
from tests.racing import at_once

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


def test_no_date_is_made_twice(make_event: Any, staff: Any, centre: Any) -> None:
    event = make_event("Chór", slug="choir")
    make_event("Choir", language="en", twin_of=event, starts_at=event.starts_at)
    editors = [staff(centre, "coordinator") for _n in range(2)]
    first = event.local_start.date()
    pages = [EventPage.objects.get(pk=event.pk) for _n in editors]
    weeks = [first + n * 7 * DAY for n in range(1, 4)]
    plans = zip(pages, editors, (weeks[:2], weeks), strict=True)
    failures = at_once(
        [
            lambda page=page, by=by, days=days: actions.repeat_event(event=page, days=days, by=by, at=timezone.now())
            for page, by, days in plans
        ]
    )
    assert failures == []
    for language in ("pl", "en"):
        rows = EventPage.objects.filter(locale__language_code=language, starts_at__gt=timezone.now())
        assert sorted(row.local_start.date() for row in rows) == [first, *weeks]
    assert Gathering.objects.count() == 4
    assert EventPage.objects.values("series").distinct().count() == 1


def test_dates_are_changed_while_others_are_added(make_event: Any, staff: Any, centre: Any) -> None:
    event = make_event("Chór", slug="choir")
    by = staff(centre, "coordinator")
    days = [event.local_start.date() + n * 7 * DAY for n in range(1, 4)]
    actions.repeat_event(at=timezone.now(), event=event, days=days[:2], by=by)
    event.refresh_from_db()
    failures = at_once(
        [
            lambda: actions.repeat_event(at=timezone.now(), event=event, days=days, by=by),
            lambda: actions.change_later(event=event, by=by, at=timezone.now(), notices={"pl": "Koniec."}, cancel=True),
        ]
    )
    assert failures == []
    states = EventPage.objects.order_by("starts_at").values_list("state", flat=True)
    assert list(states[:3]) == ["planned", "cancelled", "cancelled"]
    assert len(states) == 4
