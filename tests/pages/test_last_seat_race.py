"""The last seats are given once, however many ask in the same instant."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from pages import actions
from pages.models import Gathering, Seat
from tests.factories import make_member
from tests.racing import at_once

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]
ASKING, SEATS = 12, 3


@pytest.fixture
def gathering(centre: Any) -> Gathering:
    start = timezone.now() + dt.timedelta(days=2)
    return Gathering.objects.create(
        key="11111111-1111-1111-1111-111111111111",
        centre=centre,
        title="Choir",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=1),
        capacity=SEATS,
    )


def test_twelve_who_ask_at_once_get_three_seats(gathering: Gathering, centre: Any) -> None:
    people = [make_member(centre) for _n in range(ASKING)]
    now = timezone.now()
    failures = at_once(
        [lambda person=person: actions.seat_member(gathering=gathering, member=person, at=now) for person in people]
    )
    assert failures == []
    assert Seat.objects.taken().count() == SEATS
    assert Seat.objects.waiting().count() == ASKING - SEATS
    assert Gathering.objects.get().taken == SEATS


def test_one_person_who_presses_twelve_times_gets_one_seat(gathering: Gathering, centre: Any) -> None:
    person = make_member(centre)
    now = timezone.now()
    failures = at_once([lambda: actions.seat_member(gathering=gathering, member=person, at=now)] * ASKING)
    assert failures == []
    assert Seat.objects.kept().count() == 1
    assert Gathering.objects.get().taken == 1


def test_while_some_give_up_and_some_ask_no_seat_is_lost_or_doubled(gathering: Gathering, centre: Any) -> None:
    now = timezone.now()
    seated = [actions.seat_member(gathering=gathering, member=make_member(centre), at=now) for _n in range(SEATS)]
    people = [make_member(centre) for _n in range(6)]
    failures = at_once(
        [lambda seat=seat: actions.give_up_seat(seat=seat, at=now) for seat in seated]
        + [lambda person=person: actions.seat_member(gathering=gathering, member=person, at=now) for person in people]
    )
    assert failures == []
    assert Seat.objects.taken().count() == SEATS
    assert Seat.objects.waiting().count() == 3
    assert Gathering.objects.get().taken == SEATS


def test_the_database_itself_refuses_a_seat_beyond_the_capacity(gathering: Gathering) -> None:
    with pytest.raises(IntegrityError):
        Gathering.objects.filter(pk=gathering.pk).update(taken=SEATS + 1)
