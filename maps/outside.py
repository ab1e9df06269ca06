"""Tiles of another house's server, fetched and kept by us: a reader's browser never asks that server for anything.

Kept files lie in a fixed number of slots, so that however many tiles are asked for, the disk holds no more than SLOTS.
Nothing of the reader goes along. No redirect is followed: the operator named one address, and only it is asked.
"""

import hashlib
import os
import re
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from maps.quadkey import square

ZOOMS = range(6, 19)
AROUND = 0.35  # degrees of latitude around the centre, some 39 km; twice as many of longitude
SLOTS = 16_384
LARGEST = 512 * 1024
A_WEEK = 7 * 24 * 3600
TIMEOUT = 4
AFTER_FAILURE = 20  # seconds in which nobody waits for a server that did not answer
AT_ONCE = 2  # of the threads that serve pages
MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)


class Away(Exception):
    """The other server gives no tile now."""


@dataclass(frozen=True)
class Tile:
    zoom: int
    column: int
    row: int

    def is_near(self, latitude: float, longitude: float) -> bool:
        """Whether it shows something of a centre's surroundings."""
        if self.zoom not in ZOOMS:
            return False
        west, north = square(latitude + AROUND, longitude - 2 * AROUND, self.zoom)
        east, south = square(latitude - AROUND, longitude + 2 * AROUND, self.zoom)
        return west <= self.column <= east and north <= self.row <= south

    @property
    def address(self) -> str:
        places = {"{z}": self.zoom, "{x}": self.column, "{y}": self.row}
        return re.sub(r"\{[zxy]\}", lambda found: str(places[found[0]]), settings.TILES_URL)

    @property
    def slot(self) -> Path:
        number = int.from_bytes(hashlib.sha256(self.address.encode()).digest()[:4]) % SLOTS
        return settings.VAR / "tiles" / f"{number:04x}"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)
turns = threading.BoundedSemaphore(AT_ONCE)
resting: dict[str, float] = {"until": 0.0}  # of this process: each learns for itself that the server is away


def picture(tile: Tile) -> tuple[bytes, str]:
    """The tile and its content type: kept, fetched, or kept too long while the server is away. Raises Away."""
    kept, age = read(tile)
    if kept is None or age > A_WEEK:
        try:
            fresh = fetch(tile)
        except Away:
            if kept is None:
                raise
        else:
            write(tile, fresh)
            kept = fresh
    return kept, str(type_of(kept))


def type_of(found: bytes) -> str | None:
    return next((kind for start, kind in MAGIC if start.match(found)), None)


def read(tile: Tile) -> tuple[bytes | None, float]:
    """What is kept, and for how many seconds; another tile may have taken the slot."""
    try:
        with tile.slot.open("rb") as file:
            age = time.time() - os.fstat(file.fileno()).st_mtime
            return (file.read(), age) if file.readline().decode().rstrip("\n") == tile.address else (None, 0.0)
    except (OSError, UnicodeDecodeError):
        return None, 0.0


def write(tile: Tile, found: bytes) -> None:
    """Whole or not at all."""
    tile.slot.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=tile.slot.parent, delete=False) as file:
        file.write(tile.address.encode() + b"\n" + found)
    Path(file.name).replace(tile.slot)


def fetch(tile: Tile) -> bytes:
    if time.monotonic() < resting["until"] or not turns.acquire(timeout=TIMEOUT / 2):
        raise Away
    try:
        found = ask(tile.address)
    except urllib.error.HTTPError as refused:
        if refused.code not in (400, 404, 410):
            rest()
        raise Away from None
    except (OSError, ValueError):
        rest()
        raise Away from None
    finally:
        turns.release()
    if type_of(found) is None:
        raise Away
    return found


def rest() -> None:
    resting["until"] = time.monotonic() + AFTER_FAILURE


def ask(address: str) -> bytes:
    """Some tile servers want to know which site asks; they learn that, and nothing else."""
    request = urllib.request.Request(address, headers={"User-Agent": f"LOCER (+{settings.BASE_URL})"})  # noqa: S310
    deadline = time.monotonic() + TIMEOUT
    found = bytearray()
    with OPENER.open(request, timeout=TIMEOUT) as answer:
        if answer.headers.get_content_type() not in {kind for _start, kind in MAGIC}:
            raise ValueError("no picture")
        while piece := answer.read1(64 * 1024):
            found += piece
            if len(found) > LARGEST or time.monotonic() > deadline:
                raise ValueError("too much, or too slow")
    return bytes(found)
