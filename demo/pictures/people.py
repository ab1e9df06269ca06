"""People without faces but with something to do, and the animals and bicycles around them.

A person is a hundred units tall; hands and feet are given where they are, elbows and knees follow.
"""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

import math

from paper import (
    APRICOT, BRICK, CREAM, INK, LAKE, MOSS, OCHRE, PINE, PLUM, ROSE, SKIN, STONE, WOOD, blob, box, curve, cut,
    dark, group, light, line, oval, put, ring, shape,
)

GREY = "#b9b0a6"
STAND = ((-5, -1), (6, 0))
WALK = ((-13, -2), (12, -1))
SIT = ((21, 0), (26, 0))


def _joint(start, end, first, second, bend):
    """Where elbow or knee is, between two bones of given length."""
    across, down = end[0] - start[0], end[1] - start[1]
    far = min(max(math.hypot(across, down), 0.1), first + second - 0.1)
    along = (first**2 - second**2 + far**2) / (2 * far)
    off = math.sqrt(max(first**2 - along**2, 0)) * bend
    return start[0] + across / far * along - down / far * off, start[1] + down / far * along + across / far * off


def _hair(style, colour, view):
    top = [(-8.5, 1), (-9, -5), (-5, -10.5), (2, -11), (8, -7.5), (8.4, -3), (3, -4.5), (-2, -3), (-3.5, 3), (-6, 5)]
    if view == "front":
        top = [(-8.6, 1), (-9, -6), (-4, -11), (4, -11), (9, -6), (8.6, 1), (6, -3.5), (0, -5), (-6, -3.5)]
    if view == "back":
        top = [(-8.6, 2), (-9, -6), (-4, -11), (4, -11), (9, -6), (8.6, 2), (5, 8), (0, 9), (-5, 8)]
    hair, side = blob(top, colour), view == "side"
    if style == "bald":
        hair = blob([(-8.8, 0), (-8, 5), (-5, 4), (-6, -2)], colour) if side else ""
    elif style == "bun":
        hair = oval(*((-8, -9) if side else (0, -13)), 5, 5, colour) + hair
    elif style == "tail":
        hair = curve([(-7, -5), (-14, 0), (-13, 9)], colour, 5) + hair
    elif style == "bob" and side:
        long = [(-9, 8), (-10.5, -2), (-6, -10.5), (2, -11.5), (8, -7.5), (8.4, -3), (2, -4), (-1, 3), (-3, 9)]
        hair = blob(long, colour)
    elif style == "bob":
        hair += box(-9.5, -4, 4, 13, colour) + box(5.5, -4, 4, 13, colour)
    return hair + _cover(style)


def _cover(style):
    crown = [(-9.5, -2), (-9, -8), (-3, -12.5), (5, -11.5), (9, -6), (9.2, -2.5), (0, -3.5)]
    if style == "cap":
        return blob(crown, BRICK) + line([(6, -3.6), (13.5, -2)], dark(BRICK), 3.4)
    if style == "hat":
        return blob(crown, OCHRE) + line([(-15, -4), (15, -4.5)], dark(OCHRE, 0.12), 3.6)
    if style == "beanie":
        return blob([(x * 1.06, y * 1.1) for x, y in crown], ROSE) + oval(-1, -15, 3.4, 3.4, CREAM)
    return blob([(x * 1.12, y * 1.12) for x, y in crown], LAKE) if style == "helmet" else ""


def _head(x, y, size, skin, hair, style, view):
    nose = cut([(7, -1.5), (10.6, 2.6), (6.6, 3.6)], skin, 0.3) if view == "side" else ""
    behind = ""
    if style == "long":
        fall = [(-9, -4), (-4, -9), (4, -9), (8, -2), (4, 8), (-2, 17), (-11, 16), (-12, 6)]
        behind = blob(fall if view == "side" else [(-10, -4), (0, -10), (10, -4), (10, 14), (0, 16), (-10, 14)], hair)
    ear = oval(-2.4, 2, 1.7, 2.3, dark(skin, 0.12)) if view == "side" and style not in ("long", "bob",
        "beanie") else ""
    front = behind if view == "back" else ""
    face = oval(0, 0, 8, 9.4, skin) + nose
    return put(x, y, "" if front else behind, face, _hair(style, hair, view), front, ear, scale=size)


