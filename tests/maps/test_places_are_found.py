"""Places in the site's search, in the sitemap, and as questions on the home of their centre."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre
from maps import actions
from maps.quick import quick_questions
from maps.search import places
from pages.actions import open_centre
from tests.maps.standing import make_place, make_service

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOUSE = "http://127.0.0.1:8000"


def found(query: str, centre: Centre | None, language: str = "pl") -> list[tuple[str, str]]:
    hits = places(query, centre=centre, member=None, language=language, limit=20)
    return [(hit.title, hit.summary) for hit in hits]


@pytest.mark.engine
def test_a_place_is_found_by_its_words_whatever_their_accents(centre: Centre) -> None:
    make_place(centre, name="Apteka", summary="Leki, obok biblioteki.", category="health.pharmacy")
    make_place(centre, summary="Książki i kawa.")
    assert found("LOSIEM", centre) == [("Biblioteka pod Łosiem", "Książki i kawa.")]
    assert [title for title, _text in found("bibliotek", centre)] == ["Biblioteka pod Łosiem", "Apteka"]
    assert found("biblioteka leki nic", centre) == []
    assert found("  ", centre) == []


def test_a_place_found_by_its_service_names_it_in_the_readers_language(centre: Centre) -> None:
    place = make_place(centre, summary="Książki.")
    course = make_service(place)
    make_service(place, name="Drukowanie", category="learning.course")
    assert found("polskiego", centre) == [("Biblioteka pod Łosiem", "Kurs polskiego")]
    actions.translate(thing=place, language="en", texts={"name": "Library at the Elk"})
    actions.translate(thing=course, language="en", texts={"name": "Polish course"})
    assert found("polish", centre, "en") == [("Library at the Elk", "Polish course")]


def test_the_search_page_shows_places_of_the_centre_to_strangers(
    centre: Centre, other_centre: Centre, stranger_client: Client
) -> None:
    here = make_place(centre, summary="Książki.")
    make_place(other_centre, name="Biblioteka inde")
    page = stranger_client.get("/pl/lipka/search/", {"q": "biblioteka"}).content.decode()
    assert f'href="{here.get_absolute_url().replace("/en/", "/pl/")}"' in page
    assert "Biblioteka inde" not in page
    everywhere = stranger_client.get("/pl/search/", {"q": "biblioteka"}).content.decode()
    assert "Biblioteka inde" in everywhere
    actions.withdraw(place=here, at=timezone.now())
    assert "Łosiem" not in stranger_client.get("/pl/search/", {"q": "biblioteka"}).content.decode()


def test_the_search_costs_the_same_for_one_place_and_for_many(centre: Centre) -> None:
    counts = []
    for more in (1, 3):
        for _n in range(more):
            make_service(make_place(centre))
        with CaptureQueriesContext(connection) as queries:
            assert found("kurs", centre)
        counts.append(len(queries))
    assert counts == [2, 2]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'; --", "a" * 5000, "😀", "“”"])
def test_no_query_breaks_the_search(centre: Centre, stranger_client: Client, query: str) -> None:
    make_place(centre)
    assert found(query, centre) == []
    assert stranger_client.get("/pl/lipka/search/", {"q": query}).status_code == 200


def entries(client: Client) -> dict[str, dict[str, str]]:
    """The address of each page, and of the same page in the languages in which it is written."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.find(f"{MAP}loc").text: {link.get("hreflang"): link.get("href") for link in url if link.get("hreflang")}
        for url in tree
    }


def test_the_sitemap_names_the_map_and_its_places_in_the_languages_they_are_written_in(
    centre: Centre, stranger_client: Client
) -> None:
    place, gone = make_place(centre), make_place(centre, name="Gone")
    actions.translate(thing=place, language="uk", texts={"name": "Бібліотека"})
    actions.withdraw(place=gone, at=timezone.now())
    told = entries(stranger_client)
    rest = f"lipka/map/places/{place.pk}/"
    twins = {code: f"{HOUSE}/{code}/{rest}" for code in ("pl", "uk")}
    assert told[twins["pl"]] == told[twins["uk"]] == twins
    assert f"{HOUSE}/pl/lipka/map/" in told
    assert not any(f"/places/{gone.pk}/" in url for url in told)
    assert f"{HOUSE}/hu/{rest}" not in told


def test_the_sitemap_costs_the_same_for_one_place_and_for_many(centre: Centre, stranger_client: Client) -> None:
    counts = []
    for more in (1, 3):
        for _n in range(more):
            make_place(centre)
        with CaptureQueriesContext(connection) as queries:
            assert stranger_client.get("/sitemap.xml").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_home_asks_the_map_what_most_ask(centre: Centre, stranger_client: Client, settings: Any) -> None:
    settings.PUBLIC_CACHE_SECONDS = 0
    open_centre(centre)
    assert quick_questions(centre) == []
    page = stranger_client.get("/en/lipka/").content.decode()
    assert "Everything near that can help, today" in page
    assert "?when=now" not in page
    for category in (
        "faith.church",
        "office.taxes",
        "office.registry",
        "learning.library",
        "learning.library",
        "health.doctor",
        "health.doctor",
    ):
        make_place(centre, category=category)
    page = stranger_client.get("/en/lipka/").content.decode()
    chips = re.findall(r'href="/en/lipka/map/(\?[^"]+)"', page)
    assert chips == ["?when=now", "?kind=office", "?kind=learning", "?kind=health"]


def test_the_questions_of_the_home_cost_one_query(centre: Centre) -> None:
    make_place(centre)
    quick_questions(centre)
    with CaptureQueriesContext(connection) as queries:
        assert len(quick_questions(centre)) == 2
    assert len(queries) == 1


def test_a_place_has_one_address_for_search_engines_in_each_language_it_is_written_in(
    centre: Centre, stranger_client: Client
) -> None:
    place = make_place(centre)
    actions.translate(thing=place, language="uk", texts={"name": "Бібліотека"})
    addresses = {code: f"{HOUSE}/{code}/lipka/map/places/{place.pk}/" for code in ("pl", "uk", "hu")}
    for read_in, canonical in (("pl", "pl"), ("uk", "uk"), ("hu", "pl")):
        page = stranger_client.get(addresses[read_in].removeprefix(HOUSE)).content.decode()
        head = page.partition("</head>")[0]
        assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [addresses[canonical]]
        alternates = dict(re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', head))
        assert alternates == {code: addresses[code] for code in ("pl", "uk")}


def test_the_list_of_the_map_leads_to_a_leaflet_of_the_same_question(centre: Centre, stranger_client: Client) -> None:
    make_place(centre)
    page = stranger_client.get("/en/lipka/map/?kind=learning&page=1").content.decode()
    assert 'href="/en/lipka/map/leaflet/?kind=learning"' in page
