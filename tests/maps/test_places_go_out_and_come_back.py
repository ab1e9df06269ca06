"""What is exported, imported into an empty centre and exported again is the same file, byte for byte."""

import datetime as dt
import tomllib
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.members.models import Centre
from maps.demo_places import fill
from maps.exchange.cells import clean
from maps.exchange.checking import check
from maps.exchange.records import OrganisationRecord, PlaceRecord, ServiceRecord
from maps.exchange.rows import Row
from maps.exchange.rows import rows_of as rows_of_record
from maps.formats import file_of, first_reading, kind_of, rows_of, setting_for
from maps.models import FileKind, Place, Service, Sheet
from maps.vocabulary import LEAVES, SPOKEN
from tests.factories import make_centre
from tests.maps.filing import counts, furnish_places, given_out, taken_in

KINDS = FileKind.values
LATER = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_comes_back_as_it_went(centre: Centre, kind: str) -> None:
    furnish_places(centre)
    first = given_out(centre, kind)
    empty = make_centre(languages=["pl", "en"])
    report = taken_in(empty, first)
    assert counts(report) == (2, 0, 0, 0)
    assert given_out(empty, kind) == first
    assert Service.objects.filter(place__centre=empty).count() == 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_time_nothing_changes(centre: Centre, kind: str) -> None:
    furnish_places(centre)
    file = given_out(centre, kind)
    empty = make_centre(languages=["pl", "en"])
    taken_in(empty, file)
    stamp, rows = stamp_of(empty), list(Place.objects.for_centre(empty).order_by("pk").values())
    assert counts(taken_in(empty, file)) == (0, 0, 2, 0)
    assert stamp_of(empty) == stamp
    assert list(Place.objects.for_centre(empty).order_by("pk").values()) == rows
    assert counts(taken_in(centre, file)) == (0, 0, 2, 0)  # and where it came from neither


def demonstrations() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Of each municipality of the demonstration: itself, and its organisations and places."""
    folder = django_settings.ROOT / "demo"
    files = sorted((folder / "places").glob("*.toml"))
    read = [tomllib.loads(path.read_text()) for file in files for path in (folder / file.name, file)]
    return list(zip(read[::2], read[1::2], strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_the_demonstration_comes_back_as_it_went(db: None, kind: str) -> None:
    for home, told in demonstrations():
        facts = {name: home["centre"][name] for name in ("country", "languages", "latitude", "longitude")}
        centre, empty = make_centre(**facts), make_centre(**facts)
        fill(SimpleNamespace(now=LATER), centre, told, None)  # type: ignore[arg-type]
        first = given_out(centre, kind)
        assert counts(taken_in(empty, first)) == (len(told["place"]), 0, 0, 0)
        assert given_out(empty, kind) == first
        assert counts(taken_in(empty, first)) == (0, 0, len(told["place"]), 0)


def stamp_of(centre: Centre) -> int:
    return Sheet.objects.get(centre=centre).stamp


# --- places that nobody would think of ---

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(clean)
names = texts.filter(bool)
hours = st.sampled_from(
    ["", "24/7", "Mo-Fr 08:00-16:00", "Sa 22:00-02:00; PH off", "Apr-Oct: We 10:00-12:00", '"call"']
)
spoken = st.lists(st.sampled_from(SPOKEN), unique=True, max_size=3)
words = st.fixed_dictionaries({"name": names, "summary": texts, "language": st.sampled_from(["pl", "en", "uk"])})
translated = st.dictionaries(st.sampled_from(["cs", "hu"]), st.fixed_dictionaries({"name": names}), max_size=2)
uids = st.uuids(version=4).map(str)
categories = st.sampled_from(list(LEAVES))


@st.composite
def services(draw: Any) -> ServiceRecord:
    is_free = draw(st.booleans())
    return ServiceRecord(
        **draw(words),
        id=draw(uids),
        translations=draw(translated),
        category=draw(categories),
        languages=draw(spoken),
        hours=draw(hours),
        hours_note=draw(texts),
        is_free=is_free,
        fee="" if is_free else draw(texts),
        eligibility=draw(texts),
        documents=draw(texts),
        how=draw(texts),
    )


@st.composite
def places(draw: Any) -> PlaceRecord:
    made_by = OrganisationRecord(**draw(words), id=draw(uids), kind="ngo", phone=draw(st.sampled_from(["", "+48 123"])))
    return PlaceRecord(
        **draw(words),
        id=draw(uids),
        translations=draw(translated),
        category=draw(categories),
        tags=draw(st.lists(st.sampled_from(["a", "b c", "=d"]), unique=True)),
        latitude=round(draw(st.floats(49.4, 49.8)), 7),
        longitude=round(draw(st.floats(20.5, 20.9)), 7),
        street=draw(texts),
        village=draw(texts),
        postcode=draw(st.sampled_from(["", "33-300", "-1"])),
        hours=draw(hours),
        hours_note=draw(texts),
        step_free=draw(st.sampled_from(["yes", "partly", "no", "unknown"])),
        access_note=draw(texts),
        languages=draw(spoken),
        organisation=draw(st.sampled_from([None, made_by])),
        services=draw(st.lists(services(), max_size=2)),
    )


@given(text=st.text(st.sampled_from("e\u0301\r\n\0\x1f \t\x85\u2028ą")))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(places(), min_size=1, max_size=3))
def test_any_places_come_back_as_they_went(found: list[PlaceRecord], kind: str) -> None:
    centre = Centre(slug="lipka", country="PL", languages=["pl"], latitude=49.6, longitude=20.7)
    first = file_of(in_order(found), FileKind(kind), centre)
    reading = first_reading(first, kind, "list.csv", "pl")
    assert kind_of(first) == kind
    back = check(rows_of(first, kind, reading), setting_for(centre, reading))
    assert back.problems == []
    assert file_of(in_order(back.places), FileKind(kind), centre) == first


def in_order(found: list[PlaceRecord]) -> list[Row]:
    """By name and id, as the house writes them."""
    rows: list[Row] = []
    for place in sorted(found, key=lambda each: (each.name, each.id)):
        services = sorted(place.services, key=lambda each: (each.name, each.id))
        rows += rows_of_record(replace(place, services=services))
    return rows
