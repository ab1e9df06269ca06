"""Places and services are kept by those who answer for them, in their own words."""

import datetime as dt
from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from maps import actions
from maps.forms.keeping import PlaceForm
from maps.kept import kept_for
from maps.models import Place, PlacePhoto
from tests.factories import LIPKA, make_centre, make_member
from tests.house.making import a_photo
from tests.maps.making import make_organisation, make_place, make_service
from tests.racing import at_once

Sign = Callable[[User], Client]

PLACE: dict[str, Any] = {
    "name": "Ośrodek zdrowia",
    "summary": "Lekarz rodzinny.",
    "category": "health.doctor",
    "tags": "lekarz, recepty",
    "latitude": "49.605",
    "longitude": "20.705",
    "street": "Długa 3",
    "village": "Dolna",
    "postcode": "34-600",
    "hours": "Mo-Fr 8:00-18:00",
    "phone": "+48 18 555 01 02",
    "email": "zdrowie@example.org",
    "website": "example.org/zdrowie",
    "step_free": "yes",
    "languages": ["pl", "uk"],
    "language": "pl",
}
NEW = "/en/lipka/map/places/new/"


@pytest.fixture
def place(centre: Centre) -> Place:
    return make_place(centre)


def shown_form(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields if name not in {"file", "remove"}}
    return {name: "" if value is None else value for name, value in found.items()}


def errors_of(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return dict(answer.context["form"].errors)


def test_an_editor_puts_a_place_on_the_map(
    centre: Centre, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    answer = client_of(editor).post(NEW, PLACE | {"file": photo(), "alt": "The door"})
    place = Place.objects.get(name="Ośrodek zdrowia")
    assert answer["Location"] == f"/en/lipka/map/places/{place.pk}/"
    assert (place.hours, place.tags, place.languages) == ("Mo-Fr 08:00-18:00", ["lekarz", "recepty"], ["pl", "uk"])
    assert place.website == "https://example.org/zdrowie"
    assert (place.confirmed_by, place.photo.alt) == (editor, "The door")
    page = stranger_client.get(f"/pl/lipka/map/places/{place.pk}/")
    assert "Ośrodek zdrowia" in page.text
    assert "Długa 3, 34-600 Dolna" in page.text
    assert kept_for(centre).stamp == 1


def test_a_photo_is_put_in_anothers_place_and_taken_away(place: Place, editor: User, client_of: Sign) -> None:
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/edit/"
    sent = shown_form(client, address)
    assert "alt" in errors_of(client.post(address, sent | {"file": photo()}))
    client.post(address, sent | {"file": photo(), "alt": "The door"})
    first = PlacePhoto.objects.get()
    client.post(address, shown_form(client, address) | {"file": photo(), "alt": "Another door"})
    second = PlacePhoto.objects.get()
    assert (second.alt, second.pk == first.pk) == ("Another door", False)
    assert client.get(second.address("small", "webp")).status_code == 200
    client.post(address, shown_form(client, address) | {"remove": "on"})
    assert not PlacePhoto.objects.exists()


def photo() -> Any:
    picture = a_photo()
    picture.seek(0)
    picture.name = "door.png"
    return picture


def test_what_is_saved_is_confirmed_and_found(centre: Centre, place: Place, editor: User, client_of: Sign) -> None:
    Place.objects.filter(pk=place.pk).update(confirmed_on=dt.date(2020, 1, 1))
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/edit/"
    sent = shown_form(client, address) | {"name": "Czytelnia", "hours": "Sa 10:00-12:00"}
    assert client.post(address, sent).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.hours, place.confirmed_by) == ("Czytelnia", "Sa 10:00-12:00", editor)
    assert place.confirmed_on == timezone.now().astimezone(centre.zone).date()
    assert "Czytelnia" in client.get("/en/lipka/map/?q=czytelnia").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("latitude", "nan", "Enter a number."),
        ("latitude", "", "This field is required."),
        ("latitude", "91", "60 km"),
        ("phone", "call me", "One phone number"),
        ("phone", "1", "One phone number"),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
        ("website", "ftp://example.org/", "Enter a valid URL."),
        ("email", "nobody", "valid email"),
        ("hours", "Mo-Fr 8-25:99", ""),
        ("name", "x" * 10_000, "at most 120 characters (it has 10000)"),
        ("summary", "x" * 10_000, "at most 600 characters (it has 10000)"),
        ("name", "\u200b \u202e", "This field is required."),
        ("category", "nothing.such", "Select a valid choice"),
        ("languages", ["xx"], "Select a valid choice"),
        ("organisation", "999", "Select a valid choice"),
        ("tags", "a,b,c,d,e,f,g", "At most 6 tags"),
    ],
)
def test_what_cannot_be_so_is_told_at_its_field(
    field: str, value: Any, words: str, centre: Centre, editor: User, client_of: Sign
) -> None:
    found = errors_of(client_of(editor).post(NEW, PLACE | {field: value}))
    assert list(found) == [field]
    assert words in found[field][0]
    assert not Place.objects.exists()


def test_a_place_lies_near_its_centre(centre: Centre, editor: User, client_of: Sign) -> None:
    client = client_of(editor)
    far = errors_of(client.post(NEW, PLACE | {"latitude": "52.2", "longitude": "21.0"}))
    assert far == {"latitude": ["This lies more than 60 km from the centre."]}
    swapped = errors_of(client.post(NEW, PLACE | {"latitude": "20.705", "longitude": "49.605"}))
    assert "Did you swap latitude and longitude?" in swapped["latitude"][0]


