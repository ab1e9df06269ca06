"""Houses, church and what stands along a street. Walls rise from the ground line y = 0."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

import math

from paper import (
    APRICOT, BRICK, BUTTER, CREAM, GLOW, INK, LAKE, MIST, OCHRE, PINE, ROSE, SNOW, STONE, WOOD, blob, box,
    curve, cut, dark, group, light, line, mix, noise, oval, put, ring, shape, strokes,
)

GLASS = mix(LAKE, INK, 0.35)


def window(width=40, height=56, lit=False, frame=CREAM, shutters=None, flowers=None):
    """Stands on its sill, centred."""
    w, h = width, height
    parts = []
    if shutters:
        for side in (-1, 1):
            left = side * w * 0.5 + (0 if side > 0 else -w * 0.4)
            parts.append(box(left, -h, w * 0.4, h, shutters, 0.6))
            parts.append(strokes([((left + 4, -h * y), (left + w * 0.4 - 4, -h * y)) for y in (0.2, 0.4, 0.6, 0.8)],
                    dark(shutters), 2))
    pane = GLOW if lit else GLASS
    parts += [box(-w / 2 - 4, -h - 4, w + 8, h + 8, frame, 0.8), box(-w / 2 + 1, -h + 1, w - 2, h - 2, pane, 0.6)]
    if not lit:
        parts.append(cut([(-w * 0.4, -h * 0.2), (-w * 0.4, -h * 0.5), (w * 0.05, -h * 0.95), (w * 0.3, -h * 0.95)],
                light(pane, 0.22), 0.3))
    parts += [line([(0, -h), (0, 0)], frame, 3.4), line([(-w / 2, -h * 0.64), (w / 2, -h * 0.64)], frame, 3.4),
        box(-w / 2 - 8, 1, w + 16, 6, dark(frame, 0.2), 0.6)]
    if flowers:
        parts += [oval(x * w, -4 - 5 * (i % 2), 7, 7, flowers if i % 2 else dark(PINE, 0.05)) for i,
            x in enumerate((-0.42, -0.25, -0.08, 0.1, 0.27, 0.43))]
        parts.append(box(-w / 2 - 4, -1, w + 8, 9, WOOD, 0.6))
    return group(*parts)


def door(width=50, height=92, colour=PINE, lit=False):
    w, h = width, height
    pane = GLOW if lit else GLASS
    return group(box(-w / 2 - 6, -h - 6, w + 12, h + 6, CREAM, 0.8), box(-w / 2, -h, w, h, colour, 0.8),
        box(-w * 0.36, -h * 0.92, w * 0.72, h * 0.3, pane, 0.6), line([(0, -h * 0.92), (0, -h * 0.62)], colour, 3),
        box(-w * 0.34, -h * 0.5, w * 0.68, h * 0.38, dark(colour, 0.16), 0.6), oval(w * 0.36, -h * 0.45, 3, 3, BUTTER),
        box(-w / 2 - 12, -7, w + 24, 9, STONE, 0.6))


def tiles(left, right, top, bottom, colour, seed=1, slope=0.0):
    """Short arcs in rows on a roof; `slope` is how much each end draws in towards the top."""
    marks, count = [], max(2, int((bottom - top) / 24))
    for row in range(count):
        share = (row + 0.7) / count
        a, b = left + slope * (1 - share), right - slope * (1 - share)
        x = a + 14 + 10 * (row % 2)
        while x < b - 24:
            if noise(seed, row, x) > -0.05:
                y = top + (bottom - top) * share
                marks.append(((x, y), (x + 7, y + 4), (x + 14, y)))
            x += 25
    return strokes(marks, dark(colour, 0.3), 2.6, 0.75)


def chimney(x, y, height=50, smoke=False):
    stack = group(box(x, y - height, 26, height, dark(BRICK, 0.15)), box(x - 4, y - height - 8, 34, 10,
            dark(BRICK, 0.3)), lift=1)
    if not smoke:
        return stack
    puffs = [(13, -24, 13), (22, -52, 18), (40, -88, 24), (68, -124, 30)]
    return group(*(oval(x + a, y - height + b, r, r * 0.86, SNOW, 0.75 - i * 0.13) for i,
            (a, b, r) in enumerate(puffs)), stack)


def wall_marks(width, height, colour, seed=1, left=0):
    """Small patches where the plaster shows its age."""
    marks = []
    for index in range(int(width * height / 5200)):
        x = left + width * (0.06 + 0.88 * ((index * 0.618 + seed * 0.31) % 1))
        y = -height * (0.1 + 0.8 * ((index * 0.381 + seed * 0.17) % 1))
        marks += [((x, y), (x + 12, y)), ((x + 5, y + 7), (x + 15, y + 7))]
    return strokes(marks, dark(colour, 0.14), 2.4, 0.8)


def hip_house(width=300, height=130, roof=110, wall=CREAM, cover=BRICK, windows=3, entry=1, lit=(), smoke=False,
    shutters=None, flowers=None, snow=False, seed=1):
    """A house seen from its long side under a hip roof; `entry` is the bay with the door, None for no door."""
    w, h, r = width, height, roof
    bays, step = [], w / max(windows, 1)
    for bay in range(windows):
        x = step * (bay + 0.5)
        if bay == entry:
            bays.append(put(x, 0, door(min(54, step * 0.5), h * 0.66, lit=bay in lit)))
        else:
            size = min(46, step * 0.42)
            bays.append(put(x, -h * 0.3, window(size, h * 0.4, bay in lit, CREAM if wall != CREAM else SNOW, shutters,
                        flowers)))
    outline = [(-20, -h + 4), (w * 0.16, -h - r), (w * 0.84, -h - r), (w + 20, -h + 4)]
    cap = cut([(-20, -h + 4), (w * 0.16, -h - r), (w * 0.36, -h - r)], light(cover, 0.1))
    top = [group(cut(outline, SNOW if snow else cover), lift=2)]
    if snow:
        top.append(strokes([((w * x, -h - r * y), (w * x + 24, -h - r * y + 3)) for x,
                    y in ((0.2, 0.5), (0.5, 0.72), (0.7, 0.35), (0.4, 0.24))], mix(SNOW, LAKE, 0.3), 3))
    else:
        top += [cap, tiles(-20, w + 20, -h - r, -h, cover, seed, w * 0.17)]
    return group(oval(w * 0.54, 0, w * 0.58, 12, INK, 0.15), chimney(w * 0.66, -h - r * 0.6, r * 0.62, smoke),
        group(box(0, -h, w, h, wall), lift=2), wall_marks(w, h, wall, seed), box(0, -16, w, 16, dark(wall, 0.22)),
        *bays, *top)


def gable_house(width=190, side=170, height=130, roof=120, wall=BUTTER, cover=BRICK, lit=(), smoke=False, boards=False,
    entry=False, shutters=None, snow=False, seed=1, flowers=None):
    """A house seen from the corner: gable to the viewer, long side to the right. Lit: 0, 1 front, 2 attic, 3, 4."""
    w, s, h, r = width, side, height, roof
    peak, shaded, overhang = (w / 2, -h - r), dark(wall, 0.15), 16
    frame = SNOW if wall == CREAM else CREAM
    front = [put(w * 0.28, -h * 0.28, window(w * 0.19, h * 0.4, 0 in lit, frame, shutters, flowers)),
        put(w * 0.72, 0, door(w * 0.24, h * 0.68)) if entry else put(w * 0.72, -h * 0.28,
            window(w * 0.19, h * 0.4, 1 in lit, frame, shutters, flowers)),
        put(w / 2, -h - r * 0.2, window(w * 0.14, r * 0.28, 2 in lit, frame))]
    flank = [put(w + s * x, -h * 0.28, window(min(36, s * 0.2), h * 0.4, bay in lit, frame)) for x,
        bay in ((0.3, 3), (0.72, 4))]
    gable = cut([(0, 0), (0, -h), peak, (w, -h), (w, 0)], wall)
    planks = strokes([((w * k / 11, -h + 2), (w * k / 11, -h - r * (1 - abs(k / 5.5 - 1)) + 22)) for k in range(1,
                11)], dark(wall, 0.3), 2.4) if boards else ""
    slope = [(w / 2 - 2, -h - r - 8), (w / 2 + s, -h - r - 8), (w + s + overhang, -h + 10),
        (w + overhang - 2, -h + 10)]
    verge = [(-overhang, -h + 14), (w / 2, -h - r - 10), (w + overhang, -h + 14), (w + overhang - 6, -h + 20),
        (w / 2, -h - r + 9), (-overhang + 4, -h + 22)]
    roofing = SNOW if snow else cover
    mark = mix(SNOW, LAKE, 0.3) if snow else dark(cover, 0.3)
    rows = []
    for row in range(1, 5):
        y, push = -h - r + (r + 8) * row / 5, (w / 2 + overhang) * row / 5
        rows += [((w / 2 + push + s * k / 6 + 6, y), (w / 2 + push + s * k / 6 + 19, y + 1))
            for k in range(6) if noise(seed, row, k) > -0.2]
    return group(oval((w + s) * 0.54, 0, (w + s) * 0.58, 12, INK, 0.15), group(box(w - 2, -h, s, h, shaded), lift=2),
        *flank, chimney(w / 2 + s * 0.55, -h - r * 0.75, r * 0.5, smoke), group(cut(slope, roofing), lift=2),
        strokes(rows, mark, 2.8, 0.8), gable, planks, wall_marks(w, h, wall, seed),
        box(0, -14, w, 14, dark(wall, 0.2)), *front, group(cut(verge, light(roofing, 0.2)), lift=1))


def onion(width, colour=PINE):
    """A baroque tower cap with lantern and cross, standing on y = 0."""
    w = width
    bulb = [(-w * 0.62, 0), (-w * 0.44, -w * 0.2), (-w * 0.6, -w * 0.52), (-w * 0.42, -w * 0.84),
        (-w * 0.12, -w * 1.02), (w * 0.12, -w * 1.02), (w * 0.42, -w * 0.84), (w * 0.6, -w * 0.52),
        (w * 0.44, -w * 0.2), (w * 0.62, 0)]
    small = [(-w * 0.2, -w * 1.28), (-w * 0.14, -w * 1.36), (-w * 0.2, -w * 1.5), (0, -w * 1.86), (w * 0.2, -w * 1.5),
        (w * 0.14, -w * 1.36), (w * 0.2, -w * 1.28)]
    seams = [curve([(w * k, -w * 0.05), (w * k * 1.2, -w * 0.5), (w * k * 0.4, -w)], dark(colour, 0.25), 2.4)
        for k in (-0.3, 0, 0.3)]
    return group(line([(0, -w * 1.8), (0, -w * 2.3)], OCHRE, 4), line([(-w * 0.12, -w * 2.12), (w * 0.12, -w * 2.12)],
            OCHRE, 4), box(-w * 0.14, -w * 1.32, w * 0.28, w * 0.36, CREAM),
        box(-w * 0.05, -w * 1.26, w * 0.1, w * 0.24, GLASS), group(blob(small, colour), lift=1),
        group(blob(bulb, colour), lift=1), *seams, blob([(x * 0.4 - w * 0.2, y * 0.7 - w * 0.14) for x,
                y in bulb[1:5]], light(colour, 0.2)))


def church(scale=1.0, wall=CREAM, cover=BRICK, cap=PINE, lit=False):
    """Tower to the left, nave with a hipped choir to the right; about 420 wide and 560 high at scale one."""
    pane = GLOW if lit else GLASS

    def arch(x, y, w, h):
        top = f"A{w / 2} {w / 2} 0 0 1 {x + w / 2} {y - h}"
        return shape(f"M{x - w / 2 - 5} {y + 3}V{y - h}A{w / 2 + 5} {w / 2 + 5} 0 0 1 {x + w / 2 + 5} {y - h}V{y
                + 3}Z", dark(wall, 0.12)) + shape(f"M{x - w / 2} {y}V{y - h}{top}V{y}Z", pane)

    nave = group(box(110, -170, 290, 170, dark(wall, 0.1)), lift=2)
    roof = group(cut([(100, -166), (118, -282), (340, -282), (416, -166)], cover), lift=2)
    tower = group(box(0, -300, 126, 300, wall), lift=2)
    bands = [box(-6, y, 138, 9, dark(wall, 0.2)) for y in (-302, -196, -14)]
    clock = oval(63, -236, 24, 24, SNOW) + ring(63, -236, 23, dark(wall, 0.4),
        3) + line([(63, -252), (63, -236), (74, -230)], INK, 3.4)
    return put(0, 0, oval(210, 2, 240, 14, INK, 0.15), nave, *(arch(x, -46, 30, 66) for x in (180, 250, 320)), roof,
        tiles(100, 416, -282, -170, cover, 3, 50), tower, *bands, arch(63, -112, 26, 40), arch(63, 0, 46, 62), clock,
        wall_marks(120, 180, wall, 4), put(63, -302, onion(118, cap)), scale=scale)


def townhouse(width=170, height=250, wall=APRICOT, cover=BRICK, floors=2, arcade=False, gable="curve", lit=(), bays=3,
    shutters=None, seed=1):
    """A house of a market square; gable: curve, step, peak or eaves."""
    w, h = width, height
    ground, frame = h * 0.4, SNOW if wall == CREAM else CREAM
    upper = (h - ground) / (floors - 1)
    parts = []
    for floor in range(floors - 1):
        for bay in range(bays):
            y = -ground - upper * floor - upper * 0.26
            parts.append(put(w * (bay + 0.5) / bays, y, window(w * 0.36 / bays + 6, upper * 0.5, (floor, bay) in lit,
                        frame, shutters)))
    if arcade:
        for bay in range(bays):
            x, a = w * (bay + 0.5) / bays, w * 0.34 / bays + 4
            parts.append(shape(f"M{x - a:.0f} 0V{-ground * .55:.0f}A{a:.0f} {a:.0f} 0 0 1 {x
                        + a:.0f} {-ground * .55:.0f}V0Z", dark(wall, 0.62)))
    else:
        parts += [put(w * 0.24, 0, door(w * 0.2, ground * 0.78)), put(w * 0.66, -ground * 0.24,
                window(w * 0.34, ground * 0.46, "shop" in lit, frame))]
    top = {"curve": [(-4, -h), (-2, -h - 22), (w * 0.2, -h - 26), (w * 0.24, -h - 62), (w * 0.4, -h - 70),
            (w * 0.5, -h - 96), (w * 0.6, -h - 70), (w * 0.76, -h - 62), (w * 0.8, -h - 26), (w + 2, -h - 22),
            (w + 4, -h)], "step": [(0, -h), (0, -h - 26), (w * 0.2, -h - 26), (w * 0.2, -h - 54), (w * 0.38, -h - 54),
            (w * 0.38, -h - 82), (w * 0.62, -h - 82), (w * 0.62, -h - 54), (w * 0.8, -h - 54), (w * 0.8, -h - 26),
            (w, -h - 26), (w, -h)], "peak": [(-8, -h), (w / 2, -h - 96), (w + 8, -h)],
        "eaves": [(-10, -h + 4), (10, -h - 74), (w - 10, -h - 74), (w + 10, -h + 4)]}[gable]
    crest = cover if gable in ("peak", "eaves") else wall
    eye = "" if gable == "eaves" else oval(w / 2, -h - 30, 11, 13, GLASS) + ring(w / 2, -h - 30, 12, frame, 3.4)
    tiling = tiles(-6, w + 6, -h - 74, -h, cover, seed, 14) if gable == "eaves" else ""
    return group(group(cut(top, crest), lift=2), tiling, eye, group(box(0, -h, w, h, wall), lift=2),
        wall_marks(w, h, wall, seed), *parts, box(-4, -h - 4, w + 8, 11, light(wall, 0.45)),
        box(0, -ground - 6, w, 7, light(wall, 0.4)), box(0, -12, w, 12, dark(wall, 0.25)) if not arcade else "")


def lamp_post(height=260, lit=False, colour=PINE):
    h = height
    halo = group(*(oval(0, -h + 6, r, r, GLOW, o) for r, o in ((120, 0.1), (74, 0.16), (40, 0.25)))) if lit else ""
    lantern = cut([(-15, -h + 22), (15, -h + 22), (20, -h - 16), (-20, -h - 16)], GLOW if lit else MIST, 0.5)
    return group(halo, oval(4, 0, 20, 4, INK, 0.18), box(-5, -h + 20, 10, h - 20, colour),
        box(-11, -26, 22, 26, colour), lantern, cut([(-26, -h - 14), (0, -h - 40), (26, -h - 14)], colour, 0.5),
        lift=1)


def bench(width=150, colour=WOOD, back=True):
    w = width
    slats = [box(0, -74, w, 9, colour), box(0, -60, w, 9, colour)] if back else []
    legs = [box(x, -40, 8, 40, dark(PINE, 0.2)) for x in (w * 0.1, w * 0.84)]
    rise = [box(x, -76, 7, 40, dark(PINE, 0.2)) for x in (w * 0.1, w * 0.84)] if back else []
    return group(oval(w / 2 + 6, 0, w * 0.52, 6, INK, 0.16), *rise, *slats, *legs,
        box(-4, -44, w + 8, 11, light(colour, 0.12)), lift=1)


def well(scale=1.0):
    """A draw well under a small shingled roof."""
    stones = [((-52 + 24 * k + 10 * (row % 2), -18 - 20 * row), (-38 + 24 * k + 10 * (row % 2), -18 - 20 * row))
        for row in range(3) for k in range(4)]
    return put(0, 0, oval(8, 0, 86, 12, INK, 0.17), box(-52, -170, 10, 120, WOOD), box(42, -170, 10, 120, WOOD),
        box(-46, -132, 92, 12, dark(WOOD, 0.2)), line([(8, -126), (8, -86)], CREAM, 3), box(-6, -88, 28, 26, OCHRE),
        group(box(-62, -66, 124, 66, STONE), lift=1), strokes(stones, dark(STONE, 0.3), 3),
        box(-68, -76, 136, 13, light(STONE, 0.3)), group(cut([(-84, -160), (-40, -222), (40, -222), (84, -160)],
                BRICK), lift=2), tiles(-80, 80, -222, -162, BRICK, 2, 40), scale=scale)


def bunting(start, end, count=11, sag=46, colours=(BRICK, OCHRE, PINE, CREAM, ROSE)):
    spots = []
    for index in range(count + 1):
        share = index / count
        spots.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
                + sag * math.sin(math.pi * share)))
    flags = [cut([a, b, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 34)], colours[index % len(colours)], 0.6) for index,
        (a, b) in enumerate(zip(spots, spots[1:], strict=False))]
    return group(curve(spots, INK, 2.4), *flags, lift=1)
