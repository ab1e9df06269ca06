"""A map's tiles are one file, of which anybody may read a part."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.test import Client
from pmtiles.reader import Reader

from community.members.models import Centre
from maps.actions import draw_base_map, put_tiles
from maps.models import BaseMap
from maps.quadkey import square
from tests.maps.tiles import a_file

ADDRESS = "/pl/lipka/map/tiles.pmtiles"
DRAWN = Path(__file__).resolve().parents[2] / "demo" / "maps" / "jodlowiec.pmtiles"
WHOLE = a_file(tiles=bytes(range(256)) * 1000)


@pytest.fixture
def base(centre: Centre) -> BaseMap:
    return put_tiles(centre=centre, file=ContentFile(WHOLE), source="© OpenStreetMap contributors")


def body(response: Any) -> bytes:
    return b"".join(response)


def test_a_reader_of_pmtiles_finds_a_village_by_range_requests(centre: Centre, stranger_client: Client) -> None:
    with DRAWN.open("rb") as file:
        put_tiles(centre=centre, file=File(file), source="")
    asked = []

    def read(offset: int, length: int) -> bytes:
        answer = stranger_client.get(ADDRESS, headers={"Range": f"bytes={offset}-{offset + length - 1}"})
        assert answer.status_code == 206
        found = body(answer)
        asked.append(len(found))
        return found

    reader = Reader(read)
    assert reader.header()["max_zoom"] == 14
    column, row = square(49.57, 20.58, 14)
    tile = reader.get(14, column, row)
    assert tile is not None
    assert tile[:2] == b"\x1f\x8b"
    assert sum(asked) < DRAWN.stat().st_size / 4


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-7", -7, None), ("bytes=5-99999999999", 5, None)],
)
def test_one_stretch_of_bytes_is_answered_with_just_these(
    wanted: str, start: int, end: int | None, base: BaseMap, stranger_client: Client
) -> None:
    answer = stranger_client.get(ADDRESS, headers={"Range": wanted, "Accept-Encoding": "gzip"})
    expected = WHOLE[start : end + 1 if end else None]
    first = start % len(WHOLE)
    assert (answer.status_code, body(answer)) == (206, expected)
    assert answer["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(WHOLE)}"
    assert answer["Content-Length"] == str(len(expected))


@pytest.mark.parametrize("wanted", [f"bytes={len(WHOLE)}-", "bytes=-0", "bytes=99999999-99999999"])
def test_bytes_behind_the_end_are_refused(wanted: str, base: BaseMap, stranger_client: Client) -> None:
    answer = stranger_client.get(ADDRESS, headers={"Range": wanted})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(WHOLE)}")


@pytest.mark.parametrize("wanted", ["", "bytes=0-9,20-29", "bytes=9-2", "bytes=-", "lines=1-2", "bytes=a-b"])
def test_what_is_no_single_stretch_gets_the_whole(wanted: str, base: BaseMap, stranger_client: Client) -> None:
    answer = stranger_client.get(ADDRESS, headers={"Range": wanted, "Accept-Encoding": "gzip"})
    assert (answer.status_code, body(answer)) == (200, WHOLE)
    assert answer["Content-Length"] == str(len(WHOLE))


def test_a_part_of_another_file_is_never_added_to_it(base: BaseMap, stranger_client: Client) -> None:
    tag = stranger_client.head(ADDRESS)["ETag"]
    assert tag == f'"{base.version}"'
    same = stranger_client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": tag})
    other = stranger_client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    weak = stranger_client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": f"W/{tag}"})
    assert [same.status_code, other.status_code, weak.status_code] == [206, 200, 200]
    assert [body(same), body(other), body(weak)] == [WHOLE[:10], WHOLE, WHOLE]


def test_who_has_it_is_not_sent_it_again(base: BaseMap, stranger_client: Client) -> None:
    known = stranger_client.get(ADDRESS, headers={"If-None-Match": f'"x", "{base.version}"'})
    assert (known.status_code, body(known)) == (304, b"")
    assert body(stranger_client.get(ADDRESS, headers={"If-None-Match": '"x"'})) == WHOLE


def test_only_the_head_is_answered_without_the_file(base: BaseMap, stranger_client: Client) -> None:
    answer = stranger_client.head(ADDRESS)
    assert (answer["Content-Length"], answer["Accept-Ranges"]) == (str(len(WHOLE)), "bytes")


def test_no_browser_takes_it_for_a_page_and_each_keeps_it(base: BaseMap, stranger_client: Client) -> None:
    answer = stranger_client.head(base.tiles_address)
    assert answer["Content-Type"] == "application/vnd.pmtiles"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "max-age=31536000" in answer["Cache-Control"]
    assert "immutable" in answer["Cache-Control"]
    plain = stranger_client.head(ADDRESS)
    assert "immutable" not in plain["Cache-Control"]


def test_a_centre_without_tiles_has_no_such_file(centre: Centre, stranger_client: Client) -> None:
    assert stranger_client.get(ADDRESS).status_code == 404
    draw_base_map(centre=centre, villages=[])
    assert stranger_client.get(ADDRESS).status_code == 404


def test_tiles_whose_file_is_lost_are_not_found(base: BaseMap, stranger_client: Client) -> None:
    base.tiles.storage.delete(base.tiles.name)
    assert stranger_client.get(ADDRESS).status_code == 404


def test_who_leaves_before_reading_leaves_no_file_open(base: BaseMap, stranger_client: Client) -> None:
    answer: Any = stranger_client.get(ADDRESS, headers={"Range": "bytes=0-9"})
    (pieces,) = [closer.__self__ for closer in answer._resource_closers if hasattr(closer.__self__, "left")]
    assert not pieces.file.closed
    answer.close()
    assert pieces.file.closed


def test_the_file_lies_where_no_address_of_the_media_leads(base: BaseMap, stranger_client: Client) -> None:
    assert base.tiles.storage.exists(base.tiles.name)
    assert stranger_client.get(f"/media/{base.tiles.name}").status_code == 404


def test_the_page_names_the_tiles_and_whose_they_are(base: BaseMap, stranger_client: Client) -> None:
    page = stranger_client.get("/en/lipka/map/").content.decode()
    assert f'data-map-tiles="/en/lipka/map/tiles.pmtiles?v={base.version}"' in page
    assert 'data-map-source="© OpenStreetMap contributors"' in page
    assert "data-map-base" not in page


def test_without_tiles_the_page_names_the_drawing(centre: Centre, stranger_client: Client) -> None:
    draw_base_map(centre=centre, villages=[])
    page = stranger_client.get("/en/lipka/map/").content.decode()
    assert 'data-map-base="/en/lipka/map/base.json"' in page
    assert "data-map-frame=" in page
    assert "data-map-tiles" not in page
