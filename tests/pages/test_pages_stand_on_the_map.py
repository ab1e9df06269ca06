"""Events to come and stories with a place are layers of the map; their editors say where."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from community.members.models import Centre
from pages.layers import EVENTS, MOST, STORIES
from pages.models import EventIndex, EventPage, StoryPage
from tests.pages.test_editors_write_and_coordinators_publish import edit_url, story_form

pytestmark = pytest.mark.django_db
HERE = {"latitude": 49.61, "longitude": 20.72}
DAY = dt.timedelta(days=1)


def shown(client: Client, path: str = "/pl/lipka/map/spots.json") -> list[tuple[str, str]]:
    features = client.get(path).json()["features"]
    return sorted((feature["properties"]["kind"], feature["properties"]["title"]) for feature in features)


def test_strangers_find_coming_events_and_stories_that_have_a_place(
    make_event: Any, make_story: Any, stranger_client: Client
) -> None:
    make_event("Targ", **HERE)
    make_event("Bez miejsca")
    make_event("Minione", **HERE, starts_at=timezone.now() - 3 * DAY)
    make_event("Odwołane", **HERE, state="cancelled", change_notice="Deszcz.")
    make_story("Młyn", **HERE)
    make_story("Bez miejsca")
    assert shown(stranger_client) == [("event", "Targ"), ("story", "Młyn")]


def test_a_spot_leads_to_its_page_and_says_when(make_event: Any, centre: Centre, stranger_client: Client) -> None:
    start = dt.datetime(2031, 7, 1, 16, 30, tzinfo=dt.UTC)
    make_event("Targ", slug="targ", starts_at=start, **HERE)
    (feature,) = stranger_client.get("/en/lipka/map/spots.json").json()["features"]
    facts = feature["properties"]
    assert feature["geometry"]["coordinates"] == [20.72, 49.61]
    assert facts["url"] == "/en/lipka/events/targ/"
    assert facts["lang"] == "pl"
    assert facts["label"] == "event, July 1, 2031, 18:30"
    assert stranger_client.get(facts["url"]).status_code == 200


def test_nothing_hidden_stands_on_the_map(
    make_event: Any, make_story: Any, stranger_client: Client, client_of: Any, coordinator: Any
) -> None:
    make_event("Szkic", live=False, **HERE)
    closed = make_story("Zamknięta", **HERE)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    make_story("Jawna", **HERE)
    for client in (stranger_client, client_of(coordinator)):
        assert shown(client) == [("story", "Jawna")]


def test_each_stands_there_once_in_the_readers_language(
    make_story: Any, make_event: Any, neighbours: Centre, stranger_client: Client
) -> None:
    make_story("The mill", language="en", twin_of=make_story("Młyn", **HERE), **HERE)
    make_event("Inde", home=neighbours, **HERE)
    assert shown(stranger_client) == [("story", "Młyn")]
    assert shown(stranger_client, "/en/lipka/map/spots.json") == [("story", "The mill")]


def test_each_layer_costs_one_query_and_shows_the_newest(make_story: Any, make_event: Any, centre: Centre) -> None:
    first = make_story("Old", **HERE, first_published_at=timezone.now() - 9 * DAY)
    for _n in range(2):
        make_story(**HERE)
        make_event(**HERE)
    for layer, count in ((STORIES, 3), (EVENTS, 2)):
        with CaptureQueriesContext(connection) as queries:
            found = layer.spots(centre, None, "pl")
        assert (len(queries), len(found)) == (1, count)
    assert STORIES.spots(centre, None, "pl")[-1].title == first.title
    assert MOST == 200


@pytest.mark.parametrize(
    ("latitude", "longitude", "word"),
    [
        (49.61, None, "Give both latitude and longitude, or neither."),
        (20.72, 49.61, "Did you swap latitude and longitude? The other way round it lies here."),
        (52.2, 21.0, "This lies more than 60 km from the centre."),
    ],
)
@pytest.mark.parametrize("kind", ["story", "event"])
def test_a_point_that_cannot_be_is_refused_in_words(
    make_story: Any, make_event: Any, kind: str, latitude: float, longitude: float | None, word: str
) -> None:
    page = make_story(live=False) if kind == "story" else make_event(live=False)
    page.latitude, page.longitude = latitude, longitude
    assert [str(text) for _field, text in page.obstacles()] == [word]
    page.latitude, page.longitude = HERE.values()
    assert list(page.obstacles()) == []


def test_an_editor_places_a_story_and_is_told_what_for(writer: Any, make_story: Any, client_of: Any) -> None:
    story = make_story(live=False)
    desk = client_of(writer)
    page = desk.get(edit_url(story)).content.decode()
    assert "So that it stands on the map" in page
    form = story_form(title=story.title, slug=story.slug)
    desk.post(edit_url(story), form | {"latitude": "49.61", "longitude": "20.72"})
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (draft.latitude, draft.longitude) == (49.61, 20.72)


def test_a_new_event_far_away_is_not_published(publisher: Any, centre: Any, client_of: Any) -> None:
    index = EventIndex.objects.get(centre=centre, locale__language_code="pl")
    url = reverse("wagtailadmin_pages:add", args=["pages", "eventpage", index.pk])
    facts = {
        "title": "Chór",
        "slug": "choir",
        "summary": "Przyjdź.",
        "starts_at": "2031-07-01 18:30",
        "ends_at": "2031-07-01 20:00",
        "state": "planned",
        "capacity": "0",
        "latitude": "52.2",
        "longitude": "21.0",
        "body": rich_text("<p>Przyjdź.</p>"),
        "comments": inline_formset([]),
    }
    blank = "change_notice place online_url cover cover_alt tags search_description"
    form = nested_form_data(facts | dict.fromkeys(blank.split(), "")) | {"action-publish": "1"}
    answer = client_of(publisher).post(url, form)
    assert "This lies more than 60 km from the centre." in answer.content.decode()
    assert not EventPage.objects.exists()
    client_of(publisher).post(url, form | {"latitude": "49.61", "longitude": "20.72"})
    assert EventPage.objects.get().live
