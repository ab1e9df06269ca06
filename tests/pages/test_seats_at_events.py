"""Seats: with and without an account, waiting list, giving up, being promoted, and nothing taken by opening a link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages import actions, tasks
from pages.models import EventPage, Gathering, Seat
from tests.factories import make_member

pytestmark = pytest.mark.django_db
NOW = timezone.now


def link_in(mail: Any) -> str:
    found = re.search(r"http://127.0.0.1:8000(/\S+)", mail.body)
    assert found
    return found[1]


def ask(client: Client, name: str = "Jan Nowak", email: str = "jan@example.org", event: str = "choir") -> Any:
    return client.post(f"/pl/lipka/events/{event}/seat/", {"name": name, "email": email})


def seat_somebody(gathering: Gathering, n: int, confirm: bool = True) -> Seat:
    facts = {
        "name": f"Person {n}",
        "email": f"p{n}@example.org",
        "language": "pl",
        "at": NOW() + dt.timedelta(seconds=n),
    }
    actions.ask_for_seat(gathering=gathering, **facts)
    seat = Seat.objects.get(email=f"p{n}@example.org")
    return actions.confirm_seat(seat=seat, at=NOW() + dt.timedelta(seconds=n)) if confirm else seat


def test_a_visitor_asks_and_confirms_by_mail(
    make_event: Any, stranger_client: Client, gathering_of: Any, mailoutbox: Any
) -> None:
    event = make_event("Chór", slug="choir", capacity=2, place="Stodoła")
    response = ask(stranger_client)
    assert response.headers["location"] == "/pl/lipka/events/choir/seat/asked/"
    assert gathering_of(event).taken == 0

    mail = mailoutbox[0]
    assert mail.to == ["jan@example.org"]
    assert "Chór" in mail.subject
    assert "Stodoła" in mail.body
    link = link_in(mail)
    page = stranger_client.get(link)
    assert b"Jan Nowak" in page.content
    assert gathering_of(event).taken == 0

    stranger_client.post(f"{link}confirmation/")
    assert gathering_of(event).taken == 1
    assert Seat.objects.get().is_taken
    assert len(mailoutbox) == 2


def test_confirming_twice_takes_one_seat(
    make_event: Any, stranger_client: Client, gathering_of: Any, mailoutbox: Any
) -> None:
    event = make_event(slug="choir", capacity=5)
    ask(stranger_client)
    link = link_in(mailoutbox[0])
    stranger_client.post(f"{link}confirmation/")
    stranger_client.post(f"{link}confirmation/")
    assert gathering_of(event).taken == 1


def test_asking_again_answers_the_same_and_takes_nothing(
    make_event: Any, stranger_client: Client, gathering_of: Any, mailoutbox: Any
) -> None:
    event = make_event(slug="choir", capacity=5)
    first, again = ask(stranger_client), ask(stranger_client)
    assert (first.status_code, first.headers["location"]) == (again.status_code, again.headers["location"])
    assert Seat.objects.count() == 1
    stranger_client.post(f"{link_in(mailoutbox[0])}confirmation/")
    third = ask(stranger_client)
    assert third.headers["location"] == first.headers["location"]
    assert gathering_of(event).taken == 1


def test_a_couple_may_share_a_mailbox(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="choir")
    ask(stranger_client, "Jan Nowak")
    ask(stranger_client, "Ewa Nowak")
    assert Seat.objects.count() == 2


def test_a_mailbox_is_not_flooded(make_event: Any, stranger_client: Client, mailoutbox: Any) -> None:
    make_event(slug="choir")
    for _n in range(8):
        assert ask(stranger_client).status_code == 302
    assert len(mailoutbox) == 4


def test_one_network_is_slowed_down_with_a_clear_sentence(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="choir")
    answers = [ask(stranger_client, email=f"n{n}@example.org") for n in range(21)]
    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert b"Too many sign-ups" in stranger_client.post("/en/lipka/events/choir/seat/", {}).content


def test_a_member_takes_a_seat_with_one_button(make_event: Any, member: Any, client_of: Any, gathering_of: Any) -> None:
    event = make_event(slug="choir", capacity=1)
    client = client_of(member)
    assert b"You sign up as Maria Resident" in client.get("/en/lipka/events/choir/seat/").content
    response = client.post("/en/lipka/events/choir/seat/", follow=True)
    assert b"A seat is kept for Maria Resident" in response.content
    client.post("/en/lipka/events/choir/seat/")
    assert gathering_of(event).taken == 1


def test_the_one_too_many_waits_and_is_told_when_a_seat_is_free(
    make_event: Any, gathering_of: Any, mailoutbox: Any
) -> None:
    event = make_event(slug="choir", capacity=2)
    gathering = gathering_of(event)
    first, _second, third, fourth = (seat_somebody(gathering, n) for n in range(4))
    assert [seat.is_waiting for seat in (third, fourth)] == [True, True]

    actions.give_up_seat(seat=first, at=NOW())
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert third.is_taken
    assert fourth.is_waiting
    assert gathering_of(event).taken == 2
    assert mailoutbox[-1].to == ["p2@example.org"]


def test_giving_up_the_last_seat_leaves_it_free(make_event: Any, gathering_of: Any) -> None:
    event = make_event(capacity=1)
    seat = seat_somebody(gathering_of(event), 1)
    actions.give_up_seat(seat=seat, at=NOW())
    actions.give_up_seat(seat=seat, at=NOW())
    assert gathering_of(event).taken == 0


def test_giving_up_goes_by_the_link(make_event: Any, stranger_client: Client, gathering_of: Any) -> None:
    event = make_event(slug="choir", capacity=1)
    seat = seat_somebody(gathering_of(event), 1)
    assert stranger_client.get(f"{seat.url()}cancellation/").status_code == 405
    assert b"given up" in stranger_client.post(f"{seat.url()}cancellation/", follow=True).content or (
        gathering_of(event).taken == 0
    )


@pytest.mark.parametrize("token", ["x", "MQ:1abc:forged", "1"])
def test_a_guessed_link_opens_nothing(make_event: Any, stranger_client: Client, token: str) -> None:
    make_event(slug="choir")
    assert stranger_client.get(f"/pl/lipka/events/seats/{token}/").status_code == 404


def test_a_seats_link_does_not_work_below_another_centre(
    make_event: Any, neighbours: Any, stranger_client: Client, gathering_of: Any
) -> None:
    seat = seat_somebody(gathering_of(make_event()), 1)
    assert stranger_client.get(seat.url()).status_code == 200
    assert stranger_client.get(seat.url().replace("/lipka/", "/javorina/")).status_code == 404


def test_more_seats_seat_those_who_wait(make_event: Any, gathering_of: Any) -> None:
    event = make_event(capacity=1)
    gathering = gathering_of(event)
    seats = [seat_somebody(gathering, n) for n in range(3)]
    event.capacity = 2
    event.save_revision().publish()
    assert gathering_of(event).taken == 2
    assert [seat.pk for seat in Seat.objects.waiting()] == [seats[2].pk]


def test_fewer_seats_than_people_are_refused(make_event: Any, gathering_of: Any) -> None:
    event = make_event(capacity=3)
    for n in range(3):
        seat_somebody(gathering_of(event), n)
    event.capacity = 2
    assert [field for field, _text in event.obstacles()] == ["capacity"]


def test_nobody_signs_up_for_what_has_begun_or_is_cancelled(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="begun", starts_at=NOW() - dt.timedelta(minutes=5))
    make_event(slug="off", state="cancelled", change_notice="Śnieg.")
    for slug in ("begun", "off"):
        assert "Nobody can sign up" in stranger_client.get(f"/en/lipka/events/{slug}/seat/").content.decode()
        assert ask(stranger_client, event=slug).status_code == 200
    assert Seat.objects.count() == 0


def test_an_event_without_seats_has_no_form(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="walk", signup=False)
    assert stranger_client.get("/pl/lipka/events/walk/seat/").status_code == 404
    assert b"just come" in stranger_client.get("/en/lipka/events/walk/").content


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
    from pages.personal import contribute

    event = make_event("Chór", capacity=1)
    other = make_member(centre)
    actions.seat_member(gathering=gathering_of(event), member=member, at=NOW())
    waiting = actions.seat_member(gathering=gathering_of(event), member=other, at=NOW())
    assert contribute().export(member)["seats"][0]["gathering__title"] == "Chór"
    contribute().erase(member, keep_public=True)
    waiting.refresh_from_db()
    assert waiting.is_taken
    assert not Seat.objects.filter(member=member).exists()


def test_a_seat_soon_waits_for_the_member(make_event: Any, member: Any, client_of: Any, gathering_of: Any) -> None:
    event = make_event("Chór", starts_at=NOW() + dt.timedelta(days=2))
    actions.seat_member(gathering=gathering_of(event), member=member, at=NOW())
    assert "You have a seat: Chór" in client_of(member).get("/en/lipka/").content.decode()
