"""The map page and its frames: what is asked in the address, by anybody, is answered as a list and drawn."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from maps import actions
from maps.actions import draw_base_map
from maps.models import Place, Service

PAGE, FRAME = "/en/lipka/map/", "/en/lipka/map/frame.json"
AROUND = "west=20.4&south=49.4&east=21&north=49.8&zoom=13"
THURSDAY_NOON = "2026-11-19T11:00:00Z"  # 12:00 in Lipka


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(THURSDAY_NOON, tick=False):
        yield


def put(centre: Centre, name: str, services: list[dict[str, Any]] | None = None, **facts: Any) -> Place:
    known = {"category": "office.registry", "latitude": 49.61, "longitude": 20.7, "language": "pl"}
    made = [Service(**{"language": "pl", "category": "learning.language"} | each) for each in services or []]
    place = Place(centre=centre, name=name, **known | facts)
    return actions.keep_place(place=place, by=None, at=timezone.now(), services=made)


@pytest.fixture
def town(centre: Centre) -> dict[str, Place]:
    """An office that is open and has steps, a step-free one that is open, one that is closed, and an evening course."""
    course = {"name": "Kurs polskiego", "hours": "Th 18:00-19:30", "languages": ["uk"], "is_free": True}
    return {
        "office": put(centre, "Urząd", hours="Mo-Fr 08:00-16:00", step_free="no", languages=["pl"]),
        "desk": put(centre, "Okienko", hours="Mo-Fr 10:00-14:00", step_free="yes", latitude=49.62),
        "tax": put(centre, "Podatki", hours="Mo 08:00-16:00", step_free="yes", category="office.taxes"),
        "library": put(
            centre, "Biblioteka", [course], category="learning.library", latitude=49.63, hours="Mo 9:00-12:00"
        ),
    }


def names(client: Client, query: str = "") -> list[str]:
    context = client.get(f"{PAGE}?{query}").context
    return [row.place.name for row in context["rows"]]


def dots(client: Client, query: str = "") -> list[str]:
    features = client.get(f"{FRAME}?{AROUND}&{query}").json()["features"]
    return sorted(feature["properties"]["title"] for feature in features)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Biblioteka", "Okienko", "Podatki", "Urząd"]),
        ("kind=office", ["Okienko", "Podatki", "Urząd"]),
        ("kind=office.taxes", ["Podatki"]),
        ("when=now", ["Okienko", "Urząd"]),
        ("kind=office&when=now&step_free=on", ["Okienko"]),
        ("kind=learning.language&when=3-evening", ["Biblioteka"]),
        ("kind=learning.library&when=3-evening", []),
        ("speaks=uk", ["Biblioteka"]),
        ("free=on", ["Biblioteka"]),
        ("q=urzad", ["Urząd"]),
        ("q=kurs+polskiego", ["Biblioteka"]),
        ("q=kurs+niemieckiego", []),
        ("when=0-morning", ["Biblioteka", "Okienko", "Podatki", "Urząd"]),
        ("near=49.63,20.7&within=1000", ["Biblioteka"]),
        ("show=initiatives", []),
    ],
)
def test_list_and_map_tell_the_same(
    town: dict[str, Place], stranger_client: Client, query: str, found: list[str]
) -> None:
    assert sorted(names(stranger_client, query)) == found
    assert dots(stranger_client, query) == found


def test_the_nearest_come_first_from_the_centre_a_village_a_street_or_where_one_stands(
    centre: Centre, town: dict[str, Place], stranger_client: Client
) -> None:
    from maps.drawn import Village

    draw_base_map(centre=centre, villages=[Village("Łąki Górne", 49.64, 20.7)])
    put(centre, "Rynek", latitude=49.605, street="Rynek 3")
    assert names(stranger_client)[0] == "Rynek"
    assert names(stranger_client, "near=laki")[0] == "Biblioteka"
    assert names(stranger_client, "near=Okienko")[0] == "Okienko"
    assert names(stranger_client, "near=rynek")[0] == "Rynek"
    assert names(stranger_client, "near=49.62, 20.70")[0] == "Okienko"


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing",
        "when=9-night",
        "speaks=xx",
        "near=Atlantis",
        "near=999,999",
        "show=secrets",
        "within=-1",
        "q=" + "a" * 500,
    ],
)
def test_what_cannot_be_understood_is_said_and_asks_nothing(
    town: dict[str, Place], stranger_client: Client, query: str
) -> None:
    page = stranger_client.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert page.context["total"] == 4
    assert page.context["form"].errors
    assert "Please look at this again" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "west=1", AROUND.replace("zoom=13", "zoom=99"), AROUND.replace("20.4", "nan"), AROUND.replace("49.4", "x")],
)
def test_a_frame_without_its_sides_is_refused(centre: Centre, stranger_client: Client, query: str) -> None:
    assert stranger_client.get(f"{FRAME}?{query}").status_code == 400


def test_a_browser_that_has_the_frame_gets_nothing_twice(town: dict[str, Place], stranger_client: Client) -> None:
    first = stranger_client.get(f"{FRAME}?{AROUND}")
    again = stranger_client.get(f"{FRAME}?{AROUND}", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    actions.withdraw(place=town["tax"], at=timezone.now())
    changed = stranger_client.get(f"{FRAME}?{AROUND}", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_no_answer_asks_more_of_the_database_the_more_places_there_are(
    centre: Centre, town: dict[str, Place], stranger_client: Client
) -> None:
    def cost(address: str) -> int:
        stranger_client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert stranger_client.get(address).status_code == 200
        return len(asked)

    addresses = [PAGE, f"{FRAME}?{AROUND}", f"{PAGE}?kind=office&when=now", f"{FRAME}?{AROUND}&q=urzad"]
    few = [cost(address) for address in addresses]
    for number in range(30):
        put(centre, f"Urząd {number}", [{"name": "Kurs"}, {"name": "Porada"}], hours="24/7")
    assert [cost(address) for address in addresses] == few
    assert few[1] <= 8


def test_places_of_another_centre_and_withdrawn_ones_are_nowhere(
    centre: Centre, other_centre: Centre, town: dict[str, Place], client_of: Callable[..., Client], coordinator: User
) -> None:
    put(other_centre, "Cudze")
    actions.withdraw(place=town["tax"], at=timezone.now())
    for client in (Client(), client_of(coordinator)):
        assert "Podatki" not in names(client)
        assert dots(client) == ["Biblioteka", "Okienko", "Urząd"]


def test_a_list_of_many_has_pages_that_hold_each_place_once(centre: Centre, stranger_client: Client) -> None:
    for number in range(45):
        put(centre, f"Miejsce {number:02}", latitude=49.6 + number / 1000)
    pages = [names(stranger_client, f"page={number}") for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({name for page in pages for name in page}) == 45


def test_an_empty_map_says_what_one_can_do(centre: Centre, stranger_client: Client) -> None:
    page = stranger_client.get(PAGE).content.decode()
    assert "Nothing has a place yet" in page
    assert "Nothing answers all of this" in stranger_client.get(f"{PAGE}?when=now").content.decode()


def test_names_are_told_in_the_reader_s_language_and_marked_where_they_are_not(
    centre: Centre, stranger_client: Client
) -> None:
    put(centre, "Biblioteka", translations={"en": {"name": "Library"}})
    put(centre, "<b>Sklep</b>")
    page = stranger_client.get(PAGE).content.decode()
    assert ">Library</a>" in page
    assert '<span lang="pl">&lt;b&gt;Sklep&lt;/b&gt;</span>' in page
    assert "Biblioteka" in stranger_client.get(PAGE.replace("/en/", "/pl/")).content.decode()


def test_where_somebody_is_stands_on_no_page_but_their_own_answer(
    town: dict[str, Place], stranger_client: Client
) -> None:
    page = stranger_client.get(f"{PAGE}?near=49.629, 20.701").content.decode()
    assert "kept nowhere" in page
    assert list(stranger_client.cookies) == []


def test_the_page_of_a_place_tells_all_of_it(town: dict[str, Place], stranger_client: Client) -> None:
    page = stranger_client.get(town["library"].get_absolute_url()).content.decode()
    for words in ("Biblioteka", "Kurs polskiego", "free of charge", "18:00–19:30", "Given in", "Ukrainian"):
        assert words in page
    start = page.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    facts = json.loads(page[start : page.index("</script>", start)])
    assert (facts["@type"], facts["name"]) == ("Library", "Biblioteka")
    assert facts["makesOffer"][0]["price"] == 0


def test_a_place_that_nobody_confirmed_for_a_year_says_so(town: dict[str, Place], stranger_client: Client) -> None:
    address = town["office"].get_absolute_url()
    assert "Nobody has confirmed this" not in stranger_client.get(address).content.decode()
    with time_machine.travel("2027-11-20T11:00:00Z"):
        assert "Nobody has confirmed this since Nov. 19, 2026" in stranger_client.get(address).content.decode()


def test_a_row_names_the_services_that_answer_and_when_they_are_given(
    centre: Centre, town: dict[str, Place], stranger_client: Client
) -> None:
    lending = Service(place=town["library"], name="Wypożyczalnia", category="learning.library", language="pl")
    actions.keep_service(service=lending, by=None, at=timezone.now())

    def services(query: str) -> list[tuple[str, str]]:
        [row] = stranger_client.get(f"{PAGE}?{query}").context["rows"]
        return [(service.name, hours) for service, hours in row.services]

    assert services("kind=learning") == [("Kurs polskiego", "Thursday 18:00–19:30"), ("Wypożyczalnia", "")]
    assert services("kind=learning&when=3-evening") == [("Kurs polskiego", "Thursday 18:00–19:30")]
