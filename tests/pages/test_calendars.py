"""Events as calendars take them."""

import datetime as dt
from typing import Any

import icalendar
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> list[icalendar.Event]:
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] in (["Europe/Warsaw"], [])
    return calendar.walk("VEVENT")


def test_an_event_is_a_file_for_a_calendar(make_event: Any, stranger_client: Client) -> None:
    start = dt.datetime(2027, 7, 1, 15, 30, tzinfo=dt.UTC)
    event = make_event(
        "Chór; próba, otwarta", slug="choir", starts_at=start, place="Stodoła", latitude=49.6, longitude=20.7
    )
    (entry,) = read(stranger_client, "/pl/lipka/events/choir/event.ics")
    assert entry["SUMMARY"] == "Chór; próba, otwarta"
    assert entry["UID"] == f"{event.translation_key}@127.0.0.1"
    assert entry["DTSTART"].params["TZID"] == "Europe/Warsaw"
    assert entry.start == start
    assert entry.start.hour == 17
    assert entry["LOCATION"] == "Stodoła"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["URL"] == "http://127.0.0.1:8000/pl/lipka/events/choir/"


def test_the_zone_is_described_for_calendars_that_do_not_know_it(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="choir")
    content = stranger_client.get("/pl/lipka/events/choir/event.ics").content
    assert b"BEGIN:VTIMEZONE" in content
    assert b"TZID:Europe/Warsaw" in content


def test_a_change_makes_calendars_take_the_event_anew(make_event: Any, stranger_client: Client) -> None:
    event = make_event(slug="choir")
    event.state, event.change_notice = "cancelled", "Dyrygent chory."
    event.save_revision().publish()
    (entry,) = read(stranger_client, "/pl/lipka/events/choir/event.ics")
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)
    assert "Dyrygent chory." in entry["DESCRIPTION"]


def test_a_centres_calendar_holds_what_comes_once(make_event: Any, neighbours: Any, stranger_client: Client) -> None:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    own = make_event("Chór")
    make_event("Choir", language="en", twin_of=own, starts_at=own.starts_at)
    make_event("Stare", starts_at=past)
    make_event("Szkic", live=False)
    make_event("Tam", home=neighbours)
    assert [str(entry["SUMMARY"]) for entry in read(stranger_client, "/pl/lipka/feeds/events.ics")] == ["Chór"]
    assert [str(entry["SUMMARY"]) for entry in read(stranger_client, "/en/lipka/feeds/events.ics")] == ["Choir"]


def test_lines_are_not_smuggled_into_a_calendar(make_event: Any, stranger_client: Client) -> None:
    make_event("Choir\r\nATTACH:http://evil.example/x", slug="choir")
    content = stranger_client.get("/pl/lipka/events/choir/event.ics").content
    assert b"\r\nATTACH" not in content


def test_an_event_that_is_not_public_has_no_file(make_event: Any, stranger_client: Client) -> None:
    make_event(slug="draft", live=False)
    assert stranger_client.get("/pl/lipka/events/draft/event.ics").status_code == 404
