"""Pictures of the town: square, lane, bridge, stop, street, station, fire brigade, a roof with panels."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

from buildings import (
    bench, chimney, church, door, gable_house, hip_house, lamp_post, onion, tiles, townhouse, wall_marks, well,
    window,
)
from landscape import (
    bare, birch, birds, bush, cloud, cobbles, fir, flowers, lane_fence, picket_fence, poplar, reeds, ridge,
    ripples, rows, sky, sun, tree, tufts,
)
from paper import (
    APRICOT, BRICK, BUTTER, CREAM, EMBER, GLOW, INK, LAKE, MIST, MOSS, OCHRE, PINE, PLUM, ROSE, SAGE, SNOW, STONE,
    WOOD, blob, box, curve, cut, dark, group, light, line, mix, oval, page, put, ring, scatter, shape, strokes,
    tint,
)
from people import GREY, WALK, bag, basket, bicycle, child, dog, duck, hen, loaf, person, rider, sitting
from things import bus, crate, fire_engine, mug, railcar, stall, table


def square_market():
    houses = [(-70, 190, 250, ROSE, "step", {}), (124, 180, 280, BUTTER, "curve", {"arcade": True}),
        (310, 170, 240, CREAM, "eaves", {"shutters": PINE}), (1010, 176, 262, APRICOT, "curve", {"arcade": True}),
        (1192, 168, 240, CREAM, "peak", {"shutters": ROSE}), (1366, 180, 280, SAGE, "step", {}),
        (1552, 170, 250, BUTTER, "eaves", {})]
    row = [put(x, 566, townhouse(w, h, wall, BRICK, gable=gable, **more)) for x, w, h, wall, gable, more in houses]
    hall = group(put(486, 566, townhouse(516, 262, light(OCHRE, 0.4), BRICK, arcade=True, gable="eaves", bays=6)),
        put(676, 352, box(0, -120, 136, 136, light(OCHRE, 0.5)), oval(68, -64, 34, 34, SNOW),
            ring(68, -64, 33, WOOD, 4), line([(68, -86), (68, -64), (84, -56)], INK, 5), put(68, -116, onion(110)),
            lift=2))
    crockery = group(*(oval(x, -8, 17, 6, tone) for x, tone in ((40, LAKE), (88, CREAM), (140, ROSE))),
        put(186, 0, mug(26, PINE)), put(226, 0, mug(26, OCHRE)))
    produce = group(put(14, 0, crate(84, 34, BRICK)), put(112, 0, crate(84, 34, OCHRE, 2)),
        put(208, 0, crate(84, 34, MOSS, 3)))
    buyer = person(top=PLUM, wear="coat", style="bun", feet=WALK, hands=((-11, -50), (13, -50)),
        before=put(-12, -32, basket(26, put(0, -2, loaf(24)))))
    pair = group(put(0, 0, person(top=LAKE, hair=GREY, style="hat", hands=((4, -46), (16, -58)))),
        put(40, 0, person(top=ROSE, wear="skirt", bottom=PINE, style="bob", hands=((-5, -46), (14, -62))), flip=True))
    pusher = group(put(54, 0, bicycle(PINE)), person(top=MOSS, bottom=INK, feet=WALK, style="short", hair=WOOD, lean=4,
            hands=((44, -53), (46, -54))))
    keeper = put(150, -40, person(top=BRICK, style="cap", hands=((10, -58), (16, -56)), wear="apron"), scale=1.85)
    kids = put(0, 0, child(top=OCHRE, wear="shorts", feet=WALK, hands=((12, -52), (16, -60))), scale=0.66)
    return page(sky((0, MIST), (170, light(MIST, 0.4)), (300, CREAM), first=4), put(250, 130, cloud(260)),
        put(1240, 110, cloud(330)), birds(1060, 190), *row, hall, ridge(566, 3, light(APRICOT, 0.5), 2, lift=1),
        cobbles(590, 1000, dark(APRICOT, 0.22)), put(540, 640, pair, scale=1.35),
        put(1510, 700, pusher, scale=1.6, flip=True), put(760, 760, well(1.25)),
        put(1060, 810, stall(320, 310, goods=produce, vendor=keeper)), put(240, 760, table(270, 92, cloth=CREAM)),
        put(246, 656, crockery), put(1010, 905, kids, scale=2.3, flip=True), put(640, 915, buyer, scale=2.6),
        put(880, 900, dog(WOOD), scale=2), put(1250, 930, hen(STONE), scale=1.5),
        put(1310, 950, hen(LAKE), scale=1.4, flip=True), put(40, 900, tree(560, MOSS, 3)),
        light_of_the_hour=(BUTTER, 0.06))


def church_lane():
    lane = [(600, 1010), (1060, 1010), (1010, 860), (890, 760), (830, 690), (850, 640), (812, 640), (760, 690),
        (770, 770), (730, 860)]
    far = [tint(put(x, 560, tree(h, SAGE, s)), MIST, 0.45) for x, h, s in ((90, 240, 1), (300, 190, 4), (1380, 230, 7),
            (1540, 260, 2))]
    walker = person(top=BRICK, wear="coat", bottom=INK, hair=GREY, style="hat", feet=WALK,
        hands=((-9, -48), (14, -50)))
    return page(sky((0, light(ROSE, 0.6)), (150, light(APRICOT, 0.6)), (320, CREAM), first=2),
        sun(380, 210, 66, BUTTER), tint(ridge(480, 46, SAGE, 8), CREAM, 0.5),
        tint(put(1120, 560, gable_house(150, 150, 100, 90)), CREAM, 0.42),
        tint(put(420, 575, hip_house(240, 96, 84, BUTTER)), CREAM, 0.38), *far, ridge(570, 14, light(SAGE, 0.3), 5),
        put(690, 640, church(0.98)), put(1240, 650, tree(330, MOSS, 5)), put(560, 652, tree(250, MOSS, 9)),
        ridge(640, 10, mix(SAGE, MOSS, 0.25), 11), group(blob(lane, light(STONE, 0.45)), lift=1),
        cobbles(668, 1000, dark(STONE, 0.12), 560, 1080, 3, lambda x, y: abs(x - (800 + (y - 640) * 0.09)) < 26
            + (y - 640) * 0.46), tufts(0, 680, 560, 1000, dark(MOSS), 3, 34),
        tufts(1120, 690, 1600, 1000, dark(MOSS), 6, 34), lane_fence((1290, 1020), (872, 660), 112, 25),
        lane_fence((400, 1020), (778, 660), 112, 25), put(1260, 800, bush(210, MOSS, 3, ROSE)),
        put(1460, 900, bush(280, MOSS, 8, BUTTER)), put(420, 800, bush(170, MOSS, 6, BUTTER)),
        put(610, 690, bush(110, MOSS, 7, ROSE)), put(800, 830, walker, scale=1.9),
        put(884, 838, dog(WOOD, INK), scale=1.7), put(700, 930, hen(BRICK), scale=2.2),
        put(770, 962, hen(CREAM), scale=2, flip=True), put(110, 1000, birch(760, MOSS, 4)),
        put(250, 960, birch(560, MOSS, 8)), light_of_the_hour=(light(ROSE, 0.4), 0.1))


def river_bridge():
    arch = (
        "M380 560Q800 440 1240 560L1300 560L1300 640L1220 640Q1190 560 1090 552Q980 560 960 660L900 660Q880 540 780 534"
        "Q680 540 660 660L600 660Q590 570 500 560Q440 570 420 640L320 640L320 560Z")
    stones = [((x, y), (x + 22, y + 1)) for x, y in scatter(26, 430, 512, 1180, 546, 4)]
    angler = sitting(top=BRICK, bottom=PLUM, style="hat", hair=GREY, before=line([(22, -36), (80, -74)], INK, 1.2))
    crossing = group(put(0, 0, rider(BRICK, top=PLUM, style="tail", hair=WOOD)))
    parent = person(top=OCHRE, wear="dress", style="long", hair=WOOD, hands=((-6, -46), (14, -44)))
    kid = child(top=BRICK, wear="shorts", style="short", hands=((6, -64), (17, -70)))
    water = ridge(610, 4, LAKE, 3)
    return page(sky((0, light(MIST, 0.1)), (160, light(MIST, 0.5)), (300, CREAM), first=6), put(1120, 130, cloud(320)),
        put(420, 180, cloud(220)), birds(760, 130), ridge(400, 60, mix(SAGE, MIST, 0.5), 3), ridge(470, 36, SAGE, 5),
        put(1010, 530, church(0.5)), put(760, 525, hip_house(150, 64, 56)),
        put(920, 530, gable_house(80, 70, 56, 54, CREAM)), put(600, 530, hip_house(130, 60, 50, BUTTER)),
        put(330, 548, tree(210, MOSS, 2)), put(540, 540, poplar(190)), put(480, 546, poplar(160)),
        ridge(540, 12, mix(MOSS, SAGE, 0.3), 7), water, ripples(300, 640, 1300, 990, light(LAKE, 0.35), 4, 46),
        ripples(360, 660, 1240, 980, dark(LAKE), 9, 20),
        group(shape("M640 664Q780 600 930 664L900 684Q780 640 660 684Z", dark(LAKE, 0.3), 0.5)),
        put(770, 492, crossing, scale=1.4), put(900, 497, dog(CREAM, WOOD), scale=1.2),
        group(shape(arch, light(STONE, 0.2)), lift=3), strokes(stones, dark(STONE), 3),
        group(shape("M190 600Q800 388 1430 600L1430 622Q800 410 190 622Z", STONE), lift=1),
        put(0, 0, strokes([((x, 600 - 105 * (1 - ((x - 800) / 620) ** 2)),
                (x, 552 - 105 * (1 - ((x - 800) / 620) ** 2))) for x in range(240, 1400, 44)], WOOD, 6),
            curve([(x, 556 - 105 * (1 - ((x - 800) / 620) ** 2)) for x in range(200, 1441, 124)], WOOD, 8), lift=1),
        group(blob([(-80, 560), (200, 570), (380, 590), (440, 690), (400, 790), (400, 880), (330, 960), (260, 1080),
                (-80, 1080)], MOSS), lift=3), group(blob([(1690, 560), (1420, 566), (1260, 590), (1180, 670),
                (1220, 790), (1200, 880), (1290, 970), (1330, 1080), (1690, 1080)], mix(MOSS, SAGE, 0.25)), lift=3),
        tufts(0, 640, 360, 1000, dark(MOSS), 3, 30), tufts(1320, 640, 1600, 1000, dark(MOSS), 6, 30),
        flowers(20, 680, 330, 990, BUTTER, 4, 16), flowers(1320, 700, 1580, 990, ROSE, 6, 14),
        put(1480, 700, tree(480, MOSS, 11)), put(1330, 800, parent, scale=2),
        put(1270, 830, kid, scale=1.35, flip=True), put(260, 800, box(-30, -50, 70, 50, WOOD),
            put(0, 0, angler, scale=1.9)), put(150, 800, basket(60)), put(150, 690, poplar(420)),
        put(60, 720, poplar(360, PINE, 3)), put(330, 1000, reeds(9, 200)), put(1190, 1000, reeds(7, 170, MOSS, 5)),
        put(690, 800, duck(), scale=2), put(780, 830, duck(STONE, MOSS), scale=1.8))


def bus_stop():
    shelter = group(oval(210, 0, 260, 14, INK, 0.2), box(20, -250, 380, 232, GLOW, opacity=0.9),
        box(0, -262, 14, 262, PINE), box(400, -262, 14, 262, PINE), box(20, -140, 380, 8, PINE, opacity=0.5),
        strokes([((x, -248), (x, -20)) for x in (146, 272)], mix(PINE, BUTTER, 0.3), 5),
        put(110, -4, bench(200, WOOD, back=False)), group(cut([(-34, -252), (10, -306), (404, -306), (448, -252)],
                BRICK), lift=2), tiles(-30, 440, -306, -252, BRICK, 3, 34), oval(210, -240, 26, 8, GLOW))
    board = group(box(-4, -210, 9, 210, INK), box(-44, -226, 88, 112, CREAM),
        strokes([((-32, y), (30, y)) for y in range(-200, -130, 14)], WOOD, 4), oval(0, -258, 34, 34, LAKE),
        oval(0, -258, 25, 25, CREAM), box(-15, -270, 30, 20, LAKE), lift=1)
    waiting = [put(560, 770, person(top=PLUM, wear="coat", style="bob", hands=((-9, -48), (10, -48)),
                before=put(-9, -34, bag(OCHRE))), scale=2.05), put(470, 752,
            sitting(26, top=PINE, bottom=INK, hair=GREY, style="cap"), scale=1.85),
        put(655, 780, child(top=BRICK, bottom=LAKE, style="beanie", hands=((-6, -48), (15, -68)), wear="trousers"),
            scale=1.5)]
    return page(sky((0, PLUM), (120, mix(PLUM, ROSE, 0.6)), (250, APRICOT), (350, BUTTER), first=3),
        sun(1180, 420, 70, EMBER), tint(ridge(430, 50, LAKE, 4), PLUM, 0.45), tint(ridge(500, 26, PINE, 9), PLUM, 0.3),
        tint(group(put(1010, 560, gable_house(130, 130, 84, 84, lit=(0, 3))), put(1300, 566, church(0.5, lit=True)),
                put(80, 566, hip_house(220, 84, 80, lit=(0, 2)))), PLUM, 0.25),
        tint(group(*(put(x, 580, poplar(h)) for x, h in ((880, 260), (940, 220), (20, 240)))), PLUM, 0.2),
        ridge(566, 8, mix(MOSS, PLUM, 0.3), 6), tufts(0, 600, 240, 740, PINE, 4, 14),
        tufts(860, 610, 1600, 740, PINE, 4, 30), ridge(748, 4, mix(STONE, PLUM, 0.3), 12, lift=1),
        put(250, 770, shelter), put(740, 790, board), *waiting, ridge(806, 3, mix(INK, PLUM, 0.4), 8),
        strokes([((x, 902), (x + 90, 902)) for x in range(-30, 1600, 190)], BUTTER, 8, 0.8),
        box(-10, 800, 1640, 12, mix(STONE, BUTTER, 0.3)), put(930, 850, bus(), scale=1.15),
        put(130, 790, lamp_post(430, lit=True)))


def winter_street():
    left = [put(430, 560, hip_house(190, 86, 76, BUTTER, snow=True, lit=())),
        put(180, 610, gable_house(150, 120, 130, 116, ROSE, snow=True)), put(-120, 690,
            hip_house(330, 170, 150, APRICOT, snow=True, smoke=False, windows=3, entry=2, shutters=PINE))]
    right = [put(930, 560, gable_house(110, 100, 86, 80, CREAM, snow=True, smoke=True)),
        put(1130, 606, hip_house(240, 120, 108, SAGE, snow=True, entry=0)),
        put(1330, 690, gable_house(200, 190, 180, 160, OCHRE, snow=True, boards=True, smoke=True, lit=(0, 3),
                entry=True))]
    road = [(700, 552), (800, 552), (930, 640), (1120, 780), (1500, 1010), (240, 1010), (520, 780), (650, 640)]
    tracks = [curve([(720, 570), (700, 660), (610, 800), (440, 1000)], mix(SNOW, LAKE, 0.42), 13),
        curve([(770, 570), (790, 660), (800, 800), (810, 1000)], mix(SNOW, LAKE, 0.42), 13)]
    flakes = flowers(0, 0, 1600, 960, SNOW, 8, 130, 4.5)
    prints = [oval(1010 + 26 * (k % 2) + 14 * k, 985 - 34 * k, 13 - k, 6, mix(SNOW, LAKE, 0.45)) for k in range(8)]
    return page(sky((0, mix(LAKE, PLUM, 0.45)), (150, mix(LAKE, PLUM, 0.15)), (280, mix(LAKE, MIST, 0.55)),
            (390, light(ROSE, 0.45)), first=5), ridge(470, 46, mix(MIST, LAKE, 0.3), 4),
        put(640, 545, church(0.42, cover=SNOW)),
        *(put(x, 530, fir(h, PINE, 1, snow=True)) for x, h in ((870, 150), (560, 130), (1060, 170))),
        ridge(556, 10, mix(SNOW, MIST, 0.45), 7), *left[:1], *right[:1], put(350, 640, bare(200, WOOD, 4, SNOW)),
        *left[1:2], *right[1:2], ridge(640, 10, mix(SNOW, MIST, 0.25), 9),
        group(cut(road, mix(SNOW, MIST, 0.12)), lift=1), *tracks, *left[2:], *right[2:],
        put(1090, 700, bare(330, WOOD, 7, SNOW)), put(1250, 720, picket_fence(90, 50, WOOD)),
        group(blob([(-80, 716), (120, 694), (330, 716), (400, 770), (330, 860), (220, 960), (120, 1060), (-80, 1060)],
                SNOW), lift=2), group(blob([(1680, 716), (1440, 704), (1270, 722), (1210, 776), (1290, 860),
                (1430, 960), (1540, 1060), (1680, 1060)], SNOW), lift=2), oval(520, 890, 210, 40, GLOW, 0.28),
        oval(520, 888, 120, 22, GLOW, 0.3), cut([(1350, 700), (1440, 700), (1370, 800), (1210, 800)], GLOW,
            opacity=0.3), put(500, 880, lamp_post(470, lit=True)), *prints,
        put(230, 930, fir(420, PINE, 1, snow=True)), flakes, light_of_the_hour=(mix(LAKE, PLUM, 0.4), 0.14))


def railway_halt():
    station = group(put(0, 0, hip_house(440, 190, 130, light(ROSE, 0.5), BRICK, 5, 2, shutters=PINE, flowers=ROSE)),
        group(box(-40, -150, 10, 150, WOOD), box(470, -150, 10, 150, WOOD),
            cut([(-64, -138), (-30, -176), (470, -176), (504, -138)], PINE), lift=2),
        put(220, -210, oval(0, 0, 32, 32, INK), oval(0, 0, 27, 27, SNOW), line([(0, -18), (0, 0), (13, 6)], INK, 5)))
    traveller = person(top=LAKE, wear="coat", bottom=INK, style="short", hair=WOOD, feet=WALK,
        hands=((-10, -47), (12, -50)), before=put(-11, -24, box(-15, 0, 30, 21, WOOD, 0.5),
            line([(-5, 0), (-5, -4), (5, -4), (5, 0)], INK, 1.6)))
    greeter = person(top=OCHRE, wear="dress", style="bun", hair=GREY, hands=((-7, -50), (15, -104)))
    return page(sky((0, light(LAKE, 0.5)), (140, light(ROSE, 0.45)), (280, light(APRICOT, 0.4)), (380, CREAM),
            first=7), sun(1080, 400, 64, BUTTER), birds(980, 180), tint(ridge(440, 60, SAGE, 5), ROSE, 0.3),
        ridge(520, 30, SAGE, 9), *(put(x, 600, poplar(h, PINE, i)) for i, (x,
                h) in enumerate(((840, 300), (900, 250), (1460, 330), (1530, 290)))),
        ridge(600, 8, mix(MOSS, SAGE, 0.4), 4), put(200, 690, station), put(720, 700, tree(330, MOSS, 6)),
        put(90, 690, tree(400, MOSS, 2)), rows((760, 700), (1600, 700), (1000, 610), (1400, 606), dark(MOSS), 8),
        ridge(690, 3, light(STONE, 0.3), 7), strokes([((x, 730 + 22 * (k % 3)), (x + 30, 730 + 22 * (k % 3))) for k,
                x in enumerate(range(0, 1600, 64))], dark(STONE), 3, 0.6), put(120, 748, bench(170)),
        put(780, 752, lamp_post(330)), put(690, 752, group(flowers(-34, -62, 34, -42, ROSE, 4, 14, 10),
                box(-36, -44, 72, 44, WOOD)), lift=1), box(-10, 818, 1640, 34, dark(STONE, 0.25)),
        box(-10, 806, 1640, 16, CREAM), ridge(850, 2, mix(STONE, WOOD, 0.5), 3, lift=1),
        strokes([((x, 900), (x - 22, 960)) for x in range(0, 1660, 62)], dark(WOOD, 0.35), 16),
        line([(-10, 908), (1610, 908)], INK, 7), line([(-10, 948), (1610, 948)], INK, 9),
        put(830, 912, railcar(), scale=1.25), put(500, 790, traveller, scale=2.15, flip=True),
        put(340, 800, greeter, scale=2.05), put(250, 806, dog(WOOD), scale=1.7), light_of_the_hour=(ROSE, 0.05))


def fire_station():
    def gate(x, inside):
        return group(box(x - 8, -250, 236, 250, CREAM), box(x, -242, 220, 242, dark(PLUM, 0.4)), inside)

    shut = group(box(560, -242, 220, 242, BRICK), strokes([((566, y), (774, y)) for y in range(-210, 0, 34)],
            dark(BRICK), 4), *(box(580 + 66 * k, -200, 48, 40, GLOW) for k in range(3)))
    glow = cut([(306, 0), (526, 0), (620, 120), (200, 120)], GLOW, opacity=0.28)
    house = group(group(box(0, -340, 820, 340, light(APRICOT, 0.3)), lift=2), wall_marks(820, 330, APRICOT, 3),
        group(cut([(-30, -330), (60, -470), (760, -470), (850, -330)], BRICK), lift=2),
        tiles(-20, 840, -470, -336, BRICK, 4, 84), box(0, -20, 290, 20, STONE), box(800, -20, 20, 20, STONE),
        gate(306, group(oval(416, -170, 150, 100, GLOW, 0.35), put(416, 0, fire_engine(), scale=1.04))),
        gate(560, shut), put(90, -104, window(60, 90, True)), put(205, 0, door(84, 180, PINE, lit=True)),
        box(420, -312, 240, 36, CREAM), oval(540, -294, 13, 13, BRICK), strokes([((440, -294), (510, -294)),
                ((570, -294), (640, -294))], BRICK, 6))
    tower = group(oval(80, 0, 110, 12, INK, 0.15), group(box(0, -560, 160, 560, light(APRICOT, 0.12)), lift=2),
        put(80, -430, window(50, 80)), put(80, -230, window(50, 80)), *(curve([(40 + 24 * k, -360),
                (38 + 24 * k, -250), (42 + 24 * k, -120)], CREAM, 8) for k in (0, 3)),
        group(cut([(-22, -552), (80, -690), (182, -552)], BRICK), lift=2), tiles(-20, 180, -690, -556, BRICK, 8, 86),
        line([(80, -690), (80, -740)], INK, 5), cut([(80, -740), (130, -726), (80, -712)], CREAM))
    fighter = person(top=INK, bottom=INK, style="helmet", hands=((-8, -48), (15, -52)),
        before=line([(-9, -58), (7, -58)], BUTTER, 2.4))
    woman = person(top=OCHRE, bottom=LAKE, style="tail", hair=WOOD, hands=((-9, -58), (13, -58)))
    hose = group(*(ring(0, -26, r, light(STONE, 0.4), 7) for r in (10, 20)),
        curve([(24, -20), (60, -4), (130, -10), (190, -2)], light(STONE, 0.4), 8), lift=1)
    return page(sky((0, light(LAKE, 0.2)), (180, light(MIST, 0.1)), (330, light(APRICOT, 0.5)),
            (440, light(BUTTER, 0.3)), first=9), put(240, 150, cloud(300, light(ROSE, 0.7))),
        put(1360, 120, cloud(240, light(ROSE, 0.7))), ridge(510, 40, mix(MOSS, ROSE, 0.3), 4),
        put(90, 720, tree(430, MOSS, 3)), put(1560, 720, tree(460, MOSS, 8)), put(1400, 700, poplar(330)),
        ridge(690, 8, MOSS, 6), put(360, 770, house), put(1190, 770, tower),
        ridge(766, 3, light(STONE, 0.35), 8, lift=1), put(360, 770, glow), cobbles(800, 1000, dark(STONE, 0.12)),
        put(390, 782, bench(150)), put(1060, 800, hose, scale=1.5), put(150, 800, bicycle(LAKE), scale=1.7),
        put(240, 820, bicycle(BRICK), scale=1.7), put(930, 880, fighter, scale=2.4, flip=True),
        put(560, 890, woman, scale=2.3), put(690, 920, child(top=ROSE, wear="shorts", style="helmet",
                hands=((-6, -46), (14, -70)), feet=WALK), scale=1.55), put(1240, 900, dog(CREAM, WOOD), scale=2,
            flip=True))


def solar_roof():
    def lean(x, y):
        return x - (y - 230) * 0.42

    panels = []
    for row in range(3):
        for column in range(7):
            y0, y1 = 248 + row * 66, 248 + row * 66 + 58
            x = 560 + column * 92
            panels.append(cut([(lean(x, y0), y0), (lean(x + 84, y0), y0), (lean(x + 84, y1), y1), (lean(x, y1), y1)],
                    mix(LAKE, INK, 0.4), 0.5))
            panels.append(strokes([((lean(x + 28 * k, y0 + 4), y0 + 4), (lean(x + 28 * k, y1 - 4), y1 - 4))
                        for k in (1, 2)] + [((lean(x + 3, (y0 + y1) / 2), (y0 + y1) / 2),
                        (lean(x + 81, (y0 + y1) / 2), (y0 + y1) / 2))], MIST, 2, 0.7))
    glint = [cut([(600 + 184 * k, 262), (640 + 184 * k, 262), (560 + 184 * k, 436), (520 + 184 * k, 436)], SNOW,
            opacity=0.22) for k in range(3)]
    wall = group(group(box(450, 450, 760, 300, CREAM), lift=2), put(450, 750, wall_marks(760, 290, CREAM, 5)),
        box(450, 726, 760, 24, STONE))
    roof = group(cut([(540, 226), (1250, 226), (1260, 470), (410, 470)], BRICK), lift=3)
    doors = group(box(770, 560, 140, 190, light(OCHRE, 0.5)), put(840, 750, door(110, 172, PINE)),
        group(cut([(740, 566), (770, 520), (910, 520), (940, 566)], PINE), lift=2))
    pair = group(put(0, 0, person(top=ROSE, wear="skirt", bottom=PLUM, style="bun", hair=GREY,
                hands=((-5, -46), (16, -66)))), put(44, 0, person(top=PINE, bottom=INK, style="short", hair=WOOD,
                hands=((-7, -46), (12, -56))), flip=True))
    worker = person(top=OCHRE, bottom=LAKE, style="helmet", hands=((12, -62), (16, -76)), feet=((-3, -1), (8, -16)))
    cargo = group(put(34, 0, bicycle(BRICK)), person(top=BRICK, bottom=INK, style="tail", hands=((24, -54), (26, -54)),
            feet=WALK))
    ladder = group(line([(0, 0), (70, -330)], WOOD, 9), line([(52, 0), (122, -330)], WOOD, 9),
        strokes([((8 + 70 * k / 9, -330 * k / 9 - 14), (54 + 70 * k / 9, -330 * k / 9 - 14)) for k in range(9)],
            light(WOOD, 0.2), 7), lift=1)
    return page(sky((0, light(LAKE, 0.3)), (150, light(LAKE, 0.55)), (300, light(BUTTER, 0.4)), first=5),
        sun(230, 190, 84, OCHRE), put(1380, 130, cloud(280)), put(700, 110, cloud(220)), ridge(500, 50, SAGE, 6),
        put(120, 640, hip_house(230, 90, 84, APRICOT)), put(1400, 650, tree(360, MOSS, 3)),
        put(350, 690, tree(330, MOSS, 7)), ridge(640, 10, mix(MOSS, SAGE, 0.3), 3), put(1130, 320, chimney(0, 0, 110)),
        wall, *(put(x, 660, window(70, 110, flowers=ROSE)) for x in (540, 680, 1000, 1130)), doors, roof, *panels,
        *glint, box(400, 466, 866, 12, dark(BRICK, 0.3)), ridge(748, 4, light(STONE, 0.35), 8, lift=1),
        cobbles(780, 1000, dark(STONE, 0.1)), put(1360, 800, ladder, flip=True),
        put(1318, 650, worker, scale=1.9, flip=True), put(900, 830, pair, scale=2.2), put(600, 860, cargo, scale=2.2),
        put(760, 900, child(top=OCHRE, wear="shorts", style="cap", hands=((-8, -50), (15, -82))), scale=1.6),
        put(120, 940, bush(260, MOSS, 4, BUTTER)), put(1480, 960, bush(260, MOSS, 6, ROSE)))
