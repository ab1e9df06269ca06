"""Sky, hills, ground, water, trees and small plants."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

import math

from paper import (
    APRICOT, BRICK, BUTTER, CREAM, HEIGHT, INK, MOSS, OCHRE, PINE, SAGE, SNOW, WIDTH, WOOD, blob, box, curve, cut,
    dark, group, light, line, mix, noise, oval, put, scatter, shape, strokes,
)

POPLAR = mix(PINE, MOSS, 0.5)


def ridge(y, rise, colour, seed, lift=2, steps=7):
    """One sheet of paper across the whole picture, its upper edge a line of hills."""
    points = [(-60 + step * 1720 / steps, y + rise * noise(seed, step)) for step in range(steps + 1)]
    edge = "".join(f"C{a[0] + 90:.0f} {a[1]:.0f} {b[0] - 90:.0f} {b[1]:.0f} {b[0]:.0f} {b[1]:.0f}" for a,
        b in zip(points, points[1:], strict=False))
    return group(shape(f"M-60 1060V{points[0][1]:.0f}{edge}V1060Z", colour), lift=lift)


def sky(*bands, first=0):
    """Sheets of sky from the top down: (upper edge, colour)."""
    sheets = [box(-10, -10, WIDTH + 20, HEIGHT + 20, bands[0][1])]
    sheets += [ridge(y, 16, colour, first + index, lift=1, steps=4) for index, (y, colour) in enumerate(bands[1:])]
    return group(*sheets)


def sun(x, y, radius, colour):
    rings = [oval(x, y, radius * size, radius * size, colour, share) for size, share in ((2.3, 0.16), (1.6, 0.25))]
    return group(*rings, group(oval(x, y, radius, radius, colour), lift=1))


def cloud(size, colour=CREAM):
    lobes = [(-100, 0), (-86, -26), (-50, -32), (-30, -58), (14, -62), (36, -34), (76, -36), (104, -8), (96, 6),
        (0, 8)]
    return put(0, 0, blob(lobes, colour), scale=size / 200, lift=1)


def birds(x, y, colour=INK):
    wings = ((0, 0), (54, -26), (98, 10))
    return group(*(curve([(x + a - 15, y + b - 6), (x + a - 4, y + b - 4), (x + a, y + b), (x + a + 5, y + b - 6),
                (x + a + 17, y + b - 9)], colour, 3.5, 0.75) for a, b in wings))


def tufts(left, top, right, bottom, colour, seed, count=60):
    """Grass: small fans of strokes which grow towards the viewer."""
    marks = []
    for x, y in scatter(count, left, top, right, bottom, seed):
        size = 4 + 16 * (y - 380) / 620
        marks += [((x, y), (x + lean * size * 0.5, y - size)) for lean in (-0.9, 0.1, 1)]
    return strokes(marks, colour, 3, 0.7)


def flowers(left, top, right, bottom, colour, seed, count=24, size=6):
    return group(*(oval(x, y, size, size * 0.8, colour) for x, y in scatter(count, left, top, right, bottom, seed)))


def rows(near_left, near_right, far_left, far_right, colour, count=9, width=4):
    """Furrows of a field that run away from the viewer."""
    marks = []
    for index in range(count + 1):
        share = index / count
        near = [a + (b - a) * share for a, b in zip(near_left, near_right, strict=True)]
        far = [a + (b - a) * share for a, b in zip(far_left, far_right, strict=True)]
        marks.append((tuple(near), tuple(far)))
    return strokes(marks, colour, width, 0.6)


def cobbles(top, bottom, colour, left=-20, right=1620, seed=1, inside=None):
    """Rows of short arcs, wider as they come nearer."""
    marks, y, row = [], top, 0
    while y < bottom:
        near = (y - top) / (bottom - top)
        wide, row = 16 + 44 * near, row + 1
        x = left + (row % 2) * wide
        while x < right:
            if noise(seed, x, row) > -0.1 and (inside is None or inside(x, y)):
                marks.append(((x, y), (x + wide * 0.2, y - wide * 0.1), (x + wide * 0.5, y - wide * 0.12)))
            x += wide * 1.5
        y += 12 + 30 * near
    return strokes(marks, colour, 3.2, 0.6)


def ripples(left, top, right, bottom, colour, seed, count=40, width=4):
    marks = []
    for index, (x, y) in enumerate(scatter(count, left, top, right, bottom, seed)):
        length = (18 + 40 * (y - top) / (bottom - top)) * (1 + 0.5 * noise(index, seed))
        marks.append(((x, y), (x + length * 0.5, y - 2), (x + length, y)))
    return strokes(marks, colour, width, 0.7)


def crown(x, y, radius, colour, seed):
    """A round of leaves: shade below, light above, a few strokes."""
    def lump(cx, cy, size, fill):
        ring = []
        for step in range(13):
            angle, reach = step * math.tau / 13, size * (1 + 0.09 * (-1) ** step + 0.04 * noise(seed, step, cx))
            ring.append((cx + math.cos(angle) * reach, cy + math.sin(angle) * reach * 0.92))
        return blob(ring, fill)

    leaves = []
    for index, (a, b) in enumerate(scatter(14, x - radius * 0.62, y - radius * 0.6, x + radius * 0.62,
            y + radius * 0.5, seed)):
        size = radius * 0.1
        leaves.append(((a, b), (a + size, b - size * (0.5 + 0.4 * noise(index)))))
    return group(group(lump(x, y, radius, dark(colour, 0.18)), lift=2), group(lump(x - radius * 0.1, y - radius * 0.1,
                radius * 0.83, colour), lift=1), group(lump(x - radius * 0.26, y - radius * 0.28, radius * 0.46,
                light(colour, 0.16)), lift=1), strokes(leaves, dark(colour, 0.3), max(2.5, radius * 0.03), 0.6))


def ground_shade(width, opacity=0.17):
    return oval(width * 0.18, 0, width, width * 0.16, INK, opacity)


def tree(height=300, colour=MOSS, seed=1, trunk=WOOD, fruit=None):
    """A broad tree: one trunk, a fork, three rounds of leaves."""
    h = height
    stem = cut([(-h * 0.045, 0), (-h * 0.028, -h * 0.5), (h * 0.028, -h * 0.5), (h * 0.05, 0)], trunk)
    bark = strokes([((h * 0.012, -h * y), (h * 0.016, -h * (y + 0.07))) for y in (0.04, 0.15, 0.27)], dark(trunk, 0.3),
        3)
    fork = line([(-h * 0.17, -h * 0.55), (0, -h * 0.33), (h * 0.16, -h * 0.52)], trunk, h * 0.03)
    crowns = [crown(h * 0.19, -h * 0.55, h * 0.22, dark(colour, 0.1), seed),
        crown(-h * 0.19, -h * 0.57, h * 0.23, colour, seed + 1), crown(0, -h * 0.75, h * 0.26, light(colour, 0.06),
            seed + 2)]
    fruits = ""
    if fruit:
        spots = scatter(26, -h * 0.36, -h * 0.94, h * 0.36, -h * 0.4, seed)
        rounds = ((0.19, 0.55, 0.18), (-0.19, 0.57, 0.19), (0, 0.75, 0.21))
        kept = [(x, y) for x, y in spots if any(math.hypot(x - a * h, y + b * h) < r * h for a, b, r in rounds)]
        fruits = group(*(oval(x, y, h * 0.026, h * 0.026, fruit) for x, y in kept), lift=1)
    return group(ground_shade(h * 0.24), group(stem, bark, fork, lift=1), *crowns, fruits)


def poplar(height=320, colour=POPLAR, seed=1):
    """A Lombardy poplar: a feathered column on a short trunk."""
    h, parts = height, []
    for step, (y, half) in enumerate(((0.2, 0.085), (0.36, 0.11), (0.53, 0.1), (0.69, 0.08), (0.83, 0.052))):
        low, wide, lean = -h * (y - 0.12), h * half, h * 0.012 * noise(seed, step)
        tone = mix(dark(colour, 0.14), light(colour, 0.1), step / 4)
        leaf = [(lean, low), (lean + wide * 0.8, low - h * 0.03), (lean + wide, low - h * 0.12),
            (lean + wide * 0.4, low - h * 0.24), (lean, low - h * 0.3), (lean - wide * 0.45, low - h * 0.23),
            (lean - wide, low - h * 0.1), (lean - wide * 0.75, low - h * 0.02)]
        parts.append(group(blob(leaf, tone), lift=1))
        parts.append(strokes([((lean + wide * s, low - h * t), (lean + wide * s * 0.8, low - h * (t + 0.045))) for s,
                    t in ((-0.5, 0.06), (0.1, 0.03), (0.5, 0.09))], dark(colour, 0.35), max(2, h * 0.008), 0.7))
    return group(ground_shade(h * 0.1), box(-h * 0.018, -h * 0.14, h * 0.036, h * 0.14, WOOD), *parts)


def fir(height=320, colour=PINE, seed=1, snow=False):
    tiers, parts = 4, [ground_shade(height * 0.2), box(-height * 0.025, -height * 0.16, height * 0.05, height * 0.16,
            WOOD)]
    for tier in range(tiers):
        low = -height * (0.1 + tier * 0.2)
        half, top = height * (0.25 - tier * 0.045), low - height * 0.34
        teeth = [(half - step * half * 0.5, low - (0 if step % 2 == 0 else height * 0.03)) for step in range(5)]
        parts.append(group(cut([(0, top), *teeth], mix(colour, SAGE, tier * 0.07)), lift=2))
        if snow:
            parts.append(cut([(0, top), (half * 0.5, low - height * 0.15), (half * 0.14, low - height * 0.19),
                        (-half * 0.2, low - height * 0.12), (-half * 0.6, low - height * 0.12)], SNOW))
        else:
            parts.append(strokes([((half * s, low - height * 0.07), (half * s * 1.12, low - height * 0.04))
                        for s in (-0.5, -0.15, 0.2, 0.55)], dark(colour, 0.35), 3, 0.7))
    return group(*parts)


def birch(height=340, colour=MOSS, seed=1):
    h = height
    stem = cut([(-h * 0.026, 0), (-h * 0.012, -h * 0.85), (h * 0.012, -h * 0.85), (h * 0.028, 0)], CREAM)
    marks = [((h * 0.02 * noise(seed, k), -h * 0.08 * k), (h * 0.02 * noise(seed, k) + h * 0.018, -h * 0.08 * k + 2))
        for k in range(1, 9)]
    crowns = [crown(h * 0.1, -h * 0.62, h * 0.15, colour, seed), crown(-h * 0.11, -h * 0.7, h * 0.16, colour,
            seed + 1), crown(h * 0.02, -h * 0.86, h * 0.17, light(colour, 0.1), seed + 2)]
    return group(ground_shade(h * 0.12), group(stem, strokes(marks, INK, 3.5), lift=1), *crowns)


def bare(height=300, colour=WOOD, seed=1, snow=None):
    """A tree in winter."""
    limbs, caps = [], []

    def grow(x, y, angle, length, width, depth):
        end = (x + math.cos(angle) * length, y - math.sin(angle) * length)
        limbs.append(line([(x, y), end], colour, width))
        if depth < 3:
            caps.append(((x - width * 0.4, y - width * 0.3), (end[0] - width * 0.4, end[1] - width * 0.2)))
        if depth:
            for turn in (0.45, -0.42) if depth % 2 else (0.55, -0.1, -0.6):
                grow(*end, angle + turn + 0.14 * noise(seed, x, turn), length * 0.7, width * 0.62, depth - 1)

    grow(0, 0, math.pi / 2, height * 0.33, height * 0.05, 4)
    return group(ground_shade(height * 0.14), group(*limbs, lift=2), strokes(caps, snow, 2.5, 0.9) if snow else "")


def bush(width=120, colour=MOSS, seed=1, berry=None):
    w = width
    parts = [crown(-w * 0.25, -w * 0.2, w * 0.24, dark(colour, 0.1), seed),
        crown(w * 0.25, -w * 0.18, w * 0.22, colour, seed + 1), crown(0, -w * 0.28, w * 0.28, colour, seed + 2)]
    dots = flowers(-w * 0.35, -w * 0.45, w * 0.35, -w * 0.1, berry, seed, 9, w * 0.035) if berry else ""
    return group(ground_shade(w * 0.45), *parts, dots)


def reeds(count=9, height=170, colour=MOSS, seed=1):
    stems, heads = [], []
    for index in range(count):
        x, h = index * 15 + 6 * noise(seed, index), height * (0.8 + 0.25 * noise(index, seed))
        lean = 16 * noise(seed, index, 4)
        stems.append(curve([(x, 0), (x + lean * 0.3, -h * 0.5), (x + lean, -h)], colour if index % 2 else dark(colour),
                5))
        if index % 3 != 1:
            heads.append(line([(x + lean, -h + 4), (x + lean * 1.15, -h + 34)], dark(WOOD, 0.3), 11))
    return group(*stems, *heads, lift=1)


def picket_fence(length, height=60, colour=CREAM, gap=22):
    pales = []
    for index in range(int(length / gap)):
        x, top = index * gap, -height + 3 * noise(index, length)
        pales.append(cut([(x, 0), (x, top), (x + gap * 0.3, top - 9), (x + gap * 0.6, top), (x + gap * 0.6, 0)],
                colour))
    rails = [box(-6, -height * share, length + 4, 7, dark(colour, 0.16)) for share in (0.3, 0.75)]
    return group(*rails, group(*pales, lift=1))


def lane_fence(near, far, near_height, far_height, colour=CREAM):
    """A picket fence that runs away from the viewer along a lane."""
    pales, h = [], near_height
    while h > far_height:
        share = (near_height - h) / (near_height - far_height)
        x, y, wide = near[0] + (far[0] - near[0]) * share, near[1] + (far[1] - near[1]) * share, h * 0.12
        pales.append(cut([(x - wide, y), (x - wide, y - h), (x, y - h * 1.14), (x + wide, y - h), (x + wide, y)],
                colour, 0.8))
        h *= 0.925
    rails = [cut([(near[0], near[1] - near_height * s), (far[0], far[1] - far_height * s),
                (far[0], far[1] - far_height * (s - 0.12)), (near[0], near[1] - near_height * (s - 0.12))],
            dark(colour, 0.2)) for s in (0.36, 0.8)]
    return group(*rails, *reversed(pales), lift=1)


def sunflower(height=300, seed=1):
    h = height
    petals = [put(0, -h, oval(0, -h * 0.13, h * 0.032, h * 0.075, OCHRE if k % 2 else BUTTER), turn=k * 30)
        for k in range(12)]
    leaves = [blob([(0, -h * y), (s * h * 0.12, -h * (y + 0.1)), (s * h * 0.2, -h * (y + 0.03)),
                (s * h * 0.1, -h * (y - 0.03))], MOSS) for s, y in ((1, 0.3), (-1, 0.42), (1, 0.6))]
    return group(curve([(0, 0), (h * 0.02 * noise(seed), -h * 0.5), (0, -h)], dark(MOSS, 0.1), h * 0.026), *leaves,
        *petals, oval(0, -h, h * 0.085, h * 0.085, dark(WOOD, 0.35)), lift=1)


def rail_fence(length, height=64, colour=WOOD):
    posts = [box(x, -height, 10, height, dark(colour)) for x in range(0, int(length) + 1, 110)]
    rails = [box(-12, -height * share, length + 36, 9, colour) for share in (0.45, 0.85)]
    return group(*posts, *rails, lift=1)


def leaf_litter(left, top, right, bottom, seed, count=50):
    parts = []
    for index, (x, y) in enumerate(scatter(count, left, top, right, bottom, seed)):
        colour = (OCHRE, BRICK, APRICOT)[index % 3]
        parts.append(put(x, y, oval(0, 0, 7, 4, colour), turn=round(60 * noise(index, seed))))
    return group(*parts)
