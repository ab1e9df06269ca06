"""What programs read of places and services: what stands on their pages, and nobody's name."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.members.models import Centre, User
from maps import actions
from maps.models import Place, Service

PLACES, SERVICES = "/api/v1/places", "/api/v1/services"


@pytest.fixture
def library(centre: Centre, editor: User) -> Place:
    facts = {"category": "learning.library", "latitude": 49.61, "longitude": 20.7, "language": "pl"}
    course = Service(name="Kurs", category="learning.language", language="pl", is_free=True, languages=["uk"])
    place = Place(centre=centre, name="Biblioteka", step_free="yes", translations={"en": {"name": "Library"}}, **facts)
    return actions.keep_place(place=place, by=editor, at=timezone.now(), services=[course])


def listed(address: str) -> list[dict[str, Any]]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(answer.json()["data"])


def test_a_place_is_told_with_its_services(library: Place) -> None:
    [told] = listed(PLACES)
    assert told == Client().get(f"{PLACES}/{library.pk}").json()
    assert (told["name"], told["step_free"], told["organisation"]) == ("Biblioteka", "yes", None)
    assert [each["name"] for each in told["services"]] == ["Kurs"]
    assert told["url"].endswith(f"/pl/lipka/map/places/{library.pk}/")


def test_a_service_names_its_place(library: Place) -> None:
    [told] = listed(SERVICES)
    assert (told["place"], told["centre"], told["is_free"], told["languages"]) == (library.pk, "lipka", True, ["uk"])


def test_texts_come_in_the_language_asked_for_where_they_exist_in_it(library: Place) -> None:
    assert [row["name"] for row in listed(f"{PLACES}?language=en")] == ["Library"]
    assert [row["name"] for row in listed(f"{PLACES}?language=uk")] == ["Biblioteka"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?category=learning", 1),
        ("?category=learning.library", 1),
        ("?category=office", 0),
        ("?step_free=yes", 1),
        ("?step_free=no", 0),
        ("?centre=lipka", 1),
        ("?changed_after=2099-01-01T00:00:00Z", 0),
    ],
)
def test_lists_are_narrowed(library: Place, query: str, count: int) -> None:
    assert len(listed(PLACES + query)) == count


def test_services_are_narrowed_to_a_centre(library: Place, other_centre: Centre) -> None:
    assert len(listed(f"{SERVICES}?centre=lipka&category=learning")) == 1
    assert listed(f"{SERVICES}?centre={other_centre.slug}") == []


def test_what_was_withdrawn_is_absent_also_for_its_keeper(library: Place, editor: User, client_of: Any) -> None:
    actions.withdraw(place=library, at=timezone.now())
    for client in (Client(), client_of(editor)):
        assert client.get(PLACES).json()["data"] == []
        assert client.get(SERVICES).json()["data"] == []
        assert client.get(f"{PLACES}/{library.pk}").status_code == 404


def test_who_keeps_a_place_is_not_told(library: Place, editor: User) -> None:
    assert editor.display_name not in Client().get(f"{PLACES}/{library.pk}").text
