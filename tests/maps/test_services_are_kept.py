"""What one gets at a place is kept with it, and said in more than one language."""

from collections.abc import Callable

import pytest
from django.test import Client

from community.members.models import Centre, User
from maps.models import Place, Service
from tests.maps.making import make_place, make_service
from tests.maps.test_places_are_kept import errors_of, shown_form

Sign = Callable[[User], Client]
SERVICE = {"name": "Recepta", "category": "health.doctor", "documents": "Dowód"}


@pytest.fixture
def place(centre: Centre) -> Place:
    return make_place(centre)


def test_a_service_is_added_changed_and_taken_away(place: Place, editor: User, client_of: Sign) -> None:
    client = client_of(editor)
    page = f"/en/lipka/map/places/{place.pk}/"
    assert client.post(f"{page}services/new/", SERVICE | {"is_free": "on"}).status_code == 302
    service = Service.objects.get()
    assert (service.name, service.is_free, service.language) == ("Recepta", True, "pl")
    address = f"{page}services/{service.pk}/"
    sent = shown_form(client, address)
    sent.pop("is_free")
    assert client.post(address, sent | {"fee": "20 zł"}).status_code == 302
    service.refresh_from_db()
    assert (service.is_free, service.fee) == (False, "20 zł")
    assert "20 zł" in client.get(page).text
    client.post(f"{address}removal/")
    assert not Service.objects.exists()
    assert client.get(address).status_code == 404


def test_what_is_free_costs_nothing(place: Place, editor: User, client_of: Sign) -> None:
    address = f"/en/lipka/map/places/{place.pk}/services/new/"
    found = errors_of(client_of(editor).post(address, SERVICE | {"is_free": "on", "fee": "20 zł"}))
    assert list(found) == ["fee"]
    assert not Service.objects.exists()


def test_a_service_of_another_place_is_not_found_here(
    centre: Centre, place: Place, editor: User, client_of: Sign
) -> None:
    other = make_service(make_place(centre, name="Szkoła"))
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/services/{other.pk}/"
    assert client.get(address).status_code == client.post(f"{address}removal/").status_code == 404
    assert Service.objects.count() == 1


def test_all_of_a_place_is_said_in_another_language_on_one_page(
    place: Place, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    service = make_service(place, documents="Dowód")
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/words/uk/"
    page = client.get(address).text
    assert 'lang="uk"' in page
    names = {"place": f"place-{place.pk}-name", "bring": f"service-{service.pk}-documents"}
    client.post(address, {names["place"]: "Бібліотека", names["bring"]: "Посвідчення"})
    shown = stranger_client.get(f"/uk/lipka/map/places/{place.pk}/").text
    assert "Бібліотека" in shown
    assert "Посвідчення" in shown
    assert '<span lang="pl">Karta biblioteczna</span>' in shown
    client.post(address, {names["place"]: "", names["bring"]: "Посвідчення"})
    place.refresh_from_db()
    assert place.translations == {}
    service.refresh_from_db()
    assert service.translations == {"uk": {"documents": "Посвідчення"}}


@pytest.mark.parametrize("language", ["pl", "xx"])
def test_there_is_nothing_to_translate_into_its_own_language(
    language: str, place: Place, editor: User, client_of: Sign
) -> None:
    assert client_of(editor).get(f"/en/lipka/map/places/{place.pk}/words/{language}/").status_code == 404