def _leg(hip, foot, colour, shoe, bare, width):
    knee = _joint(hip, (foot[0], foot[1] - 4), 21.7, 21.7, -1)
    sole = blob([(foot[0] - 4, foot[1] + 1), (foot[0] - 3.6, foot[1] - 5), (foot[0] + 2.5, foot[1] - 5),
            (foot[0] + 8.5, foot[1] - 1.4), (foot[0] + 8, foot[1] + 1)], shoe)
    ankle = (foot[0], foot[1] - 4)
    if bare:
        return line([hip, knee, ankle], bare, width * 0.72) + line([hip, knee], colour, width) + sole
    return line([hip, knee, ankle], colour, width) + sole


def _arm(shoulder, hand, colour, skin, bend, bare):
    elbow = _joint(shoulder, hand, 16.5, 16, bend)
    return (line([shoulder, elbow, hand], skin if bare else colour, 5.4) + (line([shoulder, elbow], colour,
                6.6) if bare else line([shoulder, elbow], colour, 6.4)) + oval(*hand, 3.2, 3.4, skin))


def _clothes(wear, hip, chest, colour, below):
    (hx, hy), (cx, cy) = hip, chest
    hem = hy + {"coat": 16, "dress": 27, "apron": 0, "skirt": 1, "trousers": 2, "shorts": 2}[wear]
    flare = {"coat": 11.5, "dress": 15}.get(wear, 8.6)
    body = [(cx - 8.5, cy + 1), (cx - 4, cy - 3), (cx + 4, cy - 3), (cx + 8.5, cy + 1), (hx + 7.4, (hy + cy) / 2 + 6),
        (hx + flare, hem), (hx - flare, hem), (hx - 7.6, (hy + cy) / 2 + 6)]
    parts = [blob(body, colour)]
    if wear == "skirt":
        parts.insert(0, cut([(hx - 7.5, hy - 6), (hx + 7.5, hy - 6), (hx + 14, hy + 25), (hx - 14, hy + 26)], below,
                0.8))
    if wear == "coat":
        parts.append(line([(cx + 2, cy), (hx + 2.5, hem - 1)], dark(colour, 0.28), 1.1))
    if wear == "apron":
        parts.append(cut([(cx - 1, cy + 6), (cx + 7, cy + 5), (hx + 9, hy - 8), (hx + 10, hy + 17), (hx - 5, hy + 18),
                    (hx - 4, hy - 8)], CREAM, 0.6))
    return group(*parts)


def person(top=BRICK, bottom=PINE, hair=INK, style="short", wear="trousers", skin=0, hands=((-6, -46), (8, -46)),
    feet=STAND, hip=(0, -48), lean=0, head=1.0, view="side", shoe=INK, behind="", before="", nod=0, bends=(1, 1),
    sleeves=True, shade=True):
    """One person; `behind` and `before` are what the far and the near hand hold. No feet: seen behind a chair."""
    tone, chest = SKIN[skin], (hip[0] + lean, hip[1] - 31)
    bare = tone if wear in ("shorts", "dress", "skirt") else None
    legs = tone if wear in ("dress", "skirt") else bottom
    width = 8.6 if wear not in ("dress", "skirt") else 6
    far, near = (chest[0] + 6, chest[1] + 2), (chest[0] - 5, chest[1] + 2)
    far_leg = near_leg = ""
    if feet:
        far_leg = _leg((hip[0] + 2.6, hip[1]), feet[1], dark(legs, 0.18), dark(shoe, 0.1), bare and dark(bare, 0.1),
            width)
        near_leg = _leg((hip[0] - 2.6, hip[1]), feet[0], legs, shoe, bare, width)
    return group(oval(4, 0, 18, 3.2, INK, 0.18) if shade else "", _arm(far, hands[1], dark(top, 0.2), dark(tone, 0.1),
            bends[1], not sleeves) if hands else "", behind, far_leg, near_leg,
        line([(chest[0], chest[1]), (chest[0] + 1 + nod * 0.4, chest[1] - 7)], dark(tone, 0.14), 5.4),
        _clothes(wear, hip, chest, top, bottom), _head(chest[0] + 1.5 + nod, chest[1] - 11.5 * head + abs(nod) * 0.3,
            head, tone, hair, style, view), _arm(near, hands[0], light(top, 0.07), tone, bends[0],
            not sleeves) if hands else "", before)


