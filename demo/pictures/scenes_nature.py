"""Pictures of the country around: orchard, forest, cycle path, lake."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

from buildings import church, gable_house, hip_house
from landscape import (
    birch, birds, cloud, crown, fir, flowers, poplar, reeds, ridge, ripples, rows, sky, sun, tree, tufts,
)
from paper import (
    APRICOT, BRICK, BUTTER, CREAM, INK, LAKE, MIST, MOSS, OCHRE, PINE, PLUM, ROSE, SAGE, SNOW, STONE, WOOD, blob,
    box, curve, cut, dark, group, light, line, mix, noise, oval, page, put, ring, scatter, strokes, tint,
)
from people import GREY, WALK, basket, cat, child, dog, duck, person, rider, sitting
from things import crate


def orchard():
    ladder = group(line([(0, 0), (44, -300)], WOOD, 9), line([(60, 0), (76, -300)], WOOD, 9),
        strokes([((4 + 5 * k, -24 - 33 * k), (60 + 2 * k, -24 - 33 * k)) for k in range(8)], light(WOOD, 0.2), 7),
        lift=1)
    picker = person(top=PLUM, bottom=PINE, style="tail", hair=WOOD, hands=((16, -84), (18, -94)),
        feet=((-2, -1), (8, -17)), shade=False)
    carrier = person(top=OCHRE, bottom=LAKE, style="hat", hair=GREY, feet=WALK, hands=((15, -58), (19, -58)),
        before=put(11, -52, crate(30, 15, BRICK)))
    kid = child(top=BRICK, wear="shorts", style="short", hands=((-8, -50), (16, -76)),
        before=oval(17, -79, 4, 4, BRICK))
    far = [put(x, y, tree(h, mix(MOSS, OCHRE, 0.2), s, fruit=BRICK)) for y, h,
        xs in ((610, 170, range(480, 1560, 150)), (660, 230, range(560, 1600, 210))) for s, x in enumerate(xs)]
    return page(sky((0, light(OCHRE, 0.35)), (150, light(BUTTER, 0.1)), (280, light(BUTTER, 0.6)), first=3),
        sun(1130, 230, 78, OCHRE), birds(760, 170), tint(ridge(420, 70, SAGE, 9), BUTTER, 0.35),
        ridge(500, 40, mix(SAGE, OCHRE, 0.25), 4), rows((500, 600), (900, 600), (640, 510), (860, 505), MOSS, 8),
        put(1330, 545, hip_house(190, 72, 66)), put(1230, 545, poplar(170)), ridge(570, 12, mix(MOSS, BUTTER, 0.3), 6),
        *far, put(180, 640, tree(260, mix(MOSS, OCHRE, 0.2), 4, fruit=BRICK)),
        put(760, 770, tree(370, MOSS, 3, fruit=BRICK)), put(1130, 760, tree(370, MOSS, 5, fruit=BRICK)),
        put(1500, 770, tree(400, MOSS, 8, fruit=BRICK)), tufts(0, 660, 1600, 1000, dark(MOSS), 5, 70),
        put(330, 880, tree(700, MOSS, 11, fruit=BRICK)), put(440, 900, ladder, scale=1.1),
        put(492, 754, picker, scale=2, flip=True), put(960, 900, carrier, scale=2.4, flip=True),
        put(1170, 930, kid, scale=1.7, flip=True), put(640, 940, crate(150, 66, BRICK)),
        put(560, 962, crate(150, 66, OCHRE, 3)), put(690, 972, crate(150, 66, ROSE, 2)),
        flowers(200, 900, 560, 990, BRICK, 3, 12, 9), put(1330, 910, group(put(0, 0, crate(150, 66)),
                put(10, -66, crate(150, 66, BRICK, 4)))), put(1290, 960, dog(WOOD), scale=2, flip=True))


def trunk(x, y, width, colour, seed):
    bark = [((x + width * 0.3 * noise(seed, k), 60 * k), (x + width * 0.3 * noise(seed, k), 60 * k + 34))
        for k in range(int(y / 60))]
    root = cut([(x - width * 0.5, -20), (x + width * 0.5, -20), (x + width * 0.55, y - 40), (x + width * 0.95, y),
            (x - width * 0.9, y), (x - width * 0.55, y - 40)], colour, 4)
    return group(root, strokes(bark, dark(colour, 0.25), max(3, width * 0.06), 0.7), lift=2)


def fern():
    return group(*(curve([(0, 0), (dx * 0.5, -70 - 12 * (k % 2)), (dx, -62 + abs(dx) * 0.4)],
                MOSS if k % 2 else dark(MOSS), 7) for k, dx in enumerate((-90, -56, -22, 20, 54, 90))),
        *(strokes([((dx * s, -78 * s - 8), (dx * s + 12, -78 * s + 8)) for s in (0.4, 0.6, 0.8)], MOSS, 4)
            for dx in (-80, -50, 50, 80)), lift=1)


def forest_path():
    haze = light(BUTTER, 0.35)
    layers = []
    for depth, (y, width, count, veil) in enumerate(((560, 20, 22, 0.72), (600, 34, 14, 0.5), (660, 54, 9, 0.25))):
        stems = [trunk(x, y + 10 * noise(depth, k), width, mix(WOOD, PINE, 0.4), k + depth) for k,
            x in enumerate(range(20, 1640, 1600 // count)) if abs(x - 830) > 120 - depth * 10]
        layers.append(tint(group(*stems), haze, veil))
        layers.append(tint(ridge(y - 6, 10, mix(MOSS, PINE, 0.25), 4 + depth), haze, veil * 0.8))
    beams = [cut([(700 + 130 * k, -10), (790 + 130 * k, -10), (520 + 150 * k, 760), (380 + 150 * k, 760)],
            light(BUTTER, 0.5), opacity=0.2) for k in range(4)]
    canopy = [crown(x, y, r, c, s) for s, (x, y, r, c) in enumerate(((60, 20, 190, PINE),
                (330, -40, 170, dark(MOSS, 0.1)), (560, -60, 140, PINE), (1080, -60, 150, dark(MOSS, 0.1)),
                (1310, -30, 180, PINE), (1560, 20, 200, mix(MOSS, PINE, 0.5))))]
    path = [(300, 1050), (540, 920), (700, 840), (800, 786), (890, 744), (990, 712), (1060, 702), (1066, 706),
        (1000, 728), (946, 766), (936, 820), (980, 910), (1120, 1050)]
    walker = person(top=BRICK, bottom=INK, style="beanie", hair=WOOD, feet=WALK, hands=((-10, -50), (15, -54)),
        before=line([(16, -58), (22, 0)], WOOD, 2.2), behind=blob([(-15, -78), (-6, -80), (-5, -54), (-16, -54)],
            OCHRE))
    toadstool = group(box(-7, -30, 14, 30, CREAM), blob([(-32, -28), (-22, -52), (0, -60), (22, -52), (32, -28)],
            BRICK), oval(-8, -46, 5, 4, CREAM), oval(10, -42, 4, 4, CREAM), lift=1)
    stump = group(cut([(-60, 0), (-46, -70), (46, -70), (64, 0)], WOOD), oval(0, -70, 46, 15, light(WOOD, 0.4)),
        ring(0, -70, 12, WOOD, 3), lift=1)
    return page(sky((0, haze), (260, light(BUTTER, 0.6)), (430, light(APRICOT, 0.5)), first=4),
        oval(850, 400, 260, 260, SNOW, 0.35), oval(850, 400, 150, 150, SNOW, 0.5), oval(850, 400, 80, 80, SNOW, 0.8),
        *layers, *beams, ridge(690, 14, mix(MOSS, PINE, 0.35), 9), group(blob(path, mix(APRICOT, WOOD, 0.3)), lift=1),
        strokes([((x, y), (x + 24, y - 2)) for x, y in scatter(14, 690, 850, 900, 1000, 4)], dark(APRICOT, 0.35), 4,
            0.7), put(770, 890, walker, scale=2.8), put(890, 886, dog(CREAM, WOOD), scale=2.2),
        trunk(250, 800, 96, dark(WOOD, 0.25), 3), trunk(1330, 790, 104, dark(WOOD, 0.25), 6),
        trunk(60, 900, 130, dark(WOOD, 0.4), 9), trunk(1560, 930, 150, dark(WOOD, 0.4), 4), *canopy,
        put(330, 900, fern(), scale=1.4), put(1240, 930, fern(), scale=1.6), put(150, 970, fern(), scale=1.8),
        put(1430, 850, fern()), put(1150, 820, toadstool), put(1190, 836, toadstool, scale=0.7), put(380, 960, stump),
        tufts(0, 780, 620, 1000, dark(PINE, 0.2), 3, 26), tufts(1080, 780, 1600, 1000, dark(PINE, 0.2), 6, 26))


def bicycle_path():
    path = [(520, 1020), (700, 900), (1010, 790), (1090, 720), (1010, 660), (900, 620), (930, 586), (990, 566),
        (1006, 566), (960, 590), (950, 612), (1080, 650), (1200, 716), (1190, 810), (1110, 910), (1180, 1020)]
    rape = group(cut([(-20, 640), (620, 560), (900, 600), (700, 720), (-20, 800)], BUTTER, 3),
        rows((-20, 700), (560, 740), (200, 612), (640, 562), OCHRE, 9), lift=1)
    kid = rider(OCHRE, top=BRICK, bottom=LAKE, style="helmet", head=1.3)
    adult = rider(PINE, top=PLUM, bottom=INK, style="helmet", hair=WOOD)
    sign = group(box(-5, -170, 10, 170, WOOD), box(-46, -196, 92, 60, LAKE),
        *(ring(x, -158, 12, SNOW, 4) for x in (-18, 18)), line([(-18, -158), (-6, -176), (10, -176), (18, -158)], SNOW,
            4), line([(-6, -176), (0, -158), (10, -176)], SNOW, 3.5), lift=1)
    return page(sky((0, light(LAKE, 0.4)), (150, light(LAKE, 0.65)), (280, light(BUTTER, 0.6)), first=8),
        sun(400, 200, 66, OCHRE), put(1080, 130, cloud(330)), put(700, 190, cloud(200)), birds(540, 150),
        tint(ridge(400, 80, LAKE, 3), MIST, 0.45), ridge(460, 60, mix(SAGE, LAKE, 0.25), 8), ridge(530, 36, SAGE, 5),
        put(1210, 560, church(0.5)), put(1080, 564, hip_house(110, 50, 46)),
        put(1410, 566, gable_house(76, 70, 54, 54, CREAM)), put(1060, 572, poplar(150)), put(1520, 580, poplar(170)),
        ridge(566, 8, mix(MOSS, SAGE, 0.4), 2), rape, cut([(1000, 600), (1640, 580), (1640, 700), (1160, 680)],
            mix(MOSS, BUTTER, 0.35), 3), rows((1180, 690), (1640, 710), (1040, 598), (1500, 585), MOSS, 8),
        group(blob(path, light(APRICOT, 0.5)), lift=1), *(put(x, y, birch(h, MOSS, s)) for x, y, h,
            s in ((860, 640, 190, 2), (820, 680, 250, 5), (760, 720, 300, 7))), put(660, 770, birch(400, MOSS, 9)),
        put(1540, 820, tree(440, MOSS, 3)), tufts(0, 780, 560, 1000, dark(MOSS), 4, 28),
        tufts(1230, 800, 1600, 1000, dark(MOSS), 7, 24), flowers(20, 800, 520, 990, BRICK, 6, 22),
        flowers(1240, 840, 1590, 990, CREAM, 9, 18), put(1110, 800, kid, scale=1.75), put(860, 900, adult, scale=2.6),
        put(1330, 890, sign, scale=1.2), put(230, 940, tree(640, MOSS, 6)))


def lake_pier():
    deck, posts = [], []
    for k in range(15):
        a, b = k / 15, (k + 0.82) / 15
        (la, ra), (lb, rb) = (((430 + 330 * t**0.7), (980 - 60 * t**0.7 - 40 * t)) for t in (a, b))
        ya, yb = 1010 - 330 * a**0.75, 1010 - 330 * b**0.75
        deck.append(cut([(la, ya), (ra, ya), (rb, yb), (lb, yb)], light(WOOD, 0.12 + 0.1 * (k % 3))))
    for t, size in ((0.12, 1.5), (0.5, 1.1), (1, 0.8)):
        y = 1010 - 330 * t**0.75
        sides = (430 + 330 * t**0.7, 980 - 100 * t**0.7)
        posts += [box(x - 11 * size, y - 74 * size, 22 * size, 120 * size, dark(WOOD, 0.3)) for x in sides]
    dreamer = sitting(8, top=BRICK, bottom=PINE, style="hat", hair=GREY, feet=((16, 26), (22, 24)),
        hands=((14, -30), (16, -28)), before=line([(15, -30), (70, -78)], INK, 1.3), shade=False)
    boat = group(oval(0, 6, 170, 12, dark(LAKE, 0.3), 0.5), blob([(-150, -44), (-110, -30), (110, -30), (156, -50),
                (110, 4), (-90, 6)], BRICK), line([(-140, -38), (0, -26), (140, -42)], CREAM, 6),
        line([(-60, -40), (70, 20)], WOOD, 6), lift=1)
    shine = [oval(1080 + 22 * noise(k, 2), 564 + 12 * k + 1.1 * k * k, 116 - 9 * k + 22 * noise(k, 5), 3 + 0.35 * k,
            light(BUTTER, 0.3), 0.85) for k in range(11)]
    return page(sky((0, mix(LAKE, PLUM, 0.3)), (120, light(ROSE, 0.3)), (230, light(APRICOT, 0.25)),
            (330, light(BUTTER, 0.35)), first=6), sun(1080, 420, 76, OCHRE), birds(560, 160),
        tint(ridge(420, 66, LAKE, 7), PLUM, 0.35), tint(ridge(480, 36, PINE, 3), PLUM, 0.3),
        tint(group(*(put(x, 545, fir(h, PINE)) for x, h in ((40, 190), (110, 150), (190, 210), (270, 160), (350, 130),
                (1340, 130), (1410, 170), (1490, 200), (1570, 170)))), ROSE, 0.2),
        put(640, 540, hip_house(130, 50, 52, CREAM)), put(540, 545, tree(130, MOSS, 4)),
        tint(ridge(536, 5, MOSS, 9), ROSE, 0.2), ridge(556, 2, mix(LAKE, APRICOT, 0.3), 2, lift=1),
        ridge(690, 12, mix(LAKE, APRICOT, 0.12), 5, lift=1), ridge(850, 16, LAKE, 7, lift=1), *shine,
        ripples(0, 590, 1600, 700, light(LAKE, 0.45), 5, 34), ripples(0, 720, 1600, 990, light(LAKE, 0.35), 9, 40),
        put(1290, 760, boat), put(560, 640, duck(), scale=1.5), put(500, 660, duck(STONE, MOSS), scale=1.4), *posts,
        group(*deck, lift=2), put(770, 720, basket(70)), put(860, 700, dreamer, scale=2.5),
        put(640, 800, cat(OCHRE), scale=2.1), group(blob([(-80, 880), (120, 860), (300, 910), (380, 1010), (340, 1060),
                (-80, 1060)], MOSS), lift=2), put(40, 960, reeds(9, 340)), put(210, 990, reeds(7, 260, MOSS, 4)),
        put(1420, 1010, reeds(10, 300, MOSS, 7)), put(1330, 1016, reeds(5, 200, MOSS, 2)))