def test_markup_is_shown_as_it_was_typed(
    centre: Centre, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    name = "<script>alert(1)</script><b>Bar</b>"
    client_of(editor).post(NEW, PLACE | {"name": name, "summary": name, "tags": "<i>x"})
    place = Place.objects.get()
    assert place.name == name
    for address in (place.get_absolute_url(), "/en/lipka/map/", "/en/lipka/map/places/"):
        page = client_of(editor).get(address).text
        assert "alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "<b>Bar" not in page
    assert "<i>x" not in stranger_client.get(place.get_absolute_url()).text


def test_the_second_of_two_is_told_and_loses_nothing(
    centre: Centre, place: Place, editor: User, coordinator: User, client_of: Sign
) -> None:
    address = f"/en/lipka/map/places/{place.pk}/edit/"
    first, second = client_of(editor), client_of(coordinator)
    one, two = (shown_form(client, address) for client in (first, second))
    assert first.post(address, one | {"phone": "18 555 11 11"}).status_code == 302
    answer = second.post(address, two | {"name": "Mediateka"})
    assert "Somebody else has changed this" in answer.text
    assert ("Phone", "18 555 11 11") in answer.context["form"].meanwhile
    assert answer.context["form"]["name"].value() == "Mediateka"
    place.refresh_from_db()
    assert (place.name, place.phone) == ("Biblioteka", "18 555 11 11")
    again = two | {"name": "Mediateka", "phone": "18 555 11 11", "seen": answer.context["form"]["seen"].value()}
    assert second.post(address, again).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.phone) == ("Mediateka", "18 555 11 11")


def test_words_in_other_languages_outlive_a_change(place: Place, editor: User, client_of: Sign) -> None:
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/edit/"
    sent = shown_form(client, address)
    actions.translate(thing=place, language="uk", texts={"name": "Бібліотека"})
    make_service(place, name="Karta")
    assert client.post(address, sent | {"phone": "112"}).status_code == 302
    place.refresh_from_db()
    assert (place.phone, place.translations) == ("112", {"uk": {"name": "Бібліотека"}})


def test_a_place_is_confirmed_by_one_press(centre: Centre, place: Place, editor: User, client_of: Sign) -> None:
    Place.objects.filter(pk=place.pk).update(confirmed_on=dt.date(2020, 1, 1), reminded_on=dt.date(2021, 1, 1))
    client = client_of(editor)
    address = f"/en/lipka/map/places/{place.pk}/confirmation/"
    assert client.get(address).status_code == 405
    client.post(address)
    place.refresh_from_db()
    assert (place.confirmed_by, place.reminded_on) == (editor, None)
    assert place.confirmed_on > dt.date(2026, 1, 1)


def test_what_is_taken_down_is_gone_for_everybody_else_until_it_returns(
    place: Place, editor: User, member: User, client_of: Sign, stranger_client: Client
) -> None:
    page = f"/en/lipka/map/places/{place.pk}/"
    keeper = client_of(editor)
    assert "Take it off the map?" in keeper.get(f"{page}withdrawal/").text
    keeper.post(f"{page}withdrawal/")
    for client in (stranger_client, client_of(member)):
        assert client.get(page).status_code == client.get(f"{page}correction/").status_code == 404
    assert keeper.get(page).status_code == 200
    assert "Biblioteka" not in stranger_client.get("/en/lipka/map/").text
    assert "Biblioteka" in keeper.get("/en/lipka/map/places/?state=withdrawn").text
    keeper.post(f"{page}return/")
    assert stranger_client.get(page).status_code == 200
    assert "Biblioteka" in stranger_client.get("/en/lipka/map/").text


def test_the_desk_finds_by_words_and_by_what_is_stale(centre: Centre, editor: User, client_of: Sign) -> None:
    make_place(centre, name="Poczta w Łęgu")
    make_place(centre, name="Kiosk", confirmed_on=timezone.now().date() - dt.timedelta(days=500))
    client = client_of(editor)
    rows = lambda asked: [place.name for place, _stale in client.get(f"/en/lipka/map/places/{asked}").context["rows"]]  # noqa: E731
    assert rows("") == ["Kiosk", "Poczta w Łęgu"]
    assert rows("?q=legu") == ["Poczta w Łęgu"]
    assert rows("?state=stale") == ["Kiosk"]
    assert rows("?state=mine") == []
    assert rows("?state=nonsense") == ["Kiosk", "Poczta w Łęgu"]
    assert "Nothing like that here" in client.get("/en/lipka/map/places/?q=zzz").text


def test_a_long_list_costs_what_a_short_one_costs(centre: Centre, editor: User, client_of: Sign) -> None:
    client = client_of(editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/lipka/map/places/").status_code == 200
        return len(queries)

    make_place(centre, organisation=make_organisation(centre))
    cost()
    one = cost()
    for number in range(3):
        make_place(centre, name=f"Place {number}", organisation=make_organisation(centre, name=f"Group {number}"))
    assert cost() == one


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_the_second_is_told() -> None:
    centre = make_centre(**LIPKA)
    place = make_place(centre)
    editor = make_member(centre, "editor")
    seen = PlaceForm(instance=copy(place), centre=centre, by=editor).initial["seen"]
    kept: list[Place | None] = []
    told: list[bool] = []

    def save(name: str) -> None:
        sent = QueryDict(mutable=True)
        sent.update(PLACE | {"languages": "pl", "organisation": "", "name": name, "seen": seen})
        form = PlaceForm(sent, {}, instance=Place.objects.get(pk=place.pk), centre=centre, by=editor)
        assert form.is_valid(), form.errors
        kept.append(form.save())
        told.append(form.has_error("__all__", "meanwhile"))

    names = ["Eins", "Zwei", "Drei"]
    assert at_once([partial(save, name) for name in names]) == []
    (one,) = [each for each in kept if each]
    assert sorted(told) == [False, True, True]
    place.refresh_from_db()
    assert place.name == one.name
    assert place.name in names
