"""An event changes, is called off, comes near and passes: what those hear who have a seat, and what staff see of it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages import actions, personal, tasks
from pages.models import EventPage, Gathering, Seat
from tests.factories import make_member
from tests.pages.conftest import seat_somebody

pytestmark = pytest.mark.django_db
NOW = timezone.now


def test_both_languages_share_the_seats(make_event: Any, stranger_client: Client, gathering_of: Any) -> None:
    own = make_event("Chór", slug="choir", capacity=3)
    make_event("Choir", language="en", twin_of=own, capacity=3, starts_at=own.starts_at)
    seat_somebody(gathering_of(own), 1)
    assert "2 of 3 free" in stranger_client.get("/en/lipka/events/choir/").content.decode()
    assert Gathering.objects.count() == 1


def test_a_moved_event_moves_in_every_language_and_tells_everybody(
    make_event: Any, gathering_of: Any, django_capture_on_commit_callbacks: Any, mailoutbox: Any
) -> None:
    own = make_event("Chór", slug="choir")
    twin = make_event("Choir", language="en", twin_of=own, starts_at=own.starts_at)
    seat_somebody(gathering_of(own), 1)
    later = own.starts_at + dt.timedelta(days=1)
    own.starts_at, own.ends_at = later, later + dt.timedelta(hours=1)
    own.state, own.change_notice = "moved", "Dzień później."
    with django_capture_on_commit_callbacks(execute=True):
        own.save_revision().publish()
    assert EventPage.objects.get(pk=twin.pk).starts_at == later
    assert mailoutbox[-1].to == ["p1@example.org"]
    assert "Dzień później." in mailoutbox[-1].body
    assert gathering_of(own).sequence == 1


def test_a_cancelled_event_says_so_and_tells_everybody(
    make_event: Any,
    gathering_of: Any,
    stranger_client: Client,
    django_capture_on_commit_callbacks: Any,
    mailoutbox: Any,
) -> None:
    event = make_event(slug="choir", capacity=1)
    for n in range(2):
        seat_somebody(gathering_of(event), n)
    event.state, event.change_notice = "cancelled", "Dyrygent chory."
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert "Dyrygent chory." in stranger_client.get("/pl/lipka/events/choir/").content.decode()
    told = [mail.to for mail in mailoutbox if "Dyrygent chory." in mail.body]
    assert told == [["p0@example.org"], ["p1@example.org"]]


def test_taking_an_event_down_calls_it_off(
    make_event: Any, gathering_of: Any, django_capture_on_commit_callbacks: Any, mailoutbox: Any
) -> None:
    event = make_event()
    seat_somebody(gathering_of(event), 1)
    mails = len(mailoutbox)
    with django_capture_on_commit_callbacks(execute=True):
        event.unpublish()
    assert gathering_of(event).cancelled_at is not None
    assert len(mailoutbox) == mails + 1


def test_the_day_before_everybody_with_a_seat_is_reminded_once(
    make_event: Any, gathering_of: Any, mailoutbox: Any
) -> None:
    event = make_event(starts_at=NOW() + dt.timedelta(hours=20), capacity=1)
    for n in range(2):
        seat_somebody(gathering_of(event), n)
    mails = len(mailoutbox)
    assert tasks.remind_of_events.func() == 1
    assert tasks.remind_of_events.func() == 0
    assert len(mailoutbox) == mails + 1


def test_who_sat_where_is_forgotten_a_month_later(make_event: Any, gathering_of: Any) -> None:
    event = make_event()
    seat_somebody(gathering_of(event), 1)
    seat_somebody(gathering_of(event), 2, confirm=False)
    past = NOW() - dt.timedelta(days=31)
    Gathering.objects.update(starts_at=past, ends_at=past)
    tasks.forget_past_seats.func()
    assert Seat.objects.count() == 0


def test_a_wish_never_confirmed_goes_after_two_days(make_event: Any, gathering_of: Any) -> None:
    event = make_event()
    kept = seat_somebody(gathering_of(event), 1)
    seat_somebody(gathering_of(event), 2, confirm=False)
    Seat.objects.update(asked_at=NOW() - dt.timedelta(days=3))
    tasks.forget_past_seats.func()
    assert Seat.objects.get().pk == kept.pk


def test_the_online_address_is_for_those_who_sign_up(
    make_event: Any, stranger_client: Client, gathering_of: Any
) -> None:
    event = make_event(slug="choir", online_url="https://meet.example/room")
    seat = seat_somebody(gathering_of(event), 1)
    assert b"meet.example/room" not in stranger_client.get("/pl/lipka/events/choir/").content
    assert b"meet.example/room" not in stranger_client.get("/pl/lipka/events/choir/event.ics").content
    assert b"meet.example/room" in stranger_client.get(seat.url()).content
    EventPage.objects.update(online_open=True)
    assert b"meet.example/room" in stranger_client.get("/pl/lipka/events/choir/").content


def test_staff_see_who_comes_and_take_the_list_along(
    make_event: Any, publisher: Any, client_of: Any, gathering_of: Any
) -> None:
    gathering = gathering_of(make_event("Chór"))
    actions.ask_for_seat(gathering=gathering, name="=cmd|'/c calc'!A1", email="a@example.org", language="pl", at=NOW())
    actions.ask_for_seat(gathering=gathering, name="+48 600", email="b@example.org", language="pl", at=NOW())
    desk = client_of(publisher)
    assert "a@example.org" in desk.get("/admin/seat/").content.decode()
    response = desk.get(f"/admin/seat/?export=csv&gathering={gathering.pk}")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith("Event,Name,E-mail,State")
    assert all(",'" in line for line in lines[1:])
    assert len(lines) == 3


def test_staff_free_the_seat_of_somebody_who_calls(
    make_event: Any, publisher: Any, client_of: Any, gathering_of: Any
) -> None:
    event = make_event(capacity=1)
    first, second = (seat_somebody(gathering_of(event), n) for n in range(2))
    client_of(publisher).post(f"/admin/seat/delete/{first.pk}/")
    second.refresh_from_db()
    assert second.is_taken


def test_a_members_seats_are_in_their_data_and_go_with_them(
    make_event: Any, member: Any, centre: Any, gathering_of: Any
) -> None:
    event = make_event("Chór", capacity=1)
    other = make_member(centre)
    actions.seat_member(gathering=gathering_of(event), member=member, at=NOW())
    waiting = actions.seat_member(gathering=gathering_of(event), member=other, at=NOW())
    assert personal.contribute().export(member)["seats"][0]["gathering__title"] == "Chór"
    personal.contribute().erase(member, keep_public=True)
    waiting.refresh_from_db()
    assert waiting.is_taken
    assert not Seat.objects.filter(member=member).exists()


def test_a_seat_soon_waits_for_the_member(make_event: Any, member: Any, client_of: Any, gathering_of: Any) -> None:
    event = make_event("Chór", starts_at=NOW() + dt.timedelta(days=2))
    actions.seat_member(gathering=gathering_of(event), member=member, at=NOW())
    assert "You have a seat: Chór" in client_of(member).get("/en/lipka/").content.decode()


def test_what_an_editor_says_of_a_change_reaches_everybody_once(
    make_event: Any, gathering_of: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    event = make_event()
    seat_somebody(gathering_of(event), 1)
    event.state, event.change_notice = "moved", "W remizie, nie w szkole."
    for _n in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            event.save_revision().publish()
    assert [mail.to for mail in mailoutbox if "W remizie" in mail.body] == [["p1@example.org"]]


def test_deleting_an_event_calls_it_off(
    make_event: Any, gathering_of: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    event = make_event()
    gathering = gathering_of(event)
    seat_somebody(gathering, 1)
    with django_capture_on_commit_callbacks(execute=True):
        event.delete()
    gathering.refresh_from_db()
    assert gathering.cancelled_at is not None
    assert "cancelled" in mailoutbox[-1].subject.lower() or "odwołan" in mailoutbox[-1].subject.lower()
