"""Draws the crests of the demonstration: python demo/crests/draw.py

A shield, two fields, one charge: each shape is a polygon on a shield of 600 x 700, painted large and made small.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
WIDTH, HEIGHT, FINE = 600, 700, 4
EDGE = "#2b2320"
RED, BLUE, GREEN, BLACK, PURPLE = "#a8322a", "#27588c", "#2f6b45", "#33302e", "#5d3566"
GOLD, SILVER, BROWN = "#e2b13c", "#f4f1e8", "#8a5a35"


def arc(x, y, across, high, start=0, end=360, steps=48):  # noqa: PLR0917  (a shape takes its numbers in order)
    """Points of an ellipse's rim, in degrees, clockwise from the right."""
    turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + across * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def bent(start, middle, end, steps=24):
    """From start to end, drawn towards middle."""
    shares = [step / steps for step in range(steps + 1)]
    return [
        tuple((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(start, middle, end, strict=True))
        for t in shares
    ]


def shield(inset=0):
    left, right, top, low = inset, WIDTH - inset, inset, HEIGHT - inset * 1.15
    down = bent((right, 380), (right, 600), (WIDTH / 2, low))
    return [(left, top), (right, top), *down, *bent((WIDTH / 2, low), (left, 600), (left, 380))]


def mirrored(points):
    return [(WIDTH - x, y) for x, y in points]


def moved(points, x=0, y=0, size=1):
    return [(px * size + x, py * size + y) for px, py in points]


def turned(points, degrees, x=300, y=350):
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [(x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine) for px, py in points]


def bar(left, top, right, low):
    return [(left, top), (right, top), (right, low), (left, low)]


def waves(y, high=34):
    top = [(x, y + 16 * math.sin(x / 48)) for x in range(0, WIDTH + 1, 6)]
    return top + [(x, below + high) for x, below in reversed(top)]


def fir(colour):
    tiers = [
        [(300, top), (300 + half, top + 170), (300 - half, top + 170)]
        for top, half in ((90, 105), (190, 150), (300, 195))
    ]
    return [(bar(272, 450, 328, 560), BROWN), *((tier, colour) for tier in tiers)]


def hammer():
    return [(bar(278, 150, 322, 600), GOLD), (bar(190, 130, 410, 240), SILVER)]


def leaf(colour):
    rim = bent((300, 110), (470, 330), (300, 590)) + bent((300, 590), (130, 330), (300, 110))
    ribs = [([(296, y), (304, y), (385, y - 75), (372, y - 75)], SILVER) for y in (300, 380, 460)]
    other = [(mirrored(points), tint) for points, tint in ribs]
    return [(rim, colour), (bar(294, 160, 306, 640), SILVER), *ribs, *other]


def maple(colour):
    half = [
        (300, 90), (340, 190), (395, 160), (385, 290), (500, 240), (475, 310), (540, 340), (425, 435), (440, 490),
        (315, 470), (312, 610), (300, 610),
    ]  # fmt: skip
    return [(half + mirrored(half)[::-1], colour)]


def plum():
    fruit = arc(300, 400, 130, 160)
    return [
        (fruit, PURPLE),
        ([(296, 250), (306, 250), (330, 150), (312, 150)], BROWN),
        (bent((316, 200), (420, 100), (470, 190)) + bent((470, 190), (390, 250), (316, 200)), GREEN),
        (arc(255, 350, 26, 60), "#87598f"),
    ]


def shingles():
    places = [(x, y) for row, y in enumerate((150, 250, 350, 450)) for x in range(-60 + 60 * (row % 2), WIDTH, 120)]
    return [([(x, y), (x + 108, y), (x + 108, y + 70), *arc(x + 54, y + 70, 54, 38, 0, 180)], GOLD) for x, y in places]


def peaks():
    return [
        ([(0, 520), (200, 210), (400, 520)], "#3d7c8d"),
        ([(180, 520), (400, 130), (600, 520)], GREEN),
        ([(345, 228), (400, 130), (455, 228), (425, 212), (400, 240), (375, 212)], SILVER),
    ]


def twins():
    one = [(moved(points, -10, 175, 0.6), tint) for points, tint in fir(GREEN)]
    return one + [(moved(points, 240), tint) for points, tint in one] + [(waves(585), BLUE)]


# The ground of the shield, another below a height, and what stands on it.
CRESTS = {
    "jodlowiec": (SILVER, RED, 500, fir(GREEN)),
    "zalesie-narwianskie": (GOLD, GREEN, 330, [(waves(y), SILVER) for y in (390, 470, 550)]
                            + [(moved(part, 165, 40, 0.45), GREEN) for part, _tint in fir(GREEN)]),
    "gemerske-hamre": (BLUE, BLUE, 0, [(turned(part, turn), tint) for turn in (40, -40) for part, tint in hammer()]),
    "javorova": (GREEN, GREEN, 0, maple(GOLD)),
    "horni-sindelna": (BLACK, SILVER, 560, shingles()),
    "mezihaji": (SILVER, SILVER, 0, twins()),
    "gyertyanszeg": (SILVER, RED, 520, leaf(GREEN)),
    "nyirszilvas": (GOLD, SILVER, 420, plum()),
    "pidkychera": (GOLD, BLUE, 520, peaks()),
}  # fmt: skip


def crest(ground, below, height, charge):
    """Painted four times as fine, cut out along the shield, with an edge around it."""
    size = (WIDTH * FINE, HEIGHT * FINE)
    painted = Image.new("RGBA", size, ground)
    brush = ImageDraw.Draw(painted)
    if height:
        brush.polygon(moved([(0, height), (WIDTH, height), (WIDTH, HEIGHT), (0, HEIGHT)], size=FINE), fill=below)
    for points, colour in charge:
        brush.polygon(moved(points, size=FINE), fill=colour)
    inside, outside = Image.new("L", size), Image.new("L", size)
    ImageDraw.Draw(inside).polygon(moved(shield(16), size=FINE), fill=255)
    ImageDraw.Draw(outside).polygon(moved(shield(), size=FINE), fill=255)
    whole = Image.new("RGBA", size, EDGE)
    whole.paste(painted, mask=inside)
    whole.putalpha(outside)
    return whole.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)


def main():
    for slug, facts in CRESTS.items():
        crest(*facts).quantize(64).save(HERE / f"{slug}.png", optimize=True)


if __name__ == "__main__":
    main()
