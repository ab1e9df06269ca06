"""Files of tiles, whole and broken, as small as they can be."""

import gzip
import json
from typing import Any

from pmtiles.tile import Compression, TileType, serialize_header

NEAR_LIPKA = (20.5, 49.5, 20.9, 49.7)  # west, south, east, north


def a_file(
    bounds: tuple[float, float, float, float] = NEAR_LIPKA,
    *,
    kind: TileType = TileType.MVT,
    layers: tuple[str, ...] = ("roads", "water"),
    deepest: int = 14,
    tiles: bytes = b"\x1f\x8b tiles",
) -> bytes:
    metadata = gzip.compress(json.dumps({"vector_layers": [{"id": name} for name in layers]}).encode(), mtime=0)
    root = gzip.compress(b"\x00", mtime=0)
    west, south, east, north = (round(corner * 10**7) for corner in bounds)
    header: dict[str, Any] = {
        "root_offset": 127,
        "root_length": len(root),
        "metadata_offset": 127 + len(root),
        "metadata_length": len(metadata),
        "leaf_directory_offset": 127 + len(root) + len(metadata),
        "leaf_directory_length": 0,
        "tile_data_offset": 127 + len(root) + len(metadata),
        "tile_data_length": len(tiles),
        "addressed_tiles_count": 1,
        "tile_entries_count": 1,
        "tile_contents_count": 1,
        "clustered": True,
        "internal_compression": Compression.GZIP,
        "tile_compression": Compression.GZIP,
        "tile_type": kind,
        "min_zoom": 7,
        "max_zoom": deepest,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": 12,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }
    return serialize_header(header) + root + metadata + tiles
