"""The first bytes of a PMTiles file, version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md)."""

import json
import struct
import zlib
from dataclasses import dataclass
from typing import IO

MAGIC, VERSION, HEADER = b"PMTiles", 3, 127
VECTOR = 1
NONE, GZIP = 1, 2
LARGEST_METADATA = 2_000_000


class Unreadable(ValueError):
    """Not such a file, or one of which the end is missing."""


@dataclass(frozen=True)
class Header:
    is_vector: bool
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]  # west, south, east, north, in degrees
    layers: frozenset[str]

    def covers(self, latitude: float, longitude: float) -> bool:
        west, south, east, north = self.bounds
        return west <= longitude <= east and south <= latitude <= north


def read_header(file: IO[bytes], size: int) -> Header:
    """Of a file of `size` bytes; leaves it at its beginning."""
    file.seek(0)
    head = file.read(HEADER)
    if len(head) < HEADER or head[:7] != MAGIC or head[7] != VERSION:
        raise Unreadable("not a PMTiles file of version 3")
    sections = struct.unpack("<8Q", head[8:72])
    if any(start + length > size for start, length in zip(sections[::2], sections[1::2], strict=True)):
        raise Unreadable("the end of the file is missing")
    internal, tile, kind, lowest, highest = head[97:102]
    if tile not in (NONE, GZIP) or lowest > highest:
        raise Unreadable("tiles that browsers cannot unpack")
    corners = struct.unpack("<4i", head[102:118])
    west, south, east, north = (corner / 10**7 for corner in corners)
    layers = read_layers(file, sections[2], sections[3], internal)
    file.seek(0)
    return Header(kind == VECTOR, (lowest, highest), (west, south, east, north), layers)


def read_layers(file: IO[bytes], start: int, length: int, packed: int) -> frozenset[str]:
    file.seek(start)
    found = file.read(min(length, LARGEST_METADATA))
    try:
        if packed == GZIP:
            found = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(found, LARGEST_METADATA)
        elif packed != NONE:
            raise Unreadable("an index that browsers cannot unpack")
        return frozenset(str(layer["id"]) for layer in json.loads(found).get("vector_layers", []))
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable("an index that cannot be read") from None
