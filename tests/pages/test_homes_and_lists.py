"""The homes and the lists: what stands on them, in which language, and at what cost."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.models import StandardPage
from tests.pages.test_finding_what_is_published import titles

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Card:
    title: str = "Budżet obywatelski"
    text: str = "Wybierz trzy."
    url: str = "/pl/lipka/votes/1/"
    when: str = "until 1 July 2027, 18:00"
    badge: str = "Open"


def contribute(centre: Any, at: dt.datetime) -> list[Card]:
    return [Card()]


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", ["/pl/", "/pl/lipka/", "/pl/lipka/stories/", "/pl/lipka/events/", "/hu/lipka/stories/"]
)
def test_a_list_costs_the_same_for_one_row_and_for_many(
    make_story: Any, make_event: Any, make_picture: Any, stranger_client: Client, path: str
) -> None:
    stranger_client.get(path)

    def row() -> None:
        story = make_story(cover=make_picture(), cover_alt="Mill", body=[("text", "<p>Long.</p>")])
        make_story(language="en", twin_of=story)
        make_event(cover=make_picture(), cover_alt="Choir", capacity=3)

    row()
    one = cost(stranger_client, path)
    for _n in range(3):
        row()
    assert cost(stranger_client, path) == one
    assert one <= 12


def test_a_story_and_an_event_cost_little(
    make_story: Any, make_event: Any, make_picture: Any, stranger_client: Client
) -> None:
    picture = {"image": make_picture(), "alt_text": "Mill", "decorative": False}
    body = [("text", "<p>T</p>"), ("picture", {"picture": picture, "caption": "", "credit": ""})]
    make_story(slug="s", cover=make_picture(), cover_alt="Mill", body=body)
    make_event(slug="e", cover=make_picture(), cover_alt="Choir", capacity=3)
    for address in ("/pl/lipka/stories/s/", "/pl/lipka/events/e/"):
        stranger_client.get(address)
        assert cost(stranger_client, address) <= 12


def test_a_list_shows_one_of_each_pair_in_the_readers_language(
    make_story: Any, trees: Any, stranger_client: Client
) -> None:
    both = make_story("Oboje")
    make_story("Both", language="en", twin_of=both)
    make_story("Tylko po polsku")
    make_story("Only in English", language="en")
    page = stranger_client.get("/en/lipka/stories/").content.decode()
    assert sorted(titles(page)) == ["Both", "Only in English", "Tylko po polsku"]
    page = stranger_client.get("/pl/lipka/stories/").content.decode()
    assert sorted(titles(page)) == ["Oboje", "Only in English", "Tylko po polsku"]
    page = stranger_client.get("/uk/lipka/stories/").content.decode()
    assert sorted(titles(page)) == ["Oboje", "Only in English", "Tylko po polsku"]


def test_cards_lead_into_the_readers_interface(make_story: Any, stranger_client: Client) -> None:
    make_story("Młyn", slug="mlyn")
    assert 'href="/sk/lipka/stories/mlyn/"' in stranger_client.get("/sk/lipka/stories/").content.decode()


def test_long_lists_have_pages(make_story: Any, stranger_client: Client) -> None:
    for n in range(14):
        make_story(f"Story {n:02}", first_published_at=timezone.now() - n * DAY)
    first = titles(stranger_client.get("/pl/lipka/stories/").content.decode())
    second = titles(stranger_client.get("/pl/lipka/stories/?page=2").content.decode())
    assert (len(first), second) == (12, ["Story 12", "Story 13"])
    assert stranger_client.get("/pl/lipka/stories/?page=nonsense").status_code == 200


def test_only_the_first_picture_of_a_list_hurries(make_story: Any, make_picture: Any, stranger_client: Client) -> None:
    for _n in range(3):
        make_story(cover=make_picture(), cover_alt="Mill")
    page = stranger_client.get("/pl/lipka/stories/").content.decode()
    assert page.count('fetchpriority="high"') == 1
    assert page.count('loading="lazy"') == 2


def test_events_to_come_and_events_gone_by(make_event: Any, stranger_client: Client) -> None:
    make_event("Jutro", starts_at=timezone.now() + DAY)
    make_event("Pojutrze", starts_at=timezone.now() + 2 * DAY)
    make_event("Wczoraj", starts_at=timezone.now() - DAY)
    assert titles(stranger_client.get("/pl/lipka/events/").content.decode()) == ["Jutro", "Pojutrze"]
    assert titles(stranger_client.get("/pl/lipka/events/?past").content.decode()) == ["Wczoraj"]


def test_hours_are_those_of_the_place(make_event: Any, stranger_client: Client) -> None:
    make_event("Chór", slug="choir", starts_at=dt.datetime(2027, 7, 1, 15, 30, tzinfo=dt.UTC), place="Stodoła")
    for address in ("/en/lipka/", "/en/lipka/events/", "/en/lipka/events/choir/"):
        page = stranger_client.get(address).content.decode()
        assert "17:30" in page
        assert "15:30" not in page


def test_a_centres_home_says_what_is_decided_now(trees: Any, settings: Any, stranger_client: Client) -> None:
    settings.DECIDING_CONTRIBUTIONS = [f"{__name__}.contribute"]
    page = stranger_client.get("/en/lipka/").content.decode()
    assert "Budżet obywatelski" in page
    assert "18:00" in page


def test_a_centres_home_says_how_to_reach_it(trees: Any, centre: Any, stranger_client: Client) -> None:
    centre.phone, centre.email = "+48 18 555 00 11", "lipka@example.org"
    centre.save()
    page = stranger_client.get("/pl/lipka/").content.decode()
    assert 'href="tel:+48185550011"' in page
    assert 'href="mailto:lipka@example.org"' in page


def test_the_networks_home_lists_the_centres_by_country(neighbours: Any, stranger_client: Client) -> None:
    page = stranger_client.get("/en/").content.decode()
    assert titles(page)[:2] == ["Lipka", "Javorina"]
    assert page.index("Poland") < page.index("Slovakia")


@pytest.mark.parametrize("slug", ["privacy", "accessibility", "imprint"])
def test_what_must_be_said_stands_until_a_centre_says_it_itself(
    trees: Any, centre: Any, stranger_client: Client, slug: str
) -> None:
    for address in (f"/en/{slug}/", f"/en/lipka/{slug}/"):
        assert stranger_client.get(address).status_code == 200
        assert f'href="{address}"' in stranger_client.get(address).content.decode()
    page = StandardPage(title="Własna strona", slug=slug, body="<p>Nasze słowa.</p>", live=True)
    trees[0].add_child(instance=page)
    assert "Nasze słowa." in stranger_client.get(f"/pl/lipka/{slug}/").content.decode()
    assert stranger_client.get("/en/lipka/nothing-such/").status_code == 404
