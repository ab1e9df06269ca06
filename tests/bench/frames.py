"""What a frame of the map costs among 100,000 places, beside the same frame among 1,000 from the same server."""

import gzip
import http.client
import json
import statistics
from typing import Any
from urllib.parse import urlencode

SIZES = (1_000, 100_000)
ZOOMS = range(5, 19)
FILTERS = {
    "all": {},
    "open now": {"when": "now"},
    "Thursday evening": {"when": "3-evening"},
    "learning, free": {"kind": "learning", "free": "on"},
    "step-free, Ukrainian": {"step_free": "on", "speaks": "uk"},
    "a word": {"q": "polna 7"},
}
MOST_QUERIES, MOST_BYTES = 8, 50_000
UNFILTERED, FILTERED = 2, 5  # times what it takes among few
VIEWS, ROUNDS = 5, 5
WIDE, HIGH = 1280, 720  # pixels of a screen


def path_of(zoom: int, asked: dict[str, str]) -> str:
    """A screen around the middle of the places."""
    across, down = WIDE / 256 * 360 / 2**zoom / 2, HIGH / 256 * 230 / 2**zoom / 2
    sides = {"west": 20.7 - across, "east": 20.7 + across, "south": 49.6 - down, "north": 49.6 + down}
    limits = {"west": -180, "south": -85, "east": 180, "north": 85}
    kept = {k: max(v, limits[k]) if limits[k] < 0 else min(v, limits[k]) for k, v in sides.items()}
    return f"/pl/CENTRE/map/frame.json?{urlencode(kept | asked | {'zoom': zoom})}"


def paths() -> list[str]:
    return [path_of(zoom, asked) for zoom in ZOOMS for asked in FILTERS.values()]


def weight(port: int, path: str) -> int:
    """Bytes as they are sent to a browser."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return len(gzip.compress(connection.getresponse().read(), 6))


def compare(engine: str, server: Any, facts: dict[str, Any]) -> list[str]:
    """Prints a line a question, its worst zoom; what missed its target."""
    centres = {int(rows): slug for rows, slug in facts["centres"].items()}
    print(f"\n{engine}, a frame of the map: at most {facts['queries']} queries")
    misses = [f"{engine}: {facts['queries']} queries a frame"] if facts["queries"] > MOST_QUERIES else []
    for name, asked in FILTERS.items():
        worst, at, heavy, slow = 0.0, 0, 0, 0.0
        for zoom in ZOOMS:
            path = path_of(zoom, asked)
            few, many = (path.replace("CENTRE", centres[rows]) for rows in SIZES)
            heavy = max(heavy, weight(server.port, few), weight(server.port, many))
            times = measured(server, few, many)
            slow = max(slow, times[many])
            if times[many] / times[few] > worst:
                worst, at = times[many] / times[few], zoom
        words = f"{worst:.2f} of the time among {SIZES[0]:,} at zoom {at}, at most {slow:.1f} ms and {heavy:,} bytes"
        print(f"  {name:22}{words}", flush=True)
        if worst > (FILTERED if asked else UNFILTERED) or heavy > MOST_BYTES:
            misses.append(f"{engine}, {name}: {words}")
    naive = facts["naive"][str(SIZES[1])]
    print(f"  every place written out: {naive:.2f} s")
    return misses


def measured(server: Any, few: str, many: str) -> dict[str, float]:
    """Median milliseconds of each, by turns."""
    found: dict[str, list[float]] = {few: [], many: []}
    for path in found:
        server.times(path, 2, 1)
    for _round in range(ROUNDS):
        for path in found:
            found[path] += server.times(path, VIEWS, 1)[0]
    return {path: statistics.median(seconds) * 1000 for path, seconds in found.items()}


def fill_arguments() -> list[str]:
    return [json.dumps(paths()), *map(str, SIZES)]
