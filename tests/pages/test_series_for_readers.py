"""What readers see of an event that comes again."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages import actions
from pages.models import EventPage
from tests.pages.test_finding_what_is_published import titles
from tests.pages.test_homes_and_lists import cost

pytestmark = pytest.mark.django_db
# A Thursday, 18:00 by the clock of Lipka.
START = dt.datetime(2027, 10, 14, 16, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def choir(make_event: Any) -> EventPage:
    return make_event("Próba chóru", slug="choir", starts_at=START)


def test_the_page_names_the_next_dates_at_the_same_cost(choir: EventPage, stranger_client: Client) -> None:
    address = "/pl/lipka/events/choir/"
    stranger_client.get(address)
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + WEEK).date()])
    one = cost(stranger_client, address)
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + n * WEEK).date() for n in range(2, 9)])
    assert cost(stranger_client, address) == one <= 13
    page = stranger_client.get("/en/lipka/events/choir/").content.decode()
    assert "Also on" in page
    assert page.count('href="/en/lipka/events/choir-2027-') == 6
    assert 'href="/en/lipka/events/choir-2027-10-21/"' in page
    assert "18:00" in page


def test_home_shows_the_next_date_alone_and_the_list_all(
    choir: EventPage, make_event: Any, stranger_client: Client
) -> None:
    other = make_event("Jarmark", starts_at=START + 30 * DAY)
    stranger_client.get("/pl/lipka/")
    before = cost(stranger_client, "/pl/lipka/")
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + n * WEEK).date() for n in range(1, 4)])
    assert cost(stranger_client, "/pl/lipka/") == before
    home = titles(stranger_client.get("/pl/lipka/").content.decode())
    assert [title for title in home if title in {"Próba chóru", "Jarmark"}] == ["Próba chóru", "Jarmark"]
    listed = titles(stranger_client.get("/pl/lipka/events/").content.decode())
    assert listed == ["Próba chóru"] * 4 + ["Jarmark"]
    beside = titles(stranger_client.get(other.address()).content.decode())
    assert beside.count("Próba chóru") == 1


def test_home_names_the_next_that_takes_place_too(choir: EventPage, stranger_client: Client) -> None:
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + n * WEEK).date() for n in range(1, 4)])
    EventPage.objects.filter(slug__in=["choir", "choir-2027-10-28"]).update(state="cancelled", change_notice="X")
    shown = EventPage.objects.shown().upcoming(timezone.now()).next_of_series(timezone.now())
    assert [event.slug for event in shown] == ["choir", "choir-2027-10-21"]
