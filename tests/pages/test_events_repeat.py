"""An event that comes again: how its dates are made, by whom, and what readers see of them."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from pages import actions
from pages.models import EventPage, Gathering
from tests.pages.conftest import seat_somebody

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
    assert "Thursday, Oct. 21, 2027" in preview
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
    logged = PageLogEntry.objects.filter(page=copy.pk, user=publisher).values_list("action", flat=True)
    assert (copy.owner, sorted(logged)) == (publisher, ["wagtail.create", "wagtail.publish"])


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
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + WEEK).date()], by=publisher)
    make_event("Choir rehearsal", language="en", twin_of=choir, starts_at=START, capacity=2)
    EventPage.objects.filter(slug="choir-2027-10-21").update(capacity=9)
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + WEEK).date()], by=publisher)
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


def test_a_draft_repeats_what_was_written_last(
    choir: EventPage, publisher: Any, make_event: Any, client_of: Any
) -> None:
    draft = make_event("Old words", slug="draft", starts_at=START, live=False)
    draft.title = "New words"
    draft.save_revision()
    added(client_of(publisher), draft, times="1")
    copy = EventPage.objects.get(slug="draft-2027-10-21")
    assert (copy.title, copy.live) == ("New words", False)
    assert not Gathering.objects.filter(key=copy.translation_key).exists()


def test_whoever_may_not_add_here_may_not_repeat(
    choir: EventPage, staff: Any, neighbours: Any, member: Any, centre: Any, client_of: Any, stranger_client: Client
) -> None:
    moderator, elsewhere = staff(centre, "moderator"), staff(neighbours, "coordinator")
    for client in (stranger_client, client_of(member), client_of(moderator), client_of(elsewhere)):
        assert client.get(url_of(choir)).status_code in {302, 403, 404}
        response = client.post(url_of(choir), wish(times="1", step="add", days=["2027-10-21"]))
        assert response.status_code in {302, 403, 404}
        assert "choir" not in response.headers.get("location", "")
    assert client_of(elsewhere).get(url_of(choir)).status_code == 404
    assert EventPage.objects.count() == 1


def test_a_story_is_not_repeated(make_story: Any, publisher: Any, client_of: Any) -> None:
    assert client_of(publisher).get(url_of(make_story())).status_code == 404


HOSTILE = "<script>alert(1)</script>"
REFUSED = [
    ({"times": "53"}, "less than or equal to 52"),
    ({"times": "0"}, "greater than or equal to 1"),
    ({"times": "-1"}, "greater than or equal to 1"),
    ({"until": "2028-12-31"}, "At most 52 dates at once"),
    ({"until": "9999-12-31"}, "At most 52 dates at once"),
    ({"until": "2020-01-01"}, "Dates in the past are not added"),
    ({"until": "2027-10-15"}, "No date comes of this"),
    ({"until": "2027-12-01", "times": "2"}, "either until when or how many times"),
    ({}, "either until when or how many times"),
    ({"times": "2", "left_out": HOSTILE}, "This is not a day"),
    ({"times": "2", "left_out": "2027-02-30"}, "This is not a day"),
    ({"times": "2", "left_out": "\0"}, "Null characters are not allowed"),
    ({"times": "2", "left_out": "9" * 1001}, "at most 1000 characters"),
    ({"times": "2", "rhythm": "hourly"}, "Select a valid choice"),
    ({"times": HOSTILE}, "whole number"),
    ({"until": HOSTILE}, "valid date"),
]


@pytest.mark.parametrize(("fields", "words"), REFUSED)
@pytest.mark.parametrize("step", ["look", "add"])
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(
    choir: EventPage, publisher: Any, client_of: Any, fields: dict[str, str], words: str, step: str
) -> None:
    response = client_of(publisher).post(url_of(choir), wish(**fields) | {"step": step, "days": ["2027-10-21"]})
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert HOSTILE not in page
    form = response.context["form"]
    assert {name: form[name].value() for name in fields} == fields
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize("days", [[], ["2027-10-22"], [HOSTILE], ["2027-10-21", "2026-01-01"]])
def test_only_dates_of_the_list_are_made(choir: EventPage, publisher: Any, client_of: Any, days: list[str]) -> None:
    page = client_of(publisher).post(url_of(choir), wish(times="2", step="add", days=days)).content.decode()
    assert "Tick at least one date." in page or "does not come of what you chose" in page
    assert 'value="2027-10-28"' in page
    assert HOSTILE not in page
    assert EventPage.objects.count() == 1


def test_one_may_choose_differently_after_the_list(choir: EventPage, publisher: Any, client_of: Any) -> None:
    page = client_of(publisher).post(url_of(choir), wish(times="7", left_out="2027-10-21", step="change"))
    assert 'name="times" value="7"' in page.content.decode()
    assert "2027-10-21</textarea>" in page.content.decode()


def test_days_left_out_do_not_count(choir: EventPage, publisher: Any, client_of: Any) -> None:
    added(client_of(publisher), choir, times="2", left_out="2027-10-28\n 2027-11-11;")
    assert local_days(choir) == ["2027-10-14 18:00", "2027-10-21 18:00", "2027-11-04 18:00"]


def test_an_hour_stays_when_the_clocks_change(choir: EventPage, publisher: Any, client_of: Any) -> None:
    added(client_of(publisher), choir, until="2027-11-04")
    assert local_days(choir)[-2:] == ["2027-10-28 18:00", "2027-11-04 18:00"]
    winter = EventPage.objects.get(slug="choir-2027-11-04")
    assert (winter.starts_at, winter.ends_at - winter.starts_at) == (START + 3 * WEEK + DAY / 24, 2 * DAY / 24)


def test_of_a_past_event_only_dates_to_come_are_made(make_event: Any, publisher: Any, client_of: Any) -> None:
    now = timezone.now()
    past = make_event(slug="past", starts_at=now - 3 * WEEK - DAY / 24)
    added(client_of(publisher), past, times="2")
    copies = EventPage.objects.exclude(pk=past.pk).order_by("starts_at")
    assert [copy.local_start.date() - past.local_start.date() for copy in copies] == [4 * WEEK, 5 * WEEK]


def test_a_cancelled_date_is_repeated_as_planned(choir: EventPage, publisher: Any, client_of: Any) -> None:
    choir.state, choir.change_notice = "cancelled", "Dyrygent chory."
    choir.save_revision().publish()
    added(client_of(publisher), choir, times="1")
    copy = EventPage.objects.get(slug="choir-2027-10-21")
    assert (copy.state, copy.change_notice) == ("planned", "")


def test_an_old_draft_does_not_take_a_page_out_of_its_series(choir: EventPage, publisher: Any) -> None:
    before = choir.save_revision()
    actions.repeat_event(at=timezone.now(), event=choir, days=[(START + WEEK).date()], by=publisher)
    Revision.objects.get(pk=before.pk).publish()
    choir.refresh_from_db()
    assert choir.series is not None
    copied = choir.copy(update_attrs={"slug": "other", "title": "Other"}, user=publisher)
    assert EventPage.objects.get(pk=copied.pk).series is None


def test_the_list_of_dates_costs_the_same_for_one_and_many(choir: EventPage, publisher: Any, client_of: Any) -> None:
    desk = client_of(publisher)
    desk.get(url_of(choir))

    def looked(times: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.post(url_of(choir), wish(times=times, step="look")).status_code == 200
        return len(queries)

    assert looked("1") == looked("52")
