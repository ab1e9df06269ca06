"""An event that comes again: how its dates are made, by whom, and what readers see of them."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from community.members.models import Centre
from pages import actions
from pages.models import EventPage, Gathering, Seat
from tests.pages.conftest import seat_somebody
from tests.pages.test_finding_what_is_published import titles

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still opens a mail connection the way that Django 6.1 discourages.
    pytest.mark.filterwarnings("ignore:get_connection"),
]
# A Thursday, the second of its month, 18:00 by the clock of Lipka.
START = dt.datetime(2027, 10, 14, 16, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


def url_of(event: Page) -> str:
    return reverse("event-repeat", args=[event.pk])


def wish(**fields: Any) -> dict[str, Any]:
    return {"rhythm": "weekly", "until": "", "times": "", "left_out": ""} | fields


def added(desk: Client, event: Page, days: list[str] | None = None, **fields: Any) -> Any:
    """Both steps, as the pages lead through them; all dates stay ticked unless `days` are named."""
    facts = wish(**fields)
    preview = desk.post(url_of(event), facts | {"step": "look"})
    chosen = preview.context["chosen"]
    days = [value for value, _label in chosen.fields["days"].choices] if days is None else days
    return desk.post(url_of(event), facts | {"step": "add", "days": days})


def local_days(event: EventPage) -> list[str]:
    event.refresh_from_db()
    rows = EventPage.objects.filter(series=event.series, locale=event.locale).order_by("starts_at")
    return [f"{row.local_start:%Y-%m-%d %H:%M}" for row in rows]


@pytest.fixture
def choir(make_event: Any) -> EventPage:
    event = make_event("Próba chóru", slug="choir", starts_at=START, capacity=2, place="Dom Ludowy")
    event.tags.add("muzyka")
    event.save()
    return event


def test_a_coordinator_repeats_an_event_and_sees_the_dates_first(
    choir: EventPage, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    desk = client_of(publisher)
    assert url_of(choir) in desk.get(reverse("wagtailadmin_pages:edit", args=[choir.pk])).content.decode()
    assert desk.get(url_of(choir)).status_code == 200
    preview = desk.post(url_of(choir), wish(times="2", step="look")).content.decode()
    assert "Thursday, 21 October 2027" in preview
    assert 'value="2027-10-28"' in preview
    assert EventPage.objects.count() == 1

    response = added(desk, choir, times="2")
    assert response.headers["location"] == reverse("wagtailadmin_pages:edit", args=[choir.pk])
    assert local_days(choir) == ["2027-10-14 18:00", "2027-10-21 18:00", "2027-10-28 18:00"]
    page = stranger_client.get("/pl/lipka/events/choir-2027-10-21/").content.decode()
    assert "Próba chóru" in page
    assert "Dom Ludowy" in page
    copy = EventPage.objects.get(slug="choir-2027-10-21")
    assert [tag.name for tag in copy.tags.all()] == ["muzyka"]
    assert (copy.owner, copy.latest_revision.user) == (publisher, publisher)


def test_each_date_has_its_own_seats(choir: EventPage, publisher: Any, client_of: Any, gathering_of: Any) -> None:
    for n in range(2):
        seat_somebody(gathering_of(choir), n)
    added(client_of(publisher), choir, times="1")
    copy = gathering_of(EventPage.objects.get(slug="choir-2027-10-21"))
    assert (copy.capacity, copy.taken, copy.seats.count()) == (2, 0, 0)
    assert gathering_of(choir).taken == 2


def test_unticked_dates_are_not_made(choir: EventPage, publisher: Any, client_of: Any) -> None:
    added(client_of(publisher), choir, times="3", days=["2027-10-28"])
    assert local_days(choir) == ["2027-10-14 18:00", "2027-10-28 18:00"]


def test_repeating_again_adds_only_what_is_missing(choir: EventPage, publisher: Any, client_of: Any) -> None:
    desk = client_of(publisher)
    added(desk, choir, times="1")
    again = desk.post(url_of(choir), wish(times="1", step="look")).content.decode()
    assert "nothing is missing" in again
    added(desk, EventPage.objects.get(slug="choir-2027-10-21"), times="2")
    assert local_days(choir) == [f"2027-{day} 18:00" for day in ("10-14", "10-21", "10-28", "11-04")]
    assert EventPage.objects.filter(slug="choir-2027-11-04").exists()
    assert Gathering.objects.count() == 4


def test_a_date_moved_by_hand_is_not_made_anew(choir: EventPage, publisher: Any, client_of: Any) -> None:
    desk = client_of(publisher)
    added(desk, choir, times="1")
    copy = EventPage.objects.get(slug="choir-2027-10-21")
    copy.starts_at, copy.ends_at = copy.starts_at + DAY, copy.ends_at + DAY
    copy.save_revision().publish()
    added(desk, choir, times="1")
    assert local_days(choir) == ["2027-10-14 18:00", "2027-10-22 18:00"]


def test_every_language_has_all_dates_and_one_list_of_seats(
    choir: EventPage, make_event: Any, publisher: Any, client_of: Any, stranger_client: Client, gathering_of: Any
) -> None:
    make_event("Choir rehearsal", language="en", twin_of=choir, starts_at=START, capacity=2)
    added(client_of(publisher), choir, times="2")
    assert Gathering.objects.count() == 3
    assert "Choir rehearsal" in stranger_client.get("/en/lipka/events/choir-2027-10-28/").content.decode()
    assert "Próba chóru" in stranger_client.get("/pl/lipka/events/choir-2027-10-28/").content.decode()
    copy = EventPage.objects.get(slug="choir-2027-10-28", locale__language_code="pl")
    assert gathering_of(copy).title == "Próba chóru"
    assert EventPage.objects.filter(series=copy.series).count() == 6


def test_a_language_that_came_later_is_added_to_the_dates_that_stand(
    choir: EventPage, make_event: Any, publisher: Any, client_of: Any
) -> None:
    actions.repeat_event(event=choir, days=[(START + WEEK).date()], by=publisher)
    make_event("Choir rehearsal", language="en", twin_of=choir, starts_at=START, capacity=2)
    EventPage.objects.filter(slug="choir-2027-10-21").update(capacity=9)
    actions.repeat_event(event=choir, days=[(START + WEEK).date()], by=publisher)
    pages = EventPage.objects.filter(slug="choir-2027-10-21")
    assert sorted(pages.values_list("title", "capacity")) == [("Choir rehearsal", 9), ("Próba chóru", 9)]
    assert pages.values("translation_key").distinct().count() == 1
    assert not EventPage.objects.filter(series=None).exists()


def test_what_an_editor_repeats_stays_a_draft_or_is_handed_in(
    choir: EventPage, writer: Any, client_of: Any, stranger_client: Client
) -> None:
    desk = client_of(writer)
    added(desk, choir, times="1")
    draft = EventPage.objects.get(slug="choir-2027-10-21")
    assert (draft.live, draft.current_workflow_state) == (False, None)
    assert stranger_client.get("/pl/lipka/events/choir-2027-10-21/").status_code == 404
    added(desk, choir, times="2", hand_in="on")
    handed_in = EventPage.objects.get(slug="choir-2027-10-28")
    assert handed_in.current_workflow_task is not None
    assert not handed_in.live


def test_a_draft_repeats_what_was_written_last(choir: EventPage, publisher: Any, make_event: Any, client_of: Any) -> None:
    draft = make_event("Old words", slug="draft", starts_at=START, live=False)
    draft.title = "New words"
    draft.save_revision()
    added(client_of(publisher), draft, times="1")
    copy = EventPage.objects.get(slug="draft-2027-10-21")
    assert (copy.title, copy.live) == ("New words", False)
    assert not Gathering.objects.filter(key=copy.translation_key).exists()
