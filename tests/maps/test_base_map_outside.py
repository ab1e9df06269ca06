"""Tiles of another server go through ours: few, small, near, and without a word about who asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from community.members.models import Centre
from config import environment
from maps import outside
from maps.outside import LARGEST, SLOTS, Tile
from maps.quadkey import square

PNG = b"\x89PNG\r\n\x1a\n" + b"a tile"
COLUMN, ROW = square(49.6, 20.7, 13)
HERE = f"/pl/lipka/map/tiles/13/{COLUMN}/{ROW}"


class Elsewhere(ThreadingHTTPServer):
    """The other server: what it was asked, and what it answers."""

    daemon_threads = True
    status, kind, body, headers = 200, "image/png", PNG, ()

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append((self.path, dict(self.headers)))
        self.send_response(server.status)
        for name, value in (("Content-Type", server.kind), ("Content-Length", str(len(server.body))), *server.headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def elsewhere(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    server = Elsewhere()
    settings.VAR = tmp_path
    settings.TILES_URL = f"http://127.0.0.1:{server.server_port}/t/{{z}}/{{x}}/{{y}}.png?key=k"
    settings.TILES_SOURCE = "© Somebody"
    monkeypatch.setitem(outside.resting, "until", 0.0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_tile_is_fetched_once_and_then_kept(centre: Centre, elsewhere: Elsewhere, stranger_client: Client) -> None:
    for _time in range(3):
        answer = stranger_client.get(HERE)
        assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, PNG, "image/png")
    assert [path for path, _headers in elsewhere.asked] == [f"/t/13/{COLUMN}/{ROW}.png?key=k"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "max-age=86400" in answer["Cache-Control"]


def test_nothing_of_the_reader_goes_along(centre: Centre, elsewhere: Elsewhere, stranger_client: Client) -> None:
    stranger_client.cookies["secret"] = "mine"
    stranger_client.get(HERE, headers={"User-Agent": "My browser", "Referer": "http://x/", "Accept-Language": "uk"})
    ((_path, headers),) = elsewhere.asked
    assert sorted(headers) == ["Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert headers["User-Agent"].startswith("LOCER (+http")


@pytest.mark.parametrize(
    "tile", [f"13/{COLUMN + 200}/{ROW}", f"13/{COLUMN}/0", "0/0/0", "19/0/0", "5/17/11", f"99/{10**30}/1"]
)
def test_a_tile_from_far_away_is_never_asked_for(
    tile: str, centre: Centre, elsewhere: Elsewhere, stranger_client: Client
) -> None:
    assert stranger_client.get(f"/pl/lipka/map/tiles/{tile}").status_code == 404
    assert elsewhere.asked == []


@pytest.mark.parametrize("tile", ["13/-1/2", "13/1.5/2", "a/b/c", "13/1"])
def test_what_is_no_tile_is_not_found(tile: str, centre: Centre, elsewhere: Elsewhere, stranger_client: Client) -> None:
    assert stranger_client.get(f"/pl/lipka/map/tiles/{tile}", follow=True).status_code == 404
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "text/html", "body": b"<script>"},
        {"body": b"<svg onload=alert(1)>"},
        {"kind": "image/svg+xml"},
        {"body": PNG + b"x" * LARGEST},
        {"status": 302, "headers": (("Location", "http://127.0.0.1:1/"),)},
        {"status": 500},
        {"status": 404},
    ],
)
def test_what_is_no_picture_is_neither_handed_out_nor_kept(
    answer: dict[str, Any],
    centre: Centre,
    elsewhere: Elsewhere,
    stranger_client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vars(elsewhere).update(answer)
    refused = stranger_client.get(HERE)
    assert (refused.status_code, refused.content) == (503, b"")
    assert refused["Cache-Control"] == "no-store"
    assert len(elsewhere.asked) == 1
    vars(elsewhere).update(status=200, kind="image/png", body=PNG, headers=())
    monkeypatch.setitem(outside.resting, "until", 0.0)
    assert stranger_client.get(HERE).content == PNG


def test_no_redirect_is_followed(centre: Centre, elsewhere: Elsewhere, stranger_client: Client) -> None:
    vars(elsewhere).update(status=302, headers=(("Location", f"http://127.0.0.1:{elsewhere.server_port}/inside"),))
    stranger_client.get(HERE)
    assert [path for path, _headers in elsewhere.asked] == [f"/t/13/{COLUMN}/{ROW}.png?key=k"]


def test_a_server_that_is_away_is_left_alone_for_a_while(
    centre: Centre, elsewhere: Elsewhere, stranger_client: Client
) -> None:
    elsewhere.status = 500
    assert [stranger_client.get(HERE).status_code for _time in range(3)] == [503, 503, 503]
    assert len(elsewhere.asked) == 1


def test_an_old_tile_is_better_than_none(
    centre: Centre, elsewhere: Elsewhere, stranger_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger_client.get(HERE)
    monkeypatch.setattr(outside, "A_WEEK", -1)
    elsewhere.status = 500
    assert stranger_client.get(HERE).content == PNG
    assert len(elsewhere.asked) == 2


def test_the_disk_holds_no_more_tiles_than_there_are_slots(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SLOTS * LARGEST < 10 * 1024**3
    monkeypatch.setattr(outside, "SLOTS", 1)
    one, two = Tile(13, COLUMN, ROW), Tile(13, COLUMN + 1, ROW)
    outside.write(one, PNG)
    assert outside.read(one)[0] == PNG
    outside.write(two, PNG + b"2")
    assert (outside.read(one)[0], outside.read(two)[0]) == (None, PNG + b"2")
    assert len(list(one.slot.parent.iterdir())) == 1


def test_the_page_names_our_own_address_and_whose_map_it_is(
    centre: Centre, elsewhere: Elsewhere, stranger_client: Client
) -> None:
    page = stranger_client.get("/en/lipka/map/").content.decode()
    assert 'data-map-pictures="/en/lipka/map/tiles/{z}/{x}/{y}"' in page
    assert 'data-map-source="© Somebody"' in page
    assert str(elsewhere.server_port) not in page


def test_without_the_setting_there_are_no_such_tiles(centre: Centre, stranger_client: Client) -> None:
    assert stranger_client.get(HERE).status_code == 404
    assert "data-map-pictures" not in stranger_client.get("/en/lipka/map/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "tiles.example/{z}/{x}/{y}.png",
        "ftp://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}/{x}/{y}/{y}.png",
        "https://tiles.example/{s}/{z}/{x}/{y}.png",
        "https://{z}.example/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y} .png",
        "",
    ],
)
def test_a_mistyped_template_stops_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCER_TILES_URL", url)
    monkeypatch.setenv("LOCER_TILES_SOURCE", "© Somebody")
    with pytest.raises(ImproperlyConfigured, match=r"LOCER_TILES_URL must look like https://host/\{z\}"):
        environment.outside_tiles()


def test_a_map_without_its_makers_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCER_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png")
    with pytest.raises(ImproperlyConfigured, match="LOCER_TILES_SOURCE"):
        environment.outside_tiles()
    monkeypatch.setenv("LOCER_TILES_SOURCE", "© Somebody")
    assert environment.outside_tiles() == ("https://tiles.example/{z}/{x}/{y}.png", "© Somebody")
