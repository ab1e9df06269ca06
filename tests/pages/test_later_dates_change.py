"""What is changed at one date of a series is carried to all that are still to come, or they are called off."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages import actions
from pages.models import EventPage, Gathering
from tests.pages.conftest import seat_somebody

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still opens a mail connection the way that Django 6.1 discourages.
    pytest.mark.filterwarnings("ignore:get_connection"),
]
# A Thursday, 18:00 by the clock of Lipka; a fortnight later the clocks have changed.
START = dt.datetime(2027, 10, 21, 16, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def url_of(event: EventPage) -> str:
    return reverse("event-change-later", args=[event.pk])


def say(**fields: str) -> dict[str, str]:
    return {"what": "carry", "notice_pl": "", "notice_en": ""} | fields


@pytest.fixture
def series(make_event: Any) -> list[EventPage]:
    """Four Thursdays in Polish and English; the second is the one that is changed."""
    first = make_event("Chór", slug="choir", starts_at=START, capacity=5, place="Remiza")
    make_event("Choir", language="en", twin_of=first, starts_at=START, capacity=5, place="Fire station")
    actions.repeat_event(at=timezone.now(), event=first, days=[(START + n * 7 * DAY).date() for n in (1, 2, 3)])
    return list(EventPage.objects.filter(locale__language_code="pl").order_by("starts_at"))


def pages(language: str = "pl") -> list[EventPage]:
    return list(EventPage.objects.filter(locale__language_code=language).order_by("starts_at"))


def test_later_dates_read_like_this_one(series: list[EventPage], publisher: Any, client_of: Any) -> None:
    changed = series[1]
    changed.title, changed.place, changed.capacity, changed.body = "Chór mieszany", "Dom Ludowy", 9, "<p>Nowe.</p>"
    changed.starts_at += dt.timedelta(minutes=30)
    changed.tags.add("muzyka")
    changed.save_revision().publish()
    desk = client_of(publisher)
    assert url_of(changed) in desk.get(reverse("wagtailadmin_pages:edit", args=[changed.pk])).content.decode()
    page = desk.get(url_of(changed)).content.decode()
    assert "Nov. 4, 2027, 18:00" in page
    assert "Nov. 11, 2027" in page
    assert "Oct. 21, 2027" not in page
    response = desk.post(url_of(changed), say())
    assert response.headers["location"] == reverse("wagtailadmin_pages:edit", args=[changed.pk])
    facts = [(row.title, row.place, row.capacity, f"{row.local_start:%d %H:%M}") for row in pages()]
    assert facts == [
        ("Chór", "Remiza", 5, "21 18:00"),
        ("Chór mieszany", "Dom Ludowy", 9, "28 18:30"),
        ("Chór mieszany", "Dom Ludowy", 9, "04 18:30"),
        ("Chór mieszany", "Dom Ludowy", 9, "11 18:30"),
    ]
    assert [tag.name for tag in pages()[3].tags.all()] == ["muzyka"]
    assert [(row.title, row.capacity, f"{row.local_start:%H:%M}") for row in pages("en")[2:]] == [
        ("Choir", 9, "18:30")
    ] * 2
    assert {row.state for row in pages()} == {"planned"}


def test_people_with_seats_hear_once_in_two_languages(
    series: list[EventPage],
    publisher: Any,
    client_of: Any,
    gathering_of: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Any,
    stranger_client: Client,
) -> None:
    seat_somebody(gathering_of(series[2]), 1)
    desk = client_of(publisher)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url_of(series[1]), say(what="cancel", notice_pl="Dyrygent wyjechał.", notice_en="No conductor."))
    assert [mail.to for mail in mailoutbox if "Dyrygent wyjechał." in mail.body] == [["p1@example.org"]]
    assert not [mail for mail in mailoutbox if "No conductor." in mail.body]
    assert [row.state for row in pages()] == ["planned", "planned", "cancelled", "cancelled"]
    assert [row.change_notice for row in pages("en")[2:]] == ["No conductor."] * 2
    assert "No conductor." in stranger_client.get("/en/lipka/events/choir-2027-11-04/").content.decode()
    assert Gathering.objects.filter(cancelled_at=None).count() == 2
    assert "No later date" in desk.get(url_of(series[1])).content.decode()


def test_a_new_hour_is_told_with_the_sentence(
    series: list[EventPage],
    publisher: Any,
    client_of: Any,
    gathering_of: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    seat_somebody(gathering_of(series[3]), 1)
    EventPage.objects.filter(translation_key=series[1].translation_key).update(starts_at=series[1].starts_at + DAY / 24)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(publisher).post(url_of(series[1]), say(notice_pl="Godzinę później.", notice_en="An hour later."))
    told = [mail for mail in mailoutbox if "Godzinę później." in mail.body]
    assert [mail.to for mail in told] == [["p1@example.org"]]
    assert "19:00" in told[0].body
    assert [row.state for row in pages()] == ["planned", "planned", "moved", "moved"]


def test_calling_off_needs_a_sentence_in_each_language_and_keeps_what_was_typed(
    series: list[EventPage], publisher: Any, client_of: Any
) -> None:
    words = "<b>Dyrygent</b> wyjechał."
    page = client_of(publisher).post(url_of(series[1]), say(what="cancel", notice_pl=words)).content.decode()
    assert "Say in a sentence what changed" in page
    assert "&lt;b&gt;Dyrygent&lt;/b&gt; wyjechał." in page
    assert words not in page
    long = client_of(publisher).post(url_of(series[1]), say(notice_pl="x" * 301, notice_en="y"))
    assert "at most 300 characters" in long.content.decode()
    assert {row.state for row in pages()} == {"planned"}


def test_fewer_seats_than_people_keep_all_as_they_are(
    series: list[EventPage], publisher: Any, client_of: Any, gathering_of: Any
) -> None:
    for n in range(2):
        seat_somebody(gathering_of(series[3]), n)
    EventPage.objects.filter(translation_key=series[1].translation_key).update(capacity=1)
    page = client_of(publisher).post(url_of(series[1]), say()).content.decode()
    assert "Nov. 11, 2027: 2 people already have a seat" in page
    assert [row.capacity for row in pages()] == [5, 1, 5, 5]


def test_a_draft_is_changed_and_stays_a_draft_and_what_is_cancelled_stays_so(
    series: list[EventPage], publisher: Any, client_of: Any
) -> None:
    series[2].unpublish()
    series[3].state, series[3].change_notice = "cancelled", "Święto."
    series[3].save_revision().publish()
    series[1].title = "Chór mieszany"
    series[1].save_revision().publish()
    client_of(publisher).post(url_of(series[1]), say())
    draft = EventPage.objects.get(pk=series[2].pk)
    assert (draft.live, draft.get_latest_revision_as_object().title) == (False, "Chór mieszany")
    assert [(row.title, row.state) for row in pages()[3:]] == [("Chór", "cancelled")]


def test_an_unpublished_change_is_pointed_out(series: list[EventPage], publisher: Any, client_of: Any) -> None:
    words = "they would be passed over"
    assert words not in client_of(publisher).get(url_of(series[1])).content.decode()
    series[2].title = "In hand"
    series[2].save_revision()
    assert words in client_of(publisher).get(url_of(series[1])).content.decode()


def test_only_who_publishes_here_changes_later_dates(
    series: list[EventPage],
    writer: Any,
    staff: Any,
    centre: Any,
    neighbours: Any,
    member: Any,
    client_of: Any,
    stranger_client: Client,
) -> None:
    people = [writer, member, staff(centre, "moderator"), staff(neighbours, "coordinator")]
    editing = client_of(writer).get(reverse("wagtailadmin_pages:edit", args=[series[1].pk])).content.decode()
    assert url_of(series[1]) not in editing
    for client in (stranger_client, *(client_of(person) for person in people)):
        assert client.get(url_of(series[1])).status_code in {302, 403, 404}
        response = client.post(url_of(series[1]), say(what="cancel", notice_pl="X", notice_en="X"))
        assert response.status_code in {302, 403, 404}
    assert {row.state for row in pages()} == {"planned"}


def test_an_event_without_a_series_has_no_later_dates(make_event: Any, publisher: Any, client_of: Any) -> None:
    event = make_event()
    assert client_of(publisher).get(url_of(event)).status_code in {302, 403}
    editing = client_of(publisher).get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert url_of(event) not in editing


def test_the_list_of_later_dates_costs_the_same_for_few_and_many(
    series: list[EventPage], publisher: Any, client_of: Any
) -> None:
    desk = client_of(publisher)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url_of(series[1])).status_code == 200
        return len(queries)

    cost()
    before = cost()
    actions.repeat_event(at=timezone.now(), event=series[0], days=[(START + n * 7 * DAY).date() for n in range(4, 9)])
    assert cost() == before


def test_dates_gone_by_are_left_alone(make_event: Any, publisher: Any, client_of: Any) -> None:
    past = make_event("Chór", slug="choir", starts_at=timezone.now() - 15 * DAY)
    days = [past.local_start.date() + n * 7 * DAY for n in (1, 3)]
    actions.repeat_event(at=timezone.now(), event=past, days=days)
    past.refresh_from_db()
    client_of(publisher).post(url_of(past), {"what": "cancel", "notice_pl": "Koniec."})
    assert [row.state for row in pages()] == ["planned", "planned", "cancelled"]
