"""What programs read of stories and events: what their cards say, once for all translations."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from community.members.models import Centre
from pages.models import StoryPage

STORIES = "/api/v1/stories"
EVENTS = "/api/v1/events"
DAY = dt.timedelta(days=1)


def listed(path: str, query: str = "") -> list[dict[str, Any]]:
    return Client().get(f"{path}{query}").json()["data"]


def titles(path: str, query: str = "") -> list[str]:
    return [row["title"] for row in listed(path, query)]


def test_translations_are_one_story_in_the_language_asked_for(make_story: Any) -> None:
    mill = make_story("Młyn")
    make_story("The mill", language="en", twin_of=mill)
    make_story("Tylko po polsku", first_published_at=timezone.now() - DAY)
    assert titles(STORIES) == ["Młyn", "Tylko po polsku"]
    assert titles(STORIES, "?language=en") == ["The mill", "Tylko po polsku"]
    address = f"{STORIES}/{mill.translation_key}"
    assert Client().get(address).json()["language"] == "pl"
    assert Client().get(f"{address}?language=en").json()["title"] == "The mill"
    assert Client().get(f"{address}?language=hu").json()["title"] == "Młyn"


def test_who_is_portrayed_and_who_wrote_is_not_told(make_story: Any, writer: Any) -> None:
    story = make_story("Młyn", owner=writer)
    StoryPage.objects.filter(pk=story.pk).update(person="Anna Portrayed")
    text = Client().get(f"{STORIES}/{story.translation_key}").text
    assert "Młyn" in text
    assert "Portrayed" not in text
    assert "Edyta" not in text


@pytest.mark.parametrize("path", [STORIES, EVENTS])
def test_what_is_not_published_or_behind_a_password_is_absent(path: str, make_story: Any, make_event: Any) -> None:
    make = make_story if path == STORIES else make_event
    make("Draft", live=False)
    closed, shown = make("Closed"), make("Shown")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="secret")
    assert titles(path) == ["Shown"]
    assert Client().get(f"{path}/{closed.translation_key}").status_code == 404
    assert Client().get(f"{path}/{shown.translation_key}").status_code == 200


def test_tags_are_told(make_story: Any) -> None:
    story = make_story("Młyn")
    story.tags.add("rzeka", "dąb")
    story.save()
    assert listed(STORIES)[0]["tags"] == ["dąb", "rzeka"]


def test_a_centre_that_is_not_open_tells_nothing(make_story: Any, make_event: Any, centre: Centre) -> None:
    make_story()
    make_event()
    assert (len(listed(STORIES)), len(listed(EVENTS))) == (1, 1)
    Centre.objects.filter(pk=centre.pk).update(opened_at=timezone.now() + DAY)
    assert (listed(STORIES), listed(EVENTS)) == ([], [])


def test_events_are_asked_for_by_their_days(make_event: Any) -> None:
    now = timezone.now().replace(microsecond=0)
    for title, days in (("Past", -3), ("Next", 1), ("Later", 9)):
        make_event(title, starts_at=now + days * DAY)

    def moment(days: int) -> str:
        return f"{now + days * DAY:%Y-%m-%dT%H:%M:%SZ}"

    assert titles(EVENTS) == ["Past", "Next", "Later"]
    assert titles(EVENTS, f"?ends_after={moment(0)}") == ["Next", "Later"]
    assert titles(EVENTS, f"?ends_after={moment(0)}&starts_before={moment(5)}") == ["Next"]
    assert titles(EVENTS, "?state=cancelled") == []


def test_an_online_address_is_told_only_where_everybody_may_know_it(make_event: Any) -> None:
    facts = {"online_url": "https://meet.example/plums"}
    make_event("Closed", online_open=False, **facts)
    make_event("Open", online_open=True, starts_at=timezone.now() + 9 * DAY, **facts)
    assert [row["online_url"] for row in listed(EVENTS)] == [None, "https://meet.example/plums"]
    make_event("Nowhere", starts_at=timezone.now() + 10 * DAY)
    assert listed(EVENTS)[-1]["online_url"] is None


def test_seats_left_are_told_where_they_are_counted(make_event: Any) -> None:
    make_event("Few", capacity=3)
    make_event("Any", starts_at=timezone.now() + 9 * DAY)
    assert [(row["capacity"], row["seats_left"]) for row in listed(EVENTS)] == [(3, 3), (0, None)]


@pytest.mark.parametrize("path", [STORIES, EVENTS])
def test_five_pages_cost_as_many_questions_as_one(path: str, make_story: Any, make_event: Any) -> None:
    make = make_story if path == STORIES else make_event

    def bring() -> None:
        page = make()
        page.tags.add("rzeka")
        page.save()

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        return len(queries)

    bring()
    questions()
    few = questions()
    for _number in range(4):
        bring()
    assert len(listed(path)) == 5
    assert questions() == few
