"""Seats: with and without an account, waiting list, giving up, being promoted, and nothing taken by opening a link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages import actions
from pages.models import Seat
from tests.pages.conftest import seat_somebody

pytestmark = pytest.mark.django_db
NOW = timezone.now


def link_in(mail: Any) -> str:
    found = re.search(r"http://127.0.0.1:8000(/\S+)", mail.body)
    assert found
    return found[1]


def ask(client: Client, name: str = "Jan Nowak", email: str = "jan@example.org", event: str = "choir") -> Any:
    return client.post(f"/pl/lipka/events/{event}/seat/", {"name": name, "email": email})


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
    assert gathering_of(event).taken == 1
    stranger_client.post(f"{seat.url()}cancellation/")
    assert gathering_of(event).taken == 0


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