def child(**looks):
    return person(**{"head": 1.4, "shoe": BRICK, "shade": True} | looks)


def sitting(seat=27, **looks):
    """Seated with the seat's height given; feet on the ground."""
    facts = {"hip": (0, -seat - 4), "feet": SIT, "hands": ((17, -seat - 10), (20, -seat - 9)), "shade": False}
    return person(**facts | looks)


def loaf(width=20, colour=OCHRE):
    w = width
    cuts = [line([(w * a, -w * 0.3), (w * (a + 0.14), -w * 0.1)], light(colour, 0.5), w * 0.06) for a in (-0.28, -0.06,
            0.16)]
    return blob([(-w / 2, 0), (-w * 0.46, -w * 0.22), (-w * 0.2, -w * 0.4), (w * 0.2, -w * 0.4), (w * 0.46, -w * 0.22),
            (w / 2, 0)], colour) + group(*cuts)


def basket(width=26, filling=""):
    w = width
    body = cut([(-w / 2, -w * 0.42), (w / 2, -w * 0.42), (w * 0.4, 0), (-w * 0.4, 0)], WOOD, 0.6)
    weave = [line([(-w * 0.43, -w * y), (w * 0.43, -w * y)], dark(WOOD, 0.25), w * 0.04) for y in (0.12, 0.27)]
    return put(0, -w * 0.36, filling) + body + group(*weave)


def bag(colour=OCHRE, width=16):
    w = width
    return curve([(-w * 0.3, -w), (0, -w * 1.5), (w * 0.3, -w)], dark(colour),
        1.8) + cut([(-w / 2, -w), (w / 2, -w), (w * 0.42, 0.2 * w), (-w * 0.42, 0.2 * w)], colour, 0.6)


def dog(colour=WOOD, ear=INK):
    """As long as forty units, looking to the right."""
    legs = [line([(x, -14), (x + d, -1)], dark(colour, 0.15 if d else 0), 4.4) for x,
        d in ((-13, -3), (-10, 2), (10, 3), (13, -1))]
    body = blob([(-18, -20), (-10, -25), (8, -24), (17, -27), (18, -17), (8, -12), (-12, -12)], colour)
    head = blob([(13, -28), (17, -36), (25, -36), (34, -30), (33, -26), (24, -25), (17, -22)], colour)
    tail = curve([(-17, -21), (-25, -27), (-26, -36)], colour, 4)
    return group(oval(2, 0, 24, 3, INK, 0.16), tail, *legs, body, head, blob([(16, -36), (21, -36), (19, -26),
                (14, -27)], ear), line([(14, -27), (18, -21)], BRICK, 2.6), oval(33.5, -29.5, 1.7, 1.6, INK))


