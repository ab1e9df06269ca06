"""Communes that nobody surveyed are drawn: the same each time, with everything a map shows."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pmtiles.reader import MemorySource, Reader

from community.members.models import Centre
from community.operations.demo import DemoContent
from maps.demo import contribute
from maps.drawn import Commune, Village, draw_layers, frame_of
from maps.forms.base import NEEDED
from maps.models import BaseMap

DEMO = Path(__file__).resolve().parents[2] / "demo"
SLUGS = sorted(path.stem for path in DEMO.glob("*.toml") if path.stem != "network")


def facts_of(slug: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / f"{slug}.toml").read_text())


def commune_of(slug: str) -> Commune:
    facts = facts_of(slug)
    centre = facts["centre"]
    villages = [Village(v["name"], v["latitude"], v["longitude"], v["population"]) for v in facts["villages"]]
    return Commune(slug, slug, centre["latitude"], centre["longitude"], centre["languages"][0], villages)


def reader_of(slug: str) -> Reader:
    return Reader(MemorySource((DEMO / "maps" / f"{slug}.pmtiles").read_bytes()))


def test_the_same_commune_is_drawn_the_same() -> None:
    one, two = (json.dumps(draw_layers(commune_of("mezihaji"))) for _time in range(2))
    assert one == two


@pytest.mark.parametrize("slug", SLUGS)
def test_a_commune_has_roads_water_woods_houses_and_the_names_of_its_villages(slug: str) -> None:
    commune = commune_of(slug)
    layers = draw_layers(commune)
    kinds = {name: {feature["properties"]["kind"] for feature in features} for name, features in layers.items()}
    assert kinds["roads"] >= {"major_road", "minor_road", "path"}
    assert kinds["water"] == {"river", "stream", "lake"}
    assert kinds["landuse"] >= {"forest", "farmland", "residential"}
    assert len(layers["buildings"]) > sum(village.population for village in commune.villages) / 6
    named = {each["properties"]["name"] for each in layers["places"] if each["properties"]["kind"] == "locality"}
    assert named == {village.name for village in commune.villages}
    assert {each["properties"].get("name") for each in layers["water"]} >= {commune.words.river, commune.words.pond}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_village_lies_in_what_is_shown_at_first_and_on_dry_land(slug: str) -> None:
    commune = commune_of(slug)
    west, south, east, north = frame_of(commune)
    assert all(west < v.longitude < east and south < v.latitude < north for v in commune.villages)
    assert [
        v.name
        for v, home in commune.places
        if min(abs(home[0] - x) + abs(home[1] - y) for x, y in commune.land.river) < 60
    ] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_tiles_that_come_along_are_small_and_tell_of_no_machine(slug: str) -> None:
    path = DEMO / "maps" / f"{slug}.pmtiles"
    assert path.stat().st_size <= 400_000
    reader = reader_of(slug)
    metadata = reader.metadata()
    assert {layer["id"] for layer in metadata["vector_layers"]} >= NEEDED
    assert "/" not in metadata["generator_options"].split("--named-layer")[0]
    centre = facts_of(slug)["centre"]
    header = reader.header()
    assert header["min_lat_e7"] < centre["latitude"] * 10**7 < header["max_lat_e7"]


def test_the_demonstration_lays_its_tiles_under_its_maps(centre: Centre) -> None:
    content = DemoContent(DEMO, timezone.now(), places={"jodlowiec": centre})
    content.__dict__["centres"] = [facts_of("jodlowiec")]
    for _time in range(2):
        contribute(content)
    base = BaseMap.objects.get(centre=centre)
    assert {feature["properties"]["kind"] for feature in base.features["features"]} >= {"area", "village"}
    assert base.source == ""
    # The centre of this test goes by another name than the file.
    assert not base.tiles
    Centre.objects.filter(pk=centre.pk).update(slug="jodlowiec")
    base.delete()
    content.places["jodlowiec"] = Centre.objects.get(pk=centre.pk)
    contribute(content)
    assert BaseMap.objects.get().tiles.size == (DEMO / "maps" / "jodlowiec.pmtiles").stat().st_size
