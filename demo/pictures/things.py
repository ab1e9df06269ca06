"""What people use: stalls, crates, tables, chairs, shelves, lamps, and the vehicles that stop for them."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

from buildings import GLASS
from paper import (
    APRICOT, BRICK, BUTTER, CREAM, GLOW, INK, LAKE, MIST, MOSS, OCHRE, PINE, PLUM, ROSE, STONE, WOOD, blob, box,
    curve, cut, dark, group, light, line, mix, noise, oval, put, ring, shape, strokes,
)
from people import loaf


def crate(width=90, height=44, fruit=None, seed=1, colour=WOOD):
    w, h = width, height
    heap = []
    if fruit:
        size = w * 0.085
        for row, count in enumerate((5, 4)):
            heap += [oval(w * (0.17 + 0.165 * k + row * 0.08), -h - size * (0.3 + row * 1.1), size, size,
                    fruit if (k + row + seed) % 3 else light(fruit, 0.22)) for k in range(count)]
    slats = [box(0, -h * y, w, h * 0.27, light(colour, 0.15 * (i % 2))) for i, y in enumerate((1, 0.67, 0.33))]
    return group(*heap, box(2, -h, w - 4, h, dark(colour, 0.5)), *slats, box(w * 0.05, -h, w * 0.08, h, dark(colour)),
        box(w * 0.87, -h, w * 0.08, h, dark(colour)), lift=1)


def jar(colour=BRICK, height=34):
    h = height
    return group(box(-h * 0.32, -h * 0.8, h * 0.64, h * 0.8, colour), box(-h * 0.22, -h * 0.7, h * 0.14, h * 0.5,
            light(colour, 0.45), 0.4), box(-h * 0.34, -h, h * 0.68, h * 0.22, CREAM))


def scales():
    return group(box(-34, -14, 68, 14, PINE), box(-5, -52, 10, 40, PINE), oval(0, -50, 20, 20, CREAM),
        ring(0, -50, 19, PINE, 4), line([(0, -50), (9, -60)], BRICK, 3), line([(-38, -78), (38, -78)], INK, 5),
        curve([(-44, -80), (-24, -72), (24, -72), (44, -80)], STONE, 7), line([(0, -72), (0, -78)], PINE, 6), lift=1)


def awning(width=420, drop=70, colours=(BRICK, CREAM), count=10):
    """A striped canvas seen from the front, its lower edge scalloped."""
    w, parts = width, []
    for k in range(count):
        a, b, inset = w * k / count, w * (k + 1) / count, w * 0.06
        top_a, top_b = inset + (w - 2 * inset) * k / count, inset + (w - 2 * inset) * (k + 1) / count
        parts.append(shape(f"M{top_a:.0f} {-drop}L{top_b:.0f} {-drop}L{b:.0f} 0A{(b - a) / 2:.1f} {
                    (b - a) * .45:.1f} 0 0 1 " f"{a:.0f} 0Z", colours[k % len(colours)]))
    return group(*parts, lift=2)


def stall(width=300, height=230, colours=(BRICK, CREAM), goods="", cloth=OCHRE, vendor=""):
    w, h = width, height
    return group(oval(w / 2, 0, w * 0.56, 12, INK, 0.16), box(10, -h, 9, h, WOOD), box(w - 19, -h, 9, h, WOOD), vendor,
        group(box(0, -84, w, 84, cloth), lift=1), strokes([((x, -70), (x + 4, -8)) for x in range(24, int(w) - 10,
                42)], dark(cloth), 3, 0.7), box(-8, -92, w + 16, 13, light(WOOD, 0.2)), put(0, -91, goods),
        put(-24, -h + 6, awning(w + 48, 66, colours)))


def table(width=240, height=84, colour=WOOD, cloth=None):
    w, h = width, height
    legs = [box(x, -h, 13, h, dark(colour, 0.2)) for x in (w * 0.06, w * 0.94 - 13)]
    top = box(-10, -h - 12, w + 20, 16, light(colour, 0.12))
    drape = cut([(-12, -h - 12), (w + 12, -h - 12), (w + 6, -h + 26), (w * 0.5, -h + 32), (-6, -h + 26)],
        cloth) if cloth else ""
    return group(oval(w / 2, 0, w * 0.56, 9, INK, 0.15), *legs, top, drape, lift=1)


def chair(height=100, colour=WOOD, back=True):
    """Side view, the back on the left; the seat at 46 hundredths of the height."""
    h = height
    rest = [line([(-h * 0.2, -h * 0.46), (-h * 0.27, -h)], colour, h * 0.06),
        line([(-h * 0.26, -h * 0.9), (-h * 0.22, -h * 0.62)], light(colour, 0.15), h * 0.09)] if back else []
    return group(line([(-h * 0.19, -h * 0.44), (-h * 0.24, 0)], colour, h * 0.055),
        line([(h * 0.2, -h * 0.44), (h * 0.23, 0)], colour, h * 0.055), *rest,
        box(-h * 0.26, -h * 0.5, h * 0.52, h * 0.07, light(colour, 0.1)), lift=1)


def chair_back(height=120, colour=WOOD):
    """A chair seen from behind."""
    h = height
    slats = [box(-h * 0.22, -h * y, h * 0.44, h * 0.1, light(colour, 0.1)) for y in (0.98, 0.78)]
    return group(*(box(x, -h, h * 0.06, h, colour) for x in (-h * 0.25, h * 0.19)), *slats,
        box(-h * 0.27, -h * 0.5, h * 0.54, h * 0.09, light(colour, 0.2)), lift=1)


def armchair(colour=PINE, size=1.0):
    return put(0, 0, oval(0, 0, 92, 9, INK, 0.16), box(-66, -16, 12, 16, WOOD), box(52, -16, 12, 16, WOOD),
        blob([(-74, -60), (-76, -170), (-58, -186), (0, -192), (58, -186), (76, -170), (74, -60)], dark(colour, 0.1)),
        box(-62, -86, 124, 40, light(colour, 0.16)), box(-66, -52, 132, 38, colour),
        blob([(-90, -14), (-94, -92), (-78, -104), (-60, -92), (-60, -14)], colour),
        blob([(90, -14), (94, -92), (78, -104), (60, -92), (60, -14)], colour), scale=size, lift=2)


def books(width, height, seed=1):
    """A row of spines that fills a shelf."""
    parts, x, index = [], 4, 0
    tones = (BRICK, PINE, OCHRE, CREAM, LAKE, ROSE, PLUM, MOSS, APRICOT, STONE)
    while x < width - 16:
        thick = 13 + 6 * noise(seed, index)
        tall = height * (0.78 + 0.16 * noise(index, seed))
        tone = tones[int(abs(noise(seed, index, 7)) * 10) % 10]
        if noise(seed, index, 3) > 0.82:
            x += thick * 1.6
        elif noise(seed, index, 3) < -0.9 and x < width - 60:
            parts.append(put(x + 8, 0, box(0, -tall, thick, tall, tone, 0.5), turn=-9))
            x += thick + 16
        else:
            parts.append(box(x, -tall, thick, tall, tone, 0.6))
            parts.append(line([(x + 4, -tall * 0.8), (x + thick - 4, -tall * 0.8)], light(tone, 0.5), 2.4))
            x += thick + 1.5
        index += 1
    return group(*parts)


def bookcase(width=300, height=600, shelves=5, seed=1, colour=WOOD):
    w, h, parts = width, height, []
    for shelf in range(shelves):
        y = -h * shelf / shelves - 16
        parts += [put(10, y, books(w - 20, h / shelves - 26, seed + shelf)), box(4, y, w - 8, 13, light(colour, 0.1))]
    return group(box(0, -h, w, h, colour), box(12, -h + 12, w - 24, h - 24, dark(colour, 0.5)), *parts,
        box(-8, -h - 12, w + 16, 20, light(colour, 0.15)), lift=2)


def hanging_lamp(drop=200, width=150, colour=BRICK, on=True):
    """Hangs from its origin."""
    w = width
    halo = group(*(oval(0, drop + w * 0.3, w * r, w * r * 0.8, GLOW, o) for r,
            o in ((1.7, 0.1), (1.25, 0.1), (0.8, 0.14)))) if on else ""
    return group(halo, line([(0, 0), (0, drop - w * 0.34)], INK, 4), oval(0, drop, w * 0.16, w * 0.13,
            GLOW if on else CREAM), group(cut([(-w * 0.1, drop - w * 0.4), (w * 0.1, drop - w * 0.4), (w * 0.5, drop),
                (-w * 0.5, drop)], colour), lift=1))


def table_lamp(height=110, colour=OCHRE, on=True):
    h = height
    halo = group(*(oval(0, -h * 0.7, h * r, h * r, GLOW, o) for r, o in ((1.15, 0.07), (0.85, 0.1),
                (0.6, 0.14)))) if on else ""
    return group(halo, oval(0, -4, h * 0.24, 8, PINE), box(-4, -h * 0.6, 8, h * 0.6, PINE),
        group(cut([(-h * 0.18, -h), (h * 0.18, -h), (h * 0.36, -h * 0.5), (-h * 0.36, -h * 0.5)],
                GLOW if on else colour), lift=1), box(-h * 0.36, -h * 0.54, h * 0.72, 6, colour))


def mug(size=30, colour=BRICK, steam=False):
    s = size
    wisp = group(*(curve([(x, -s * 1.2), (x + 5, -s * 1.5), (x - 4, -s * 1.8), (x + 3, -s * 2.2)], CREAM, 3, 0.7)
            for x in (-s * 0.15, s * 0.2))) if steam else ""
    return group(wisp, ring(s * 0.42, -s * 0.5, s * 0.24, colour, s * 0.12), box(-s * 0.42, -s, s * 0.84, s, colour),
        box(-s * 0.42, -s * 0.7, s * 0.84, s * 0.16, light(colour, 0.5)))


def papers(width=110, height=18, seed=1):
    parts = []
    for k in range(4):
        x = 6 * noise(seed, k)
        parts.append(box(x, -height * (k + 1) / 4, width, height / 4 + 1.5, CREAM if k % 2 else light(STONE, 0.4)))
    return group(*parts, lift=1)


def pot_plant(height=110, colour=MOSS, pot=BRICK):
    h = height
    leaves = [blob([(0, -h * 0.34), (x * h * 0.6, -h * y * 0.9 + 6), (x * h, -h * y),
                (x * h * 0.4, -h * (y * 0.7 + 0.05))], colour if i % 2 else dark(colour)) for i,
        (x, y) in enumerate(((-0.4, 0.62), (0.42, 0.66), (-0.24, 0.86), (0.24, 0.92), (0.02, 1.05)))]
    return group(*leaves, cut([(-h * 0.22, -h * 0.36), (h * 0.22, -h * 0.36), (h * 0.16, 0), (-h * 0.16, 0)], pot),
        box(-h * 0.25, -h * 0.4, h * 0.5, h * 0.09, light(pot)), lift=1)


def bus(colour=BRICK, lit=True):
    """A small country bus coming from the right, 520 long."""
    pane = GLOW if lit else MIST
    windows = [box(70 + 92 * k, -176, 78, 62, pane) for k in range(4)]
    heads = [oval(200 + 92 * k, -128, 15, 19, PLUM, 0.55) + box(183 + 92 * k, -124, 34, 10, PLUM, opacity=0.55)
        for k in (0, 2)]
    wheels = [oval(x, -16, 34, 34, INK) + oval(x, -16, 15, 15, STONE) for x in (120, 408)]
    return group(oval(262, 14, 290, 14, INK, 0.2), group(blob([(0, -20), (2, -110), (18, -196), (60, -212),
                (500, -212), (524, -196), (526, -20), (300, -14)], colour), lift=2), box(2, -88, 522, 22, CREAM),
        *windows, *heads, cut([(8, -104), (22, -176), (52, -176), (52, -104)], pane),
        box(448, -176, 56, 150, dark(colour)), box(456, -170, 40, 76, pane),
        *(oval(14, -46, r, r, GLOW, o) for r, o in ((58, 0.14), (36, 0.22))),
        oval(14, -46, 11, 12, GLOW if lit else CREAM), *wheels, box(-4, -30, 40, 10, dark(colour, 0.4)))


def fire_engine(colour=BRICK):
    """Seen from the front, 190 wide."""
    return group(box(-84, -22, 40, 26, INK), box(44, -22, 40, 26, INK), group(blob([(-92, -16), (-94, -120),
                (-84, -196), (0, -202), (84, -196), (94, -120), (92, -16), (0, -12)], colour), lift=2),
        box(-76, -184, 152, 74, GLASS), cut([(-66, -116), (-30, -178), (6, -178), (-30, -116)], light(GLASS, 0.25)),
        line([(0, -184), (0, -110)], colour, 6), box(-92, -98, 184, 14, CREAM),
        box(-46, -78, 92, 36, dark(colour, 0.4)), strokes([((-40, y), (40, y)) for y in (-70, -60, -50)], STONE, 3),
        oval(-70, -60, 15, 15, BUTTER), oval(70, -60, 15, 15, BUTTER), box(-98, -34, 196, 18, STONE),
        box(-40, -216, 80, 14, LAKE), box(-104, -160, 12, 36, INK), box(92, -160, 12, 36, INK))


def railcar(colour=OCHRE, lit=False):
    """One motor coach coming from the right, 640 long."""
    pane = GLOW if lit else GLASS
    windows = [box(120 + 84 * k, -170, 66, 58, pane) for k in range(6) if k != 3]
    heads = [oval(150 + 84 * k, -124, 12, 15, PLUM if lit else dark(APRICOT)) for k in (0, 2, 4)]
    return group(oval(320, 10, 340, 12, INK, 0.2), box(40, -34, 570, 30, INK),
        *(oval(x, -8, 20, 20, dark(STONE, 0.5)) for x in (110, 170, 480, 540)),
        group(blob([(0, -30), (2, -90), (40, -188), (80, -204), (620, -204), (640, -190), (640, -26), (320, -24)],
                colour), lift=2), box(6, -92, 632, 26, CREAM), cut([(22, -112), (50, -176), (98, -176), (98, -112)],
            pane), *windows, *heads, box(366, -178, 76, 150, dark(colour, 0.25)), box(374, -170, 26, 70, pane),
        box(408, -170, 26, 70, pane), box(60, -214, 520, 12, dark(colour, 0.35)), oval(16, -56, 10, 11, BUTTER))


def bread_shelf(width=260, rows=3, gap=90, seed=1):
    parts = []
    for row in range(rows):
        y = -row * gap
        for k in range(int(width / 62)):
            size = 50 + 6 * noise(seed, row, k)
            tone = (OCHRE, WOOD, APRICOT)[(row + k) % 3]
            parts.append(put(36 + k * 62, y, loaf(size, mix(tone, OCHRE, 0.4))))
        parts.append(box(0, y, width, 12, dark(WOOD, 0.2)))
        parts += [box(x, y, 8, 26, dark(WOOD, 0.4)) for x in (18, width - 26)]
    return group(*parts, lift=1)


def laptop(tiles="", width=620, height=390):
    w, h = width, height
    return group(box(-w / 2, -h, w, h, INK), box(-w / 2 + 18, -h + 18, w - 36, h - 40, PLUM, 0.6), tiles,
        group(cut([(-w * 0.55, 0), (w * 0.55, 0), (w * 0.62, 44), (-w * 0.62, 44)], STONE), lift=2),
        box(-w * 0.62, 42, w * 1.24, 12, dark(STONE, 0.3)), strokes([((-w * 0.44 + k * 30, y),
                (-w * 0.44 + k * 30 + 18, y)) for y in (10, 20) for k in range(18)], dark(STONE, 0.4), 5), lift=2)


def tool(kind):
    """Hangs from its origin on a nail."""
    if kind == "saw":
        blade = cut([(-9, 40), (12, 40), (26, 150), (-9, 162)], STONE, 0.5)
        return group(blade, blob([(-16, 0), (14, -4), (18, 42), (-14, 46)], BRICK), oval(0, 20, 7, 11, CREAM), lift=1)
    if kind == "hammer":
        return group(box(-5, 0, 10, 120, WOOD), box(-28, -8, 56, 26, dark(STONE, 0.4)), lift=1)
    if kind == "square":
        return group(box(-4, 0, 14, 120, STONE), box(-4, 104, 80, 18, WOOD), lift=1)
    if kind == "chisel":
        return group(box(-6, 0, 12, 48, OCHRE), box(-4, 48, 8, 56, STONE), lift=1)
    return group(ring(0, 34, 34, dark(WOOD, 0.2), 9), lift=1)
