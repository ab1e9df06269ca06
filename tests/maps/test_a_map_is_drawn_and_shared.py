from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from community.members.models import Centre
from maps.actions import draw_base_map
from maps.drawn import Commune, Village, draw
from maps.layers import Layer, Spot
from maps.quadkey import LEVEL, key_range, quadkey

VILLAGES = [Village("Dolna", 49.58, 20.72), Village("Górna", 49.63, 20.66), Village("Las", 49.61, 20.75)]
latitudes = st.floats(-85, 85)
longitudes = st.floats(-180, 179.999)


@given(latitudes, longitudes, st.integers(1, LEVEL))
def test_a_point_lies_within_the_range_of_each_of_its_squares(latitude: float, longitude: float, level: int) -> None:
    first, last = key_range(latitude, longitude, level)
    assert first <= quadkey(latitude, longitude) <= last


@given(latitudes, longitudes)
def test_a_coarser_key_is_the_start_of_the_finer(latitude: float, longitude: float) -> None:
    assert quadkey(latitude, longitude, 10) == quadkey(latitude, longitude, 12) >> 4


def test_a_drawing_is_the_same_each_time_and_names_each_village() -> None:
    one, two = (draw(Commune("lipka", "Lipka", 49.6, 20.7, "pl", VILLAGES)) for _time in range(2))
    assert one == two
    named = [f["properties"]["name"] for f in one["features"] if f["properties"]["kind"] == "village"]
    assert named == ["Lipka", "Dolna", "Górna", "Las"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(49.55, 49.65), st.floats(20.6, 20.8)), max_size=6))
def test_every_village_lies_inside_the_drawn_border(places: list[tuple[float, float]]) -> None:
    villages = [Village(str(number), *place) for number, place in enumerate(places)]
    features = draw(Commune("lipka", "Lipka", 49.6, 20.7, "pl", villages))["features"]
    border = next(f["geometry"]["coordinates"][0] for f in features if f["properties"]["kind"] == "area")
    homes = [f["geometry"]["coordinates"] for f in features if f["properties"]["kind"] == "village"]
    assert all(inside(home, border) for home in homes)


def inside(point: list[float], border: list[list[float]]) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in zip(border, border[1:], strict=False):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < x1 + (point[1] - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def test_the_base_map_is_served_to_anybody_and_kept(centre: Centre, stranger_client: Client) -> None:
    draw_base_map(centre=centre, villages=VILLAGES)
    answer = stranger_client.get("/pl/lipka/map/base.json")
    kinds = {feature["properties"]["kind"] for feature in answer.json()["features"]}
    assert kinds == {"area", "wood", "stream", "road", "village"}
    assert "max-age=3600" in answer["Cache-Control"]


def test_a_centre_without_a_map_has_an_empty_one(centre: Centre, stranger_client: Client) -> None:
    assert stranger_client.get("/pl/lipka/map/base.json").json()["features"] == []


def example_spots(centre: Centre, member: Any, language: str) -> list[Spot]:
    return [Spot(f"Ławka w {centre.name}", "/x/", 49.6123456, 20.7, "published", language, "Cień", "pl")]


EXAMPLE = Layer("example", "Example", example_spots)


def test_what_rooms_contribute_stands_on_the_map_and_in_the_list(
    centre: Centre, settings: Any, client_of: Callable[..., Client], stranger_client: Client
) -> None:
    settings.MAP_LAYERS = [f"{__name__}.EXAMPLE"]
    (feature,) = stranger_client.get("/pl/lipka/map/spots.json").json()["features"]
    assert feature["geometry"]["coordinates"] == [20.7, 49.61235]
    assert feature["properties"]["title"] == "Ławka w Lipka"
    page = stranger_client.get("/en/lipka/map/").content.decode()
    assert "Ławka w Lipka" in page
    assert 'lang="pl"' in page


@pytest.mark.parametrize("path", ["/pl/nowhere/map/", "/pl/nowhere/map/base.json", "/pl/nowhere/map/spots.json"])
def test_an_unknown_centre_has_no_map(path: str, db: None, stranger_client: Client) -> None:
    assert stranger_client.get(path).status_code == 404
