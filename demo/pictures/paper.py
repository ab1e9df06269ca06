"""Cut paper: the colours of the series, edges that wobble as scissors do, and groups that cast a small shadow.

Parts are strings of SVG. A part stands on its origin, looks to the right and is placed with put().
"""

# ruff: noqa: PLR0917 (a shape takes its numbers in order)

import math
import re

WIDTH, HEIGHT = 1600, 1000

INK, CREAM, BUTTER, OCHRE = "#3b2a26", "#fbf1dd", "#f4d491", "#dd9d3f"
APRICOT, BRICK, ROSE, PLUM = "#ecab78", "#b9532f", "#cc7468", "#6c3b55"
PINE, MOSS, SAGE, LAKE = "#235a4b", "#7f8f3f", "#b7c39a", "#3d7c8d"
MIST, SNOW, WOOD, STONE = "#b3d0cc", "#f4f1e8", "#9a6a42", "#bdae99"
SKIN = ("#eab88f", "#dca077", "#b47a54")
# Eight digits: light that shines by itself, which the light of the hour does not tint.
GLOW, EMBER = "#fbd98aff", "#f2a64dff"

FRAME = """<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000" viewBox="0 0 1600 1000">
<defs>{filters}</defs>
{body}
</svg>
"""
FILTER = (
    '<filter id="lift{0}" x="-20%" y="-20%" width="140%" height="140%" color-interpolation-filters="sRGB">'
    '<feDropShadow dx="{1}" dy="{2}" stdDeviation="{3}" flood-color="rgb(46,26,22)" flood-opacity="{4}"/></filter>'
)
FILTERS = (FILTER.format(1, 1, 1.5, 1.2, 0.3), FILTER.format(2, 3, 4, 3, 0.28), FILTER.format(3, 4, 8, 8, 0.3))


def noise(*seed):
    """A number between -1 and 1 that depends on nothing but the seed."""
    total = sum(value * factor for value, factor in zip(seed, (12.9898, 78.233, 37.719, 54.53), strict=False))
    return 2 * ((math.sin(total) * 43758.5453) % 1) - 1


def mix(colour, other, share):
    pairs = zip(*(bytes.fromhex(text[1:7]) for text in (colour, other)), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def dark(colour, share=0.2):
    return mix(colour, "#2c1a24", share)


def light(colour, share=0.25):
    return mix(colour, "#fff5e0", share)


def tint(part, colour, share):
    """The same part seen through haze, dusk or snow light; what glows keeps its colour."""
    return re.sub(r"#[0-9a-f]{6}(?![0-9a-f])", lambda found: mix(found.group(), colour, share), part)


def _number(value):
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 0.05 else "0"


def _points(points):
    return " ".join(f"{_number(x)} {_number(y)}" for x, y in points)


def shape(path, fill, opacity=1):
    return f'<path d="{path}" fill="{fill}"' + (f' opacity="{opacity}"' if opacity < 1 else "") + "/>"


def cut(points, fill, wobble=1.5, opacity=1):
    """A polygon whose corners and long edges are a little off, as cut by hand."""
    outline = []
    for index, (x, y) in enumerate(points):
        after_x, after_y = points[(index + 1) % len(points)]
        length = math.hypot(after_x - x, after_y - y) or 1
        outline.append((x + noise(x, y) * wobble * 0.6, y + noise(y, x) * wobble * 0.6))
        steps = int(length // 95) + 1
        for step in range(1, steps):
            along, off = step / steps, noise(x, y, step, length) * wobble
            outline.append(
                (
                    x + (after_x - x) * along - (after_y - y) / length * off,
                    y + (after_y - y) * along + (after_x - x) / length * off,
                )
            )
    return shape(f"M{_points(outline)}Z", fill, opacity)


def box(x, y, width, height, fill, wobble=1.2, opacity=1):
    return cut([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill, wobble, opacity)


def _smooth(points, closed):
    count = len(points)
    path = f"M{_points(points[:1])}"
    for index in range(count if closed else count - 1):
        before, here = points[index - 1] if closed or index else points[0], points[index]
        there = points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else there
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path += f"C{_points([first, second, there])}"
    return path


def blob(points, fill, opacity=1):
    return shape(_smooth(points, closed=True) + "Z", fill, opacity)


def oval(x, y, across, down, fill, opacity=1):
    """An ellipse that no compass drew."""
    ring = []
    for step in range(9):
        angle, reach = step * math.tau / 9, 1 + 0.03 * noise(x, y, step, across)
        ring.append((x + math.cos(angle) * across * reach, y + math.sin(angle) * down * reach))
    return blob(ring, fill, opacity)


def ring(x, y, radius, colour, width):
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _stroked(path, colour, width, opacity):
    faint = f' opacity="{opacity}"' if opacity < 1 else ""
    style = f'stroke="{colour}" stroke-width="{_number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" {style}{faint}/>'


def line(points, colour, width, opacity=1):
    return _stroked(f"M{_points(points)}", colour, width, opacity)


def curve(points, colour, width, opacity=1):
    return _stroked(_smooth(points, closed=False), colour, width, opacity)


def strokes(segments, colour, width=3, opacity=1):
    """Many short strokes in one path: the texture of grass, tiles, boards and water."""
    return _stroked("".join(f"M{_points(segment)}" for segment in segments), colour, width, opacity)


def group(*parts, lift=0):
    inner = "".join(parts)
    return f'<g filter="url(#lift{lift})">{inner}</g>' if lift else inner


def put(x, y, *parts, scale=1.0, flip=False, turn=0, lift=0):
    across = -scale if flip else scale
    move = f"translate({_number(x)} {_number(y)})" + (f" rotate({turn})" if turn else "")
    move += f" scale({across:g} {scale:g})" if flip or scale != 1 else ""
    return group(f'<g transform="{move}">{"".join(parts)}</g>', lift=lift)


def scatter(count, left, top, right, bottom, seed):
    """Points strewn evenly enough, the far ones first."""
    spots = []
    for index in range(count):
        across = (index * 0.618034 + 0.11 * noise(seed, index)) % 1
        down = (index + 0.5) / count
        spots.append((left + (right - left) * across, top + (bottom - top) * down))
    return spots


def fibres():
    """A few pale fibres over everything: all pictures are made of one paper."""
    marks = []
    for index, (x, y) in enumerate(scatter(150, 0, 0, WIDTH, HEIGHT, 5)):
        angle, length = noise(index, 3) * 3.1, 7 + 5 * noise(index, 8)
        marks.append(((x, y), (x + math.cos(angle) * length, y + math.sin(angle) * length)))
    return strokes(marks, "rgb(255,250,236)", 1.6, 0.22)


def page(*layers, light_of_the_hour=None):
    """A whole picture; the light is a colour and how strongly it lies over everything."""
    body = "\n".join(layers)
    if light_of_the_hour:
        body = tint(body, *light_of_the_hour)
    return FRAME.format(filters="".join(FILTERS), body=body + fibres())
