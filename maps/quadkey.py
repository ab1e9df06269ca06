"""Map squares as integers: near points share the first bits, so an ordinary index finds what lies in a frame.

The square of a point at `level` is found on the Web Mercator plane, as map tiles are (zoom = level); its key
interleaves the bits of column and row (a Morton number), 2 bits a level.
"""

import math

LEVEL = 24
LIMIT = 85.05112878  # degrees: where the Mercator plane ends


def square(latitude: float, longitude: float, level: int = LEVEL) -> tuple[int, int]:
    """(column, row) of the point's square, each in [0, 2**level)."""
    side = 1 << level
    lat = math.radians(max(-LIMIT, min(LIMIT, latitude)))
    x = (longitude + 180) / 360 * side
    y = (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * side
    return min(side - 1, max(0, int(x))), min(side - 1, max(0, int(y)))


def quadkey(latitude: float, longitude: float, level: int = LEVEL) -> int:
    """The key of the point's square, in [0, 4**level)."""
    column, row = square(latitude, longitude, level)
    key = 0
    for bit in reversed(range(level)):
        key = key << 2 | (row >> bit & 1) << 1 | column >> bit & 1
    return key


def key_range(latitude: float, longitude: float, level: int) -> tuple[int, int]:
    """The first and last LEVEL-key inside the point's square at the coarser `level`."""
    shift = 2 * (LEVEL - level)
    first = quadkey(latitude, longitude, level) << shift
    return first, first + (1 << shift) - 1
