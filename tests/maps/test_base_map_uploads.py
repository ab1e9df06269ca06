"""A coordinator lays a map under the centre: looked into, kept whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pmtiles.tile import TileType

from community.members.models import Centre, User
from maps.actions import draw_base_map, put_tiles
from maps.forms import base as forms
from maps.models import BaseMap
from tests.factories import make_member
from tests.maps.tiles import a_file

SOURCE = "© OpenStreetMap contributors"
Desk = Callable[[User], Client]


def upload(content: bytes, name: str = "lipka.pmtiles") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.fixture
def desk(client_of: Callable[[User], Client]) -> Desk:
    """Lets staff into the back office, as their group does."""

    def signed_in(user: User) -> Client:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return client_of(user)

    return signed_in


@pytest.fixture
def new(centre: Centre) -> str:
    return reverse("maps_basemap:add")


def lay(client: Client, address: str, centre: Centre, content: bytes, **facts: str) -> Any:
    return client.post(address, {"centre": centre.pk, "tiles": upload(content), "source": SOURCE} | facts)


def test_a_coordinator_lays_a_map(centre: Centre, coordinator: User, desk: Desk, new: str, settings: Any) -> None:
    client = desk(coordinator)
    assert lay(client, new, centre, a_file()).status_code == 302
    base = BaseMap.objects.get(centre=centre)
    assert (base.source, base.uploaded_at is not None) == (SOURCE, True)
    assert [path.read_bytes() for path in kept(settings)] == [a_file()]
    assert b"".join(client.get("/pl/lipka/map/tiles.pmtiles")) == a_file()
    listed = client.get(reverse("maps_basemap:index")).content.decode()
    assert SOURCE in listed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"PK\x03\x04 a zip", "This is not a PMTiles file"),
        (b"PMTiles\x02" + a_file()[8:], "This is not a PMTiles file"),
        (a_file()[:100], "This is not a PMTiles file"),
        (a_file(tiles=b"x" * 500)[:-1], "a part of it is missing"),
        (a_file()[:97] + b"\x03" + a_file()[98:], "This is not a PMTiles file"),
        (a_file()[:98] + b"\x04" + a_file()[99:], "This is not a PMTiles file"),
        (a_file(kind=TileType.PNG), "The file holds pictures, not shapes."),
        (a_file(layers=("transportation", "water")), "The file has other layers than our maps draw."),
        (a_file(deepest=9), "The file has no tiles of the near view."),
        (a_file((14.0, 50.0, 15.0, 51.0)), "The file shows another region: Lipka is not in it."),
    ],
)
def test_what_is_no_map_of_the_centre_is_refused_and_nothing_of_it_stays(
    content: bytes, words: str, centre: Centre, coordinator: User, desk: Desk, new: str, settings: Any
) -> None:
    answer = lay(desk(coordinator), new, centre, content)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not BaseMap.objects.exists()
    assert kept(settings) == []


def test_too_large_a_file_is_refused(
    centre: Centre, coordinator: User, desk: Desk, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST", 100)
    assert "larger than 60 MB" in lay(desk(coordinator), new, centre, a_file()).content.decode()


def test_whose_map_it_is_must_be_said(centre: Centre, coordinator: User, desk: Desk, new: str) -> None:
    assert lay(desk(coordinator), new, centre, a_file(), source=" ").status_code == 200
    assert not BaseMap.objects.exists()


def test_a_new_file_takes_the_place_of_the_old_and_the_drawing_stays(
    centre: Centre, coordinator: User, desk: Desk, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    drawn = draw_base_map(centre=centre, villages=[]).features
    base = put_tiles(centre=centre, file=ContentFile(a_file(tiles=b"old")), source="x")
    edit = reverse("maps_basemap:edit", args=[base.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert lay(desk(coordinator), edit, centre, a_file(tiles=b"new")).status_code == 302
    base.refresh_from_db()
    assert [path.read_bytes() for path in kept(settings)] == [a_file(tiles=b"new")]
    assert (base.source, base.features) == (SOURCE, drawn)


def test_a_refused_file_leaves_the_old_one(centre: Centre, coordinator: User, desk: Desk, settings: Any) -> None:
    base = put_tiles(centre=centre, file=ContentFile(a_file(tiles=b"old")), source="x")
    lay(desk(coordinator), reverse("maps_basemap:edit", args=[base.pk]), centre, b"no map")
    assert [path.read_bytes() for path in kept(settings)] == [a_file(tiles=b"old")]
    assert BaseMap.objects.get().source == "x"


def test_the_words_may_change_without_the_file(centre: Centre, coordinator: User, desk: Desk) -> None:
    base = put_tiles(centre=centre, file=ContentFile(a_file()), source="x")
    edit = reverse("maps_basemap:edit", args=[base.pk])
    assert desk(coordinator).post(edit, {"source": SOURCE}).status_code == 302
    again = BaseMap.objects.get()
    assert (again.source, again.tiles.name) == (SOURCE, base.tiles.name)


def test_a_coordinator_elsewhere_neither_sees_nor_changes_it(
    centre: Centre, other_centre: Centre, desk: Desk, new: str
) -> None:
    base = put_tiles(centre=centre, file=ContentFile(a_file()), source="Secret source")
    other = desk(make_member(other_centre, "coordinator"))
    edit = reverse("maps_basemap:edit", args=[base.pk])
    assert "Secret source" not in other.get(reverse("maps_basemap:index")).content.decode()
    assert other.get(edit).status_code == 404
    assert other.post(edit, {"source": "Mine now"}).status_code == 404
    BaseMap.objects.all().delete()
    assert lay(other, new, centre, a_file()).status_code == 200
    assert not BaseMap.objects.exists()


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_other_staff_lays_none(role: str, centre: Centre, desk: Desk, new: str) -> None:
    client = desk(make_member(centre, role))
    assert lay(client, new, centre, a_file()).status_code in (302, 403)
    assert client.get(reverse("maps_basemap:index")).status_code in (302, 403)
    assert not BaseMap.objects.exists()


def test_a_stranger_is_sent_to_sign_in(centre: Centre, stranger_client: Client, new: str) -> None:
    assert "/accounts/login/" in lay(stranger_client, new, centre, a_file())["Location"]
    assert not BaseMap.objects.exists()
