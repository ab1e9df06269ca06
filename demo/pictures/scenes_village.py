"""Pictures of the village by day: school, playground, garden, pitch, stall, mill."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

import math

from buildings import bench, bunting, church, door, gable_house, hip_house, tiles, townhouse, wall_marks, window
from landscape import (
    birds, bush, cloud, cobbles, crown, flowers, leaf_litter, picket_fence, poplar, rail_fence, reeds, ridge,
    ripples, sky, sun, sunflower, tree, tufts,
)
from paper import (
    APRICOT, BRICK, BUTTER, CREAM, INK, LAKE, MIST, MOSS, OCHRE, PINE, PLUM, ROSE, SAGE, SNOW, STONE, WOOD, blob,
    box, curve, cut, dark, group, light, line, mix, noise, oval, page, put, ring, scatter, strokes, tint,
)
from people import GREY, WALK, bag, ball, basket, child, dog, duck, hen, loaf, person, sitting, wheelbarrow
from things import awning, crate, jar, scales


def school_yard():
    school = group(put(0, 0, hip_house(900, 300, 120, light(OCHRE, 0.5), BRICK, 0, None)),
        group(box(350, -420, 200, 420, light(OCHRE, 0.65)), cut([(330, -410), (450, -500), (570, -410)], BRICK),
            lift=2), oval(450, -440, 26, 26, SNOW), ring(450, -440, 26, WOOD, 4),
        line([(450, -457), (450, -440), (462, -434)], INK, 4), *(put(x, -250, window(52, 84)) for x in (400, 500)),
        put(450, -30, door(84, 150)), box(370, -30, 160, 14, STONE), box(354, -16, 192, 18, light(STONE, 0.3)),
        *(put(58 + 96 * k + (40 if k > 4 else 0), y, window(48, 74, flowers=ROSE if y > -100 else None)) for k in (0,
                1, 2, 6, 7, 8) for y in (-60, -194)))
    hop = []
    for k, n in enumerate((1, 1, 2, 1, 2, 1)):
        y, size = 976 - 42 * k + 1.6 * k * k, 74 - 4.4 * k
        deep = 42 - 3.2 * k
        for j in range(n):
            x = 806 + 3 * k + (j - (n - 1) / 2) * size * 1.0
            hop.append(line([(x - size / 2, y), (x + size / 2, y), (x + size / 2 - 1, y - deep),
                        (x - size / 2 + 3, y - deep), (x - size / 2, y)], SNOW, 5, 0.9))
    jumper = child(top=BRICK, wear="dress", style="tail", hair=WOOD, feet=((-6, -16), (8, -4)),
        hands=((-20, -70), (22, -74)), shade=False)
    runner = child(top=LAKE, bottom=INK, style="cap", feet=((-18, -8), (14, -2)), hands=((-16, -56), (16, -58)),
        lean=4)
    reader = sitting(27, top=MOSS, bottom=PLUM, style="bob", head=1.4, before=cut([(12, -42), (24, -50), (27, -42),
                (15, -34)], CREAM, 0.3))
    friend = sitting(27, top=ROSE, bottom=PINE, style="short", hair=WOOD, head=1.4, hands=((14, -36), (16, -40)),
        skin=1)
    return page(sky((0, light(LAKE, 0.55)), (150, light(MIST, 0.3)), (300, CREAM), first=3), put(260, 120, cloud(280)),
        put(1330, 150, cloud(320)), ridge(500, 40, SAGE, 6), put(1500, 640, poplar(330)), put(1580, 650, poplar(280)),
        ridge(600, 10, mix(MOSS, SAGE, 0.4), 4), put(470, 670, school), ridge(664, 4, light(APRICOT, 0.35), 9, lift=1),
        put(1340, 706, picket_fence(300, 78, PINE, 24)), put(-20, 706, picket_fence(470, 78, PINE, 24)),
        strokes([((x, y), (x + 26, y + 1)) for x, y in scatter(46, 20, 720, 1580, 990, 4)], dark(APRICOT, 0.18), 4,
            0.6), group(*hop), put(240, 800, tree(560, MOSS, 3)), put(330, 830, bench(230), scale=1.05),
        put(400, 838, reader, scale=1.62), put(482, 838, friend, scale=1.62),
        put(826, 880, oval(6, 2, 20, 4, INK, 0.2), jumper, scale=2), put(1120, 850, runner, scale=1.85, flip=True),
        put(1030, 834, oval(4, 15, 15, 4, INK, 0.2), ball(17, CREAM)),
        put(1370, 860, child(top=OCHRE, bottom=LAKE, style="long", hair=INK, hands=((-14, -56), (18, -70)), feet=WALK,
                skin=1), scale=1.8, flip=True), put(1480, 960, bush(210, MOSS, 4, BUTTER)),
        leaf_litter(60, 780, 560, 980, 3, 30))


def playground():
    frame = BRICK
    swing = group(oval(200, 4, 240, 12, INK, 0.14), line([(0, 0), (56, -340), (104, 0)], frame, 15),
        line([(330, 0), (384, -340), (432, 0)], frame, 15), line([(50, -336), (390, -336)], dark(frame, 0.2), 17),
        line([(140, -330), (110, -112)], INK, 4), line([(190, -330), (160, -112)], INK, 4),
        box(96, -116, 78, 10, WOOD), line([(270, -330), (318, -126)], INK, 4),
        line([(320, -330), (362, -132)], INK, 4), put(340, -126, box(-38, 0, 76, 10, WOOD), turn=-12))
    on_swing = child(hip=(0, -30), feet=((26, -14), (30, -18)), hands=((10, -66), (14, -64)), lean=-6, top=OCHRE,
        bottom=PINE, style="tail", hair=WOOD, shade=False)
    slide = group(oval(200, 4, 240, 12, INK, 0.14), *(box(x, -300, 13, 300, PINE) for x in (0, 86)),
        *(box(4, -40 - 44 * k, 90, 9, BUTTER) for k in range(5)), box(-8, -250, 118, 12, WOOD),
        group(cut([(-20, -300), (50, -370), (120, -300)], OCHRE), lift=1),
        group(blob([(96, -250), (120, -244), (260, -90), (360, -34), (420, -30), (424, -8), (340, -6), (230, -50),
                (96, -210)], LAKE), lift=2), curve([(104, -262), (250, -118), (350, -52), (424, -44)],
            light(LAKE, 0.35), 9))
    slider = child(hip=(0, -14), feet=((33, 16), (36, 19)), hands=((-20, -72), (20, -80)), lean=-5, bends=(-1, 1),
        top=BRICK, bottom=PLUM, style="short", shade=False)
    sand = group(oval(0, 0, 250, 56, WOOD), oval(0, -6, 232, 46, BUTTER), strokes([((x, y), (x + 16, y - 2)) for x,
                y in scatter(24, -180, -32, 180, 24, 4)], OCHRE, 4))
    digger = child(hip=(0, -24), lean=9, feet=((-4, 0), (10, 0)), hands=((18, -16), (22, -14)), top=ROSE, bottom=LAKE,
        style="hat", hair=OCHRE, before=line([(20, -22), (28, -4)], PINE, 3), shade=False)
    parent = sitting(27, top=PLUM, bottom=INK, style="bun", hair=WOOD, before=cut([(10, -44), (24, -48), (24, -36),
                (11, -33)], CREAM, 0.3))
    castle = group(box(-24, -30, 48, 30, OCHRE), cut([(-30, -30), (0, -52), (30, -30)], dark(OCHRE, 0.1)),
        line([(0, -52), (0, -76)], INK, 3), cut([(0, -76), (20, -70), (0, -62)], BRICK))
    return page(sky((0, light(ROSE, 0.5)), (140, light(APRICOT, 0.5)), (280, CREAM), first=8),
        sun(260, 170, 62, BUTTER), put(1200, 120, cloud(320)), put(760, 180, cloud(220)),
        ridge(440, 46, mix(SAGE, ROSE, 0.15), 3), put(1080, 560, hip_house(260, 100, 90)),
        put(700, 556, gable_house(130, 120, 90, 84)), put(940, 560, tree(230, MOSS, 7)),
        put(70, 590, tree(300, MOSS, 5)), put(1500, 590, tree(330, MOSS, 2)), ridge(556, 14, SAGE, 5),
        put(-10, 626, picket_fence(1640, 54)), ridge(626, 6, mix(SAGE, MOSS, 0.45), 7),
        tufts(0, 690, 1600, 980, dark(MOSS), 5, 60), flowers(30, 720, 1580, 990, CREAM, 7, 26),
        put(180, 800, swing, scale=1.15), put(338, 708, on_swing, scale=1.62), put(880, 790, slide, scale=1.16),
        put(1108, 622, slider, scale=1.6), put(1080, 910, child(top=PINE, bottom=OCHRE, style="cap",
                feet=((-17, -9), (13, -2)), hands=((-15, -56), (17, -64)), lean=4, skin=1), scale=1.7, flip=True),
        put(760, 920, sand), put(850, 918, castle), put(690, 930, digger, scale=1.85), put(1330, 900, bench(210)),
        put(1400, 906, parent, scale=2), put(1270, 916, dog(CREAM, WOOD), scale=1.7),
        put(80, 960, bush(220, MOSS, 4, ROSE)), put(1556, 990, bush(220, MOSS, 9, BUTTER)))


def football_pitch():
    goal = group(oval(130, 0, 160, 9, INK, 0.15), strokes([((x, -170), (x + 12, -6)) for x in range(16, 250, 24)]
            + [((8, y), (256, y)) for y in range(-150, 0, 24)], SNOW, 2, 0.7),
        line([(0, 0), (0, -176), (262, -176), (262, 0)], SNOW, 11), lift=1)
    striker = child(top=BRICK, wear="shorts", bottom=CREAM, style="short", feet=((-14, -3), (26, -22)),
        hands=((-24, -62), (16, -64)), lean=-3)
    chaser = child(top=LAKE, wear="shorts", bottom=INK, style="tail", hair=WOOD, feet=((-22, -12), (12, -1)),
        hands=((-16, -54), (18, -62)), lean=7)
    keeper = child(top=OCHRE, bottom=INK, style="cap", feet=((-12, -1), (12, -1)), hands=((-26, -72), (26, -74)),
        view="front", bends=(-1, 1))
    other = child(top=BRICK, wear="shorts", bottom=CREAM, style="bob", feet=WALK, hands=((-10, -54), (15, -84)),
        skin=1)
    back = child(top=LAKE, wear="shorts", bottom=INK, style="long", hair=OCHRE, feet=WALK,
        hands=((-13, -52), (15, -58)))
    crowd = [sitting(27, top=a, bottom=b, style=c, hair=h) for a, b, c, h in ((PLUM, INK, "hat", GREY),
            (OCHRE, PINE, "bun", GREY), (PINE, WOOD, "cap", INK))]
    mown = [cut([(x, 1010), (x + 230, 1010), (800 + (x + 230 - 800) * 0.46, 600), (800 + (x - 800) * 0.46, 600)],
            mix(MOSS, SAGE, 0.42)) for x in range(-1100, 2700, 460)]
    return page(sky((0, light(LAKE, 0.45)), (150, light(MIST, 0.35)), (290, light(BUTTER, 0.5)), first=2),
        put(300, 110, cloud(300)), put(980, 160, cloud(240)), sun(1380, 150, 60, BUTTER),
        ridge(390, 60, mix(SAGE, MIST, 0.4), 6), ridge(480, 34, SAGE, 3), put(430, 560, church(0.46)),
        put(650, 556, hip_house(170, 70, 64)), put(300, 560, gable_house(90, 80, 62, 62)),
        put(860, 556, gable_house(100, 90, 66, 66, CREAM)), *(put(x, 570, tree(h, MOSS, s)) for x, h,
            s in ((120, 240, 2), (230, 190, 5), (1090, 200, 7), (1200, 240, 3), (1480, 300, 9))),
        ridge(560, 8, MOSS, 5), put(-20, 606, rail_fence(1640, 50)), group(*mown),
        line([(-20, 652), (1620, 652)], SNOW, 6, 0.9), curve([(1080, 1010), (1010, 900), (800, 850), (590, 900),
                (520, 1010)], SNOW, 8, 0.9), line([(360, 652), (250, 730), (1000, 730), (930, 652)], SNOW, 6, 0.9),
        put(510, 654, goal), put(630, 668, keeper, scale=1.45), put(1150, 700, bench(330), scale=0.95),
        *(put(1190 + 94 * k, 704, p, scale=1.6) for k, p in enumerate(crowd)),
        put(1530, 712, dog(WOOD), scale=1.4, flip=True), put(400, 770, back, scale=1.75),
        put(1090, 790, other, scale=1.85, flip=True), put(660, 880, chaser, scale=2.2),
        put(870, 910, striker, scale=2.4, flip=True), put(748, 880, oval(4, 20, 20, 5, INK, 0.2),
            ball(22, CREAM)), put(90, 920, tree(620, MOSS, 8)), tufts(0, 900, 400, 1000, dark(MOSS), 5, 16))


def bed(x, y, w, h, plant):
    return group(cut([(x, y), (x + w, y), (x + w * 1.08 + 10, y + h), (x - w * 0.08, y + h)], dark(WOOD, 0.35)),
        cut([(x - w * 0.08, y + h), (x + w * 1.08 + 10, y + h), (x + w * 1.08 + 10, y + h + 26),
                (x - w * 0.08, y + h + 26)], WOOD), plant, lift=2)


def cabbages(x, y, n, gap, size, colour):
    return group(*(group(oval(x + k * gap, y - size * 0.5, size, size * 0.7, dark(colour, 0.15)),
                oval(x + k * gap, y - size * 0.62, size * 0.62, size * 0.45, light(colour, 0.25)), lift=1)
            for k in range(n)))


def beans(x, y, n, gap, h):
    poles = [line([(x + k * gap, y), (x + k * gap + 4, y - h)], WOOD, 6) for k in range(n)]
    vines = [oval(x + k * gap + 9 * noise(k, j), y - h * (0.12 + j * 0.16), 17, 13, MOSS if (j + k) % 2 else PINE)
        for k in range(n) for j in range(5)]
    pods = [oval(x + k * gap + 14, y - h * (0.3 + 0.3 * (k % 2)), 6, 9, BRICK) for k in range(n)]
    return group(*poles, *vines, *pods, lift=1)


def community_garden():
    house = group(group(box(0, -150, 300, 150, MIST), cut([(-6, -146), (50, -232), (250, -232), (306, -146)],
                light(MIST, 0.4)), lift=2), strokes([((x, -148), (x, 0)) for x in range(0, 301, 50)]
            + [((x, -148), (150 + (x - 150) * 0.67, -232)) for x in range(0, 301, 50)] + [((0, -76), (300, -76))],
            SNOW, 5), cut([(20, -20), (90, -140), (120, -140), (50, -20)], SNOW, opacity=0.4),
        *(put(x, -4, bush(60, MOSS, 3, BRICK)) for x in (60, 150, 240)))
    water = group(line([(19, -50), (30, -46)], STONE, 2.4), box(8, -52, 12, 11, PINE, 0.4),
        ring(14, -54, 4.5, PINE, 1.6), strokes([((30, -44), (33, -26)), ((32, -44), (37, -26)),
                ((31, -42), (35, -18))], LAKE, 1.1))
    gardener = person(top=OCHRE, bottom=LAKE, style="hat", hair=GREY, hands=((12, -54), (15, -52)), lean=4,
        before=water)
    digger = person(top=BRICK, bottom=PINE, style="short", hair=WOOD, hip=(0, -46), lean=12,
        hands=((16, -46), (26, -62)), feet=((-9, 0), (14, 0)), before=line([(30, -72), (22, -8)], WOOD, 2.8)
        + cut([(17, -12), (27, -10), (24, 6), (17, 4)], STONE, 0.3))
    pusher = group(put(62, 0, wheelbarrow(MOSS)), person(top=PLUM, wear="dress", style="bun", feet=WALK,
            hands=((6, -32), (8, -32)), lean=4, skin=1))
    sapling = group(line([(0, 0), (0, -120)], WOOD, 7), line([(16, 0), (16, -90)], dark(WOOD), 6),
        crown(0, -130, 42, MOSS, 4), lift=1)
    return page(sky((0, MIST), (150, light(MIST, 0.45)), (280, CREAM), first=11), sun(1330, 160, 62, BUTTER),
        put(420, 130, cloud(300)), ridge(420, 50, SAGE, 2), put(640, 520, gable_house(150, 140, 96, 96, CREAM)),
        put(980, 516, hip_house(220, 90, 80, BUTTER)), put(900, 526, tree(230, MOSS, 4)),
        put(1420, 540, tree(330, MOSS, 6)), put(80, 560, tree(360, MOSS, 3)), ridge(520, 12, mix(MOSS, SAGE, 0.35), 8),
        put(-10, 590, picket_fence(1640, 56)), ridge(592, 5, light(SAGE, 0.1), 4), put(160, 670, house),
        *(put(x, 640, sapling) for x in (760, 930, 1100)), put(1240, 640, sapling),
        bed(600, 668, 360, 52, cabbages(618, 716, 9, 43, 20, SAGE)), bed(1070, 672, 400, 56,
            beans(1080, 720, 9, 47, 120)), bed(130, 740, 420, 70, group(*(put(150 + k * 62, 804,
                bush(64, PINE, k, BRICK)) for k in range(7)))), bed(700, 790, 520, 84,
            cabbages(710, 866, 9, 66, 31, mix(MOSS, SAGE, 0.3))), put(634, 908, gardener, scale=2.6),
        put(1000, 700, digger, scale=1.6, flip=True), put(1400, 940, pusher, scale=2.4, flip=True),
        bed(20, 880, 420, 84, cabbages(30, 958, 8, 62, 30, ROSE)), tufts(520, 930, 1600, 1000, dark(MOSS), 6, 24),
        *(put(x, y, sunflower(h, x)) for x, y, h in ((1520, 1000, 380), (1590, 1010, 480))),
        put(560, 985, child(top=ROSE, wear="shorts", style="hat", hair=WOOD, hip=(0, -24), lean=9,
                feet=((-4, 0), (10, 0)), hands=((18, -16), (24, -24)), shade=False), scale=2, flip=True),
        put(800, 980, basket(120, group(oval(-24, -8, 18, 14, BRICK), oval(10, -10, 20, 15, OCHRE),
                oval(30, -6, 14, 12, MOSS)))), put(1010, 975, hen(BRICK), scale=2.2))


def market_stall():
    goods = group(put(10, 0, crate(150, 62, BRICK)), put(176, 0, crate(150, 62, OCHRE, 2)))
    shelf = group(*(put(40 + k * 36, 0, jar(t, 46)) for k, t in enumerate((BRICK, OCHRE, PLUM, MOSS, ROSE, BRICK))))
    bread = group(*(put(x, y, loaf(92, t)) for x, y, t in ((50, 0, OCHRE), (140, 0, mix(OCHRE, WOOD, 0.4)),
                (96, -30, APRICOT))))
    vendor = person(top=PINE, bottom=INK, wear="apron", style="bun", hair=WOOD, hands=((8, -56), (22, -66)),
        before=put(24, -66, loaf(26)))
    buyer = person(top=PLUM, wear="coat", bottom=INK, style="short", hair=GREY, hands=((-8, -48), (20, -66)),
        before=put(-8, -32, bag(BUTTER, 18)))
    girl = child(top=BRICK, wear="dress", style="tail", hair=INK, hands=((-6, -50), (17, -70)))
    friend = person(top=OCHRE, wear="skirt", bottom=LAKE, style="bob", hair=WOOD, hands=((-4, -52), (11, -50)),
        before=put(-2, -42, basket(26, put(0, 0, oval(-4, -2, 5, 4, BRICK), oval(4, -2, 5, 4, MOSS)))), skin=1)
    booth = group(oval(390, 4, 470, 20, INK, 0.17), box(20, -480, 18, 480, WOOD), box(742, -480, 18, 480, WOOD),
        box(38, -470, 704, 300, dark(PLUM, 0.1), opacity=0.55), box(60, -330, 300, 12, WOOD), put(70, -330, shelf),
        put(420, -40, vendor, scale=3.7), group(box(0, -200, 780, 200, OCHRE), lift=2),
        strokes([((x, -176), (x + 5, -14)) for x in range(40, 770, 62)], dark(OCHRE), 4, 0.6),
        box(-16, -216, 812, 24, light(WOOD, 0.2)), put(0, -214, goods), put(530, -214, scales()),
        put(586, -214, bread), put(-60, -470, awning(900, 130, count=15)))
    return page(sky((0, light(OCHRE, 0.45)), (170, light(BUTTER, 0.35)), (330, CREAM), first=6),
        tint(group(put(0, 620, townhouse(190, 300, ROSE, gable="curve")), put(200, 620,
                townhouse(180, 270, CREAM, gable="eaves", shutters=PINE)),
                put(1180, 620, townhouse(190, 290, APRICOT, gable="step")),
                put(1380, 620, townhouse(200, 310, SAGE, gable="curve")), put(980, 620,
                townhouse(190, 280, BUTTER, gable="peak"))), CREAM, 0.3), put(1550, 640, tree(360, MOSS, 6)),
        put(30, 640, tree(330, MOSS, 3)), ridge(618, 3, light(APRICOT, 0.45), 5, lift=1),
        cobbles(650, 1000, dark(APRICOT, 0.2)), bunting((-20, 130), (420, 170), 9),
        bunting((1200, 170), (1620, 110), 9), put(360, 850, booth), put(230, 900, buyer, scale=3.1),
        put(350, 920, girl, scale=2.0), put(1330, 910, friend, scale=3.1, flip=True),
        put(1230, 930, dog(WOOD), scale=2.4, flip=True), put(1010, 960, crate(170, 76, ROSE, 5)),
        put(820, 970, crate(170, 76, MOSS, 4)))


def mill_wheel():
    spokes = []
    for k in range(12):
        a = k * math.tau / 12 + 0.12
        spokes.append(line([(0, 0), (math.cos(a) * 150, math.sin(a) * 150)], dark(WOOD, 0.3), 9))
        spokes.append(put(math.cos(a) * 158, math.sin(a) * 158, box(-22, -7, 44, 15, WOOD),
                turn=round(math.degrees(a))))
    return group(*spokes, ring(0, 0, 150, WOOD, 13), ring(0, 0, 112, dark(WOOD, 0.15), 9),
        oval(0, 0, 22, 22, dark(WOOD, 0.4)), lift=2)


def old_mill():
    holes = [cut(spot, dark(PLUM, 0.5), 2.5) for spot in ([(700, 262), (760, 252), (776, 300), (712, 306)],
            [(880, 330), (924, 326), (930, 362), (886, 366)])]
    beams = strokes([((712, 270), (766, 296)), ((722, 300), (744, 256)), ((886, 340), (926, 352))], WOOD, 5)
    house = group(group(box(560, 420, 440, 330, light(STONE, 0.4)), lift=2),
        put(560, 750, wall_marks(440, 320, STONE, 3)), box(560, 600, 440, 12, WOOD),
        *(box(x, 420, 11, 184, WOOD) for x in (600, 740, 880, 970)), strokes([((612, 600), (736, 432)),
                ((750, 432), (876, 600))], WOOD, 10), group(cut([(520, 430), (620, 216), (940, 216), (1040, 430)],
                mix(BRICK, PLUM, 0.3)), lift=2), tiles(530, 1030, 216, 424, mix(BRICK, PLUM, 0.3), 4, 96), *holes,
        beams, put(670, 560, window(56, 70)), put(815, 560, window(56, 70)), put(930, 560, window(50, 70)),
        put(920, 750, door(74, 124, WOOD)), put(790, 716, window(56, 74)), box(764, 640, 60, 8, WOOD),
        line([(760, 700), (822, 650)], WOOD, 9))
    stream = [(-60, 800), (240, 790), (520, 770), (620, 800), (900, 860), (1180, 900), (1660, 940), (1660, 1060),
        (900, 1060), (500, 980), (-60, 930)]
    walker = person(top=BRICK, wear="coat", bottom=INK, style="short", hair=GREY, feet=WALK,
        hands=((-9, -50), (15, -50)), before=line([(16, -54), (20, 0)], WOOD, 2.2))
    return page(sky((0, mix(ROSE, PLUM, 0.2)), (140, light(ROSE, 0.25)), (270, APRICOT), (380, light(BUTTER, 0.3)),
            first=12), sun(1260, 330, 74, BUTTER), birds(1050, 150), tint(ridge(440, 70, PINE, 3), ROSE, 0.5),
        *(put(x, 620, tree(h, c, s)) for x, h, c, s in ((1160, 330, OCHRE, 3), (1320, 400, mix(BRICK, OCHRE, 0.4), 5),
                (1500, 380, MOSS, 8), (470, 330, mix(MOSS, OCHRE, 0.5), 2))),
        ridge(560, 20, mix(MOSS, OCHRE, 0.35), 7), put(1400, 690, bush(200, MOSS, 3)),
        ridge(700, 12, mix(MOSS, OCHRE, 0.2), 4), house, put(985, 755, bush(150, MOSS, 5)),
        put(1100, 780, walker, scale=1.9), put(1180, 786, dog(WOOD, INK), scale=1.6),
        group(blob(stream, LAKE), lift=1), ripples(0, 830, 1500, 1000, light(LAKE, 0.4), 4, 40),
        box(-10, 540, 470, 20, WOOD), *(box(x, 556, 14, 240, dark(WOOD)) for x in (40, 190, 340)),
        box(-10, 528, 470, 14, light(LAKE, 0.2)), cut([(430, 534), (466, 540), (486, 640), (470, 780), (446, 780),
                (456, 640)], light(LAKE, 0.4), opacity=0.9), put(500, 680, mill_wheel()),
        group(blob([(420, 830), (450, 800), (540, 796), (580, 836)], light(LAKE, 0.7))),
        group(blob([(-80, 880), (90, 868), (250, 900), (330, 970), (300, 1060), (-80, 1060)], mix(MOSS, OCHRE, 0.3)),
            lift=2), put(290, 1010, reeds(9, 200)), put(1300, 1000, reeds(6, 150, MOSS, 4)),
        put(80, 940, tree(660, OCHRE, 9)), leaf_litter(640, 770, 1580, 860, 4, 34),
        tufts(1050, 800, 1600, 900, dark(MOSS), 8, 18), put(760, 960, duck(), scale=1.9))