def cat(colour=OCHRE):
    body = blob([(-9, 0), (-11, -14), (-4, -25), (5, -26), (9, -14), (10, 0)], colour)
    head = oval(1, -31, 8, 7.4, colour) + cut([(-6, -34), (-5, -43), (0, -37)], colour,
        0.2) + cut([(2, -37), (8, -43), (8, -33)], colour, 0.2)
    stripes = line([(-7, -12), (-2, -13)], dark(colour), 2) + line([(-7, -7), (-1, -8)], dark(colour), 2)
    return group(curve([(-8, -3), (-20, -2), (-25, -10), (-22, -18)], colour, 4.4), body, head, stripes)


def hen(colour=BRICK):
    body = blob([(-15, -16), (-8, -11), (3, -14), (9, -22), (14, -21), (13, -12), (6, -4), (-6, -3), (-13, -8)],
        colour)
    legs = line([(-2, -4), (-3, 0)], OCHRE, 1.8) + line([(3, -4), (4, 0)], OCHRE, 1.8)
    return group(oval(0, 0, 12, 2, INK, 0.16), legs, body, oval(11.5, -24, 2.6, 2.2, ROSE),
        cut([(14, -20), (18, -18.5), (14, -17)], OCHRE, 0.1))


def duck(colour=WOOD, head=PINE):
    return group(blob([(-16, -6), (-20, -11), (-8, -11), (4, -12), (12, -6), (8, 0), (-10, 0)], colour),
        line([(8, -8), (10, -16)], head, 5), oval(11, -18, 5, 4.4, head), cut([(15, -19), (22, -16), (15, -15)], OCHRE,
            0.1), line([(-11, -7), (1, -6)], dark(colour), 1.8))


def bicycle(colour=ROSE, wheel=INK):
    """Wheels on the ground at -29 and 29, saddle at (-11, -52), bar at (20, -56)."""
    hubs = ((-29, -19), (29, -19))
    spokes = [line([(x + 17 * math.cos(a), y + 17 * math.sin(a)), (x - 17 * math.cos(a), y - 17 * math.sin(a))], STONE,
            0.8) for x, y in hubs for a in (0.3, 1.35, 2.4)]
    tyres = [ring(x, y, 18, wheel, 2.6) for x, y in hubs]
    frame = [line([(-29, -19), (-2, -17), (21, -44), (-9, -42), (-29, -19)], colour, 3),
        line([(-2, -17), (-11, -50)], colour, 3), line([(29, -19), (19, -56)], colour, 3)]
    rest = [line([(-17, -52), (-5, -51)], INK, 4.4), curve([(19, -56), (25, -58), (23, -51)], INK, 2.8),
        oval(-2, -17, 4.4, 4.4, dark(colour)), line([(-2, -17), (2, -8)], INK, 2.4)]
    return group(oval(0, 0, 46, 3, INK, 0.16), *spokes, *tyres, *frame, *rest)


def rider(cycle=ROSE, **looks):
    facts = {"hip": (-11, -55), "lean": 17, "hands": ((22, -57), (23, -57)), "feet": ((3, -8), (-5, -24)),
        "shade": False}
    return group(put(0, 0, bicycle(cycle)), person(**facts | looks))


def wheelbarrow(load=MOSS):
    tub = cut([(-24, -34), (26, -34), (16, -13), (-14, -13)], LAKE, 0.6)
    return group(oval(2, 0, 34, 3, INK, 0.16), blob([(-20, -33), (-8, -46), (8, -47), (22, -33)], load),
        line([(-58, -30), (-16, -20), (26, -8)], WOOD, 3.6), line([(-18, -16), (-22, 0)], WOOD, 3.2), tub,
        ring(26, -9, 7.5, INK, 3))


def ball(radius=9, colour=CREAM):
    return group(oval(0, 0, radius, radius, colour), oval(0, 0, radius * 0.34, radius * 0.34, INK),
        shape(f"M{-radius * .9} 2l4 3M{radius * .9} 2l-4 3", INK))


COATS = (BRICK, PINE, OCHRE, PLUM, LAKE, ROSE, MOSS, APRICOT)
