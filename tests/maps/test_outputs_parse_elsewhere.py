"""Files that we give out are read by programs that were not written by us."""

import feedparser
import geojson
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from community.members.models import Centre
from tests.house.furnishing import furnish
from tests.maps.filing import furnish_places, given_out

FEEDS = ("pages:story-feed", "pages:event-feed", "proposals:initiative-feed", "board:topic-feed")


def test_geojson_is_valid_to_the_geojson_package(centre: Centre) -> None:
    furnish_places(centre)
    found = geojson.loads(given_out(centre, "geojson"))
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid
    assert found.errors() == []
    desk = found["features"][0]
    assert desk["geometry"] == geojson.Point((20.71, 49.61))
    assert desk["properties"]["opening_hours"] == "Mo-Fr 08:00-16:00; PH off"
    assert desk["properties"]["name:uk"] == "Пункт"


@pytest.mark.django_db
def test_feeds_and_calendars_are_valid_to_feedparser_and_icalendar() -> None:
    centre = furnish().centre
    client = Client()
    for name in FEEDS:
        feed = feedparser.parse(client.get(reverse(name, args=[centre.slug])).content)
        assert (name, feed.bozo, feed.version) == (name, False, "atom10")
        assert feed.entries
        assert [key for entry in feed.entries for key in ("id", "title", "link", "updated") if not entry.get(key)] == []
    content = client.get(reverse("pages:event-calendar", args=[centre.slug])).content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert events
    assert all(event.decoded("uid") and event.decoded("dtstart") and event.decoded("dtstamp") for event in events)
    assert [event.errors for event in events if event.errors] == []
