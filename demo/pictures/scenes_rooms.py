"""Pictures indoors: library, workshop, bakery, barn, kitchen, call, choir."""

# Drawings are tables of coordinates: kept dense, with their numbers in order and not by name.
# fmt: off
# ruff: noqa: I001, PLR0917

import math

from buildings import church, gable_house, hip_house, window
from landscape import cloud, poplar, tree
from paper import (
    APRICOT, BRICK, BUTTER, CREAM, EMBER, GLOW, INK, LAKE, MIST, MOSS, OCHRE, PINE, PLUM, ROSE, SAGE, STONE, WOOD,
    blob, box, curve, cut, dark, group, light, line, mix, oval, page, put, ring, scatter, shape, strokes,
)
from people import COATS, GREY, bag, basket, cat, child, dog, loaf, person, sitting
from things import (
    armchair, bookcase, books, bread_shelf, chair, chair_back, hanging_lamp, jar, laptop, mug, papers, pot_plant,
    table, table_lamp, tool,
)


def room(wall, floor, line_at=720, planks=True):
    boards = [((800 + (x - 800) * 0.55, line_at + 14), (x, 1010)) for x in range(-900, 2600, 170)] if planks else []
    dots = scatter(60, 20, 30, 1580, line_at - 60, 4)
    return group(box(-10, -10, 1620, line_at + 20, wall), strokes([((x, y), (x, y + 14)) for x, y in dots],
            dark(wall, 0.12), 4, 0.7), group(box(-10, line_at, 1620, 320, floor), lift=2),
        strokes(boards, dark(floor, 0.22), 4, 0.7), box(-10, line_at - 18, 1620, 22, light(wall, 0.4)))


def casement(width, height, view):
    w, h = width, height
    clip = f'<clipPath id="pane{w}"><path d="M{-w / 2} {-h}h{w}v{h}h{-w}z"/></clipPath>'
    return group(group(box(-w / 2 - 16, -h - 16, w + 32, h + 32, CREAM), lift=2), clip,
        f'<g clip-path="url(#pane{w})">{view}</g>', box(-5, -h, 10, h, CREAM), box(-w / 2, -h * 0.62, w, 9, CREAM),
        box(-w / 2 - 30, 10, w + 60, 18, light(WOOD, 0.2)))


def outlook(width, height, top, hill, more=""):
    w, h = width, height
    return group(box(-w / 2 - 4, -h - 4, w + 8, h + 8, top), blob([(-w * 0.7, 40), (-w * 0.6, -h * 0.35),
                (-w * 0.1, -h * 0.48), (w * 0.3, -h * 0.36), (w * 0.7, -h * 0.46), (w * 0.7, 40)], hill), more)


def rug(x, y, across, down, colour):
    return group(oval(x, y, across, down, colour), oval(x, y, across * 0.86, down * 0.82, light(colour, 0.25)),
        oval(x, y, across * 0.74, down * 0.66, colour))


def library():
    reader = sitting(27, top=BRICK, bottom=INK, style="bob", hair=GREY, hands=((24, -45), (27, -44)))
    helper = sitting(27, top=LAKE, bottom=PLUM, style="short", hair=WOOD, hands=((23, -44), (27, -46)))
    chooser = person(top=OCHRE, wear="dress", style="tail", hair=INK, hands=((-6, -46), (31, -92)), skin=1)
    chart = group(box(-92, -150, 184, 150, WOOD), box(-82, -140, 164, 130, light(SAGE, 0.45)),
        blob([(-60, -30), (-66, -100), (-20, -124), (40, -110), (64, -60), (30, -24)], SAGE),
        curve([(-70, -60), (-20, -74), (10, -50), (76, -80)], LAKE, 7), curve([(-30, -20), (0, -70), (20, -128)],
            BRICK, 4), oval(4, -72, 9, 9, BRICK), lift=2)
    return page(room(light(ROSE, 0.35), WOOD), put(240, 722, bookcase(400, 600, 5, 3)),
        put(860, 722, bookcase(330, 600, 5, 9)), put(1200, 722, bookcase(340, 600, 5, 14)),
        put(-180, 722, bookcase(400, 600, 5, 6)), put(750, 490, chart), put(750, 722,
            group(box(-72, -130, 144, 130, dark(WOOD, 0.1)), put(-60, -10, books(120, 100, 4)),
                box(-80, -140, 160, 14, light(WOOD, 0.2)), put(0, -138, pot_plant(90, MOSS))), lift=1),
        rug(790, 890, 560, 90, PLUM), put(750, 0, hanging_lamp(210, 170, PINE)), put(560, 884, chair(190)),
        put(1020, 884, chair(190), flip=True), put(556, 880, reader, scale=3.0),
        put(1024, 880, helper, scale=3.0, flip=True), put(640, 890, table(300, 140, light(WOOD, 0.1))),
        put(700, 738, cut([(-56, 0), (0, -10), (56, 0), (50, -22), (0, -30), (-50, -22)], CREAM), lift=1),
        put(880, 738, papers(90, 34)), put(800, 738, mug(30, BRICK, True)), put(1340, 870, chooser, scale=3.0),
        put(190, 910, armchair(PINE, 1.25)), put(330, 930, cat(OCHRE), scale=2.2),
        put(1540, 930, pot_plant(260, MOSS, OCHRE)), light_of_the_hour=(OCHRE, 0.08))


def workshop_wood():
    view = outlook(420, 300, light(MIST, 0.2), SAGE, group(put(110, -110, tree(110, MOSS, 3)),
            put(-150, -112, hip_house(110, 44, 42)), put(0, -230, cloud(90))))
    tools = [put(x, 150, tool(kind)) for x, kind in ((900, "saw"), (980, "hammer"), (1060, "square"), (1190, "chisel"),
            (1230, "chisel"), (1270, "chisel"), (1340, "saw"), (1430, "coil"))]
    joiner = person(top=LAKE, bottom=INK, wear="apron", style="short", hair=GREY, hip=(0, -47), lean=13,
        hands=((36, -52), (42, -53)), feet=((-12, 0), (11, 0)), sleeves=False)
    apprentice = person(top=BRICK, bottom=PINE, style="tail", hair=WOOD, hands=((8, -54), (16, -56)),
        before=box(-14, -60, 46, 5, light(WOOD, 0.4), 0.4))
    plane = group(box(-52, -30, 104, 30, OCHRE), cut([(-8, -30), (14, -30), (26, -62), (10, -62)], STONE),
        blob([(-46, -30), (-44, -54), (-30, -54), (-26, -30)], WOOD), oval(38, -38, 12, 12, WOOD), lift=1)
    bench_top = group(oval(330, 6, 400, 18, INK, 0.18), *(box(x, -190, 40, 190, WOOD) for x in (40, 580)),
        box(60, -70, 560, 22, dark(WOOD, 0.15)), box(0, -210, 680, 36, light(WOOD, 0.28)),
        box(-34, -204, 40, 120, dark(WOOD, 0.1)), line([(-64, -140), (-14, -140)], STONE, 10),
        box(120, -232, 470, 24, light(OCHRE, 0.45)), lift=2)
    curls = [curve([(x, y), (x + 14, y - 16), (x + 28, y - 4), (x + 18, y + 4), (x + 12, y - 5)], light(OCHRE, 0.4), 5)
        for x, y in ((560, 930), (640, 960), (740, 920), (900, 950), (1010, 930), (1130, 964), (840, 905), (690, 890))]
    boards = [put(x, 760, box(0, -h, 44, h, light(WOOD, s)), strokes([((14, -h + 40), (14, -h + 150)),
                ((28, -h * 0.5), (28, -h * 0.3))], WOOD, 3), turn=5, lift=1) for x, h,
        s in ((40, 560, 0.1), (96, 500, 0.3), (150, 590, 0.2), (206, 520, 0.4))]
    stool = group(line([(-60, 0), (-48, -110)], WOOD, 14), line([(60, 0), (48, -110)], WOOD, 14),
        line([(-52, -48), (52, -48)], WOOD, 10), box(-74, -124, 148, 20, light(WOOD, 0.3)), lift=2)
    return page(room(light(SAGE, 0.35), light(WOOD, 0.25), 740), box(840, 120, 680, 22, WOOD), *tools,
        put(560, 460, casement(420, 300, view)), cut([(360, 486), (770, 486), (1000, 1000), (420, 1000)], GLOW,
            opacity=0.18), *boards, put(1000, 470, box(0, 0, 480, 16, WOOD),
            *(put(36 + 62 * k, 0, jar(c, 54)) for k, c in enumerate((OCHRE, PINE, ROSE, STONE))),
            put(300, 0, papers(140, 40)), box(40, 16, 14, 34, WOOD), box(420, 16, 14, 34, WOOD), lift=1),
        put(1180, 790, chair_back(270)), put(1390, 760, group(*(box(0, -26 * k - 24, 230 - 8 * k, 22,
                light(WOOD, 0.15 + 0.1 * (k % 3))) for k in range(6))), lift=1), put(560, 880, joiner, scale=4.0),
        put(620, 930, bench_top), put(770, 700, plane, scale=1), put(1150, 720, mug(34, BRICK, True)),
        put(1080, 720, group(box(-6, -50, 12, 30, BRICK), box(-4, -20, 8, 20, STONE))),
        put(1400, 910, apprentice, scale=3.4, flip=True), *curls, put(270, 950, stool),
        put(380, 960, dog(WOOD), scale=2.2))


def bakery():
    oven = group(group(blob([(-260, 0), (-262, -300), (-200, -420), (0, -460), (200, -420), (262, -300), (260, 0)],
                light(BRICK, 0.1)), lift=3), strokes([((x + 22 * (r % 2), -30 - 42 * r),
                (x + 22 * (r % 2) + 34, -30 - 42 * r)) for r in range(10) for x in range(-220 + (60 if r > 7 else 0),
                190 - (60 if r > 7 else 0), 70)], dark(BRICK, 0.15), 5), shape(
            "M-130 -150V-230A130 120 0 0 1 130 -230V-150Z", dark(PLUM, 0.55)), oval(0, -172, 100, 34, EMBER, 0.8),
        oval(10, -168, 62, 22, GLOW, 0.9), *(put(x, -158, loaf(60)) for x in (-64, 56)),
        box(-160, -156, 320, 26, STONE), shape("M-110 -40V-96H110V-40Z", dark(PLUM, 0.4)),
        *(oval(x, -56, 22, 18, WOOD) + oval(x, -56, 12, 10, light(WOOD, 0.4)) for x in (-74, -24, 26, 76)))
    baker = person(top=CREAM, bottom=LAKE, wear="apron", style="short", hair=INK, hands=((22, -60), (36, -58)), lean=4,
        feet=((-10, 0), (10, 0)), before=group(line([(-14, -63), (70, -56)], WOOD, 2.4),
            cut([(66, -60), (96, -56), (96, -50), (66, -52)], light(WOOD, 0.3), 0.3), put(82, -56, loaf(18))),
        sleeves=False)
    seller = person(top=ROSE, bottom=PINE, wear="apron", style="bun", hair=WOOD, hands=((14, -58), (20, -60)),
        before=put(24, -58, loaf(30)))
    buyer = person(top=PINE, wear="coat", bottom=INK, style="long", hair=OCHRE, hands=((-8, -48), (18, -62)),
        before=put(-8, -34, bag(BRICK, 18)))
    kid = child(top=OCHRE, bottom=LAKE, style="short", hair=WOOD, hands=((-6, -50), (17, -78)), skin=1)
    rolls = group(*(oval(x, -8 - y, 19, 13, OCHRE if k % 2 else APRICOT) for k,
            (x, y) in enumerate(((-40, 0), (-8, 2), (26, 0), (-24, 16), (10, 18)))))
    counter = group(oval(360, 6, 400, 16, INK, 0.18), group(box(0, -230, 720, 230, BUTTER), lift=2),
        strokes([((x, -206), (x, -20)) for x in range(44, 720, 58)], OCHRE, 4, 0.7), box(-20, -252, 760, 28, WOOD),
        *(put(x, -252, basket(150, b)) for x, b in ((110, rolls), (300, group(*(put(k * 34 - 34, 4, loaf(70, c)) for k,
                c in enumerate((OCHRE, WOOD, OCHRE))))), (600, rolls))), lift=0)
    return page(room(light(BUTTER, 0.45), light(BRICK, 0.45), 730, planks=False),
        strokes([((x + 60 * (r % 2), 762 + 44 * r), (x + 60 * (r % 2) + 80, 762 + 44 * r)) for r in range(6)
                for x in range(-40, 1600, 130)], BRICK, 4, 0.5), put(420, 742, oven),
        box(330, -10, 180, 310, light(BRICK, 0.22)), put(960, 440, bread_shelf(560, 3, 120)),
        put(720, 0, hanging_lamp(190, 120, PINE)), put(1240, 0, hanging_lamp(120, 120, PINE)),
        put(150, 880, baker, scale=4.0), put(330, 960, group(*(group(blob([(x - 60, -y), (x - 66, -70 - y),
                (x - 30, -116 - y), (x - 34, -140 - y), (x + 34, -140 - y), (x + 30, -116 - y), (x + 66, -70 - y),
                (x + 60, -y)], light(STONE, s)), line([(x - 32, -117 - y), (x + 32, -117 - y)], WOOD, 6), lift=2)
                for x, y, s in ((0, 30, 0.3), (108, 4, 0.5))))), put(1116, 860, seller, scale=3.7, flip=True),
        put(660, 930, counter), put(1440, 960, buyer, scale=3.9, flip=True), put(1330, 976, kid, scale=2.3, flip=True))


def kitchen_table():
    dusk = outlook(330, 310, mix(ROSE, APRICOT, 0.5), mix(PINE, PLUM, 0.3),
        group(oval(80, -160, 30, 30, GLOW), put(-120, -112, church(0.3, lit=True))))
    elder = sitting(27, top=PLUM, bottom=INK, style="bun", hair=GREY, hands=((27, -50), (30, -48)))
    young = sitting(27, top=PINE, bottom=LAKE, style="short", hair=WOOD, hands=((27, -48), (31, -50)))
    mother = person(top=BRICK, wear="apron", bottom=INK, style="tail", hair=INK, hands=((10, -60), (18, -58)), skin=1,
        view="side")
    bowl = group(blob([(-70, -66), (-40, -92), (0, -100), (44, -92), (70, -66)], CREAM),
        blob([(-84, -66), (-60, -14), (-30, 0), (30, 0), (60, -14), (84, -66)], LAKE),
        line([(-66, -46), (0, -36), (66, -46)], CREAM, 5), lift=1)
    spectacles = group(ring(-15, -12, 12, INK, 4), ring(17, -12, 12, INK, 4))
    stove = group(group(box(0, -250, 250, 250, CREAM), lift=2), strokes([((0, y), (250, y)) for y in (-190, -130, -70)]
            + [((x, -250), (x, 0)) for x in (84, 168)], STONE, 3), box(-14, -266, 278, 22, INK),
        box(60, -160, 130, 90, dark(PLUM, 0.4)), oval(125, -110, 40, 20, EMBER, 0.85),
        put(96, -266, group(blob([(-56, 0), (-60, -50), (-30, -66), (30, -66), (60, -50), (56, 0)], BRICK),
                curve([(-40, -60), (0, -110), (40, -60)], INK, 6))))
    dresser = group(group(box(0, -600, 320, 600, SAGE), lift=2), box(16, -580, 288, 330, dark(SAGE, 0.45)),
        *(group(box(16, y, 288, 12, SAGE), *(oval(x, y - 32, 30, 30, c) + oval(x, y - 32, 17, 17, light(c, 0.3)) for x,
                c in ((62, CREAM), (132, BUTTER), (202, CREAM))), put(262, y, mug(36, BRICK))) for y in (-470, -360,
                -252)), box(-12, -250, 344, 18, WOOD), *(box(x, -222, 134, 200, light(SAGE, 0.25)) + oval(x + 67, -130,
                7, 7, WOOD) for x in (18, 168)), box(-12, -614, 344, 20, dark(SAGE, 0.1)))
    return page(room(light(OCHRE, 0.5), light(WOOD, 0.15), 730), put(60, 736, dresser),
        put(590, 480, casement(330, 310, dusk)), put(690, 472, pot_plant(100, MOSS)),
        put(500, 472, pot_plant(80, PINE, OCHRE)), group(box(1404, -10, 46, 500, STONE),
            box(1396, 452, 62, 22, dark(STONE, 0.1)), lift=1), put(1210, 736, stove), box(1140, 330, 220, 14, WOOD),
        *(put(x, 330, jar(c, 60)) for x, c in ((1180, OCHRE), (1240, BRICK), (1300, PLUM))),
        rug(800, 910, 620, 84, BRICK), put(860, 0, hanging_lamp(310, 230, BRICK)), put(460, 900, chair(230)),
        put(1140, 900, chair(230), flip=True), put(890, 870, mother, scale=3.9, flip=True),
        put(456, 898, elder, scale=3.6), put(1144, 898, young, scale=3.6, flip=True),
        put(540, 910, table(520, 172, light(WOOD, 0.05), None)), put(582, 728, papers(130, 56)), put(920, 728, bowl),
        put(806, 728, spectacles), put(746, 728, mug(38, BRICK, True)), put(1000, 730,
            cut([(0, 0), (64, 0), (60, 60), (30, 68), (4, 60)], CREAM) + strokes([((6, 46), (58, 44)),
                ((6, 54), (58, 52))], BRICK, 4)), put(800, 980, chair_back(260)),
        put(1340, 950, cat(OCHRE), scale=2.4, flip=True))


def video_call():
    def tile(x, y, wall, looks, decor):
        clip = f'<clipPath id="call{x}{y}"><path d="M{x} {y}h272v164h-272z"/></clipPath>'
        return clip + f'<g clip-path="url(#call{x}{y})">' + box(x, y, 272, 164, wall) + put(x, y, decor) + put(x + 130,
            y + 394, person(view="front", shade=False, **looks), scale=3.55) + "</g>"

    looks = ({"top": BRICK, "style": "bob", "hair": WOOD}, {"top": PINE, "style": "short", "hair": GREY,
            "hands": ((-16, -84), (12, -46)), "bends": (-1, 1)}, {"top": OCHRE, "style": "long", "hair": INK,
            "skin": 2}, {"top": LAKE, "style": "bun", "hair": OCHRE})
    tiles = group(tile(-284, -396, light(SAGE, 0.2), looks[0], put(222, 136, pot_plant(104))),
        tile(12, -396, light(APRICOT, 0.3), looks[1], put(10, 80, box(0, 0, 90, 8, WOOD),
                put(0, 0, books(90, 60, 3)))), tile(-284, -216, light(ROSE, 0.3), looks[2],
            put(30, 110, window(60, 80, True))), tile(12, -216, light(MIST, 0.1), looks[3],
            put(196, 60, put(0, 0, box(0, 0, 56, 70, CREAM), box(8, 8, 40, 54, OCHRE)))))
    evening = outlook(360, 420, mix(LAKE, PLUM, 0.45), mix(PINE, PLUM, 0.35),
        group(oval(110, -350, 30, 30, GLOW), put(-150, -176, gable_house(90, 90, 60, 66, lit=(0, 3))),
            put(60, -172, church(0.3, lit=True)), put(20, -170, poplar(120)), oval(-60, -330, 3, 3, GLOW),
            oval(20, -380, 3, 3, GLOW), oval(-110, -390, 3, 3, GLOW), oval(60, -300, 3, 3, GLOW)))
    folder = group(cut([(0, 0), (240, 0), (262, 84), (-14, 84)], BRICK), cut([(18, -10), (214, -6), (232, 62),
                (10, 60)], CREAM), strokes([((36, y), (196 + y, y)) for y in (8, 22, 36)], STONE, 4), lift=2)
    return page(group(box(-10, -10, 1620, 1020, mix(PLUM, ROSE, 0.35))), strokes([((x, y), (x, y + 16)) for x,
                y in scatter(70, 20, 20, 1580, 640, 4)], dark(PLUM, 0.05), 4, 0.6),
        put(280, 560, casement(360, 420, evening)), put(170, 556, pot_plant(130, MOSS)),
        put(1220, 330, group(box(0, 0, 340, 18, WOOD), put(6, 0, books(220, 110, 6)), put(280, 0, jar(OCHRE, 70)),
                box(30, 18, 14, 40, WOOD), box(290, 18, 14, 40, WOOD)), lift=1), oval(800, 560, 620, 330, GLOW, 0.14),
        group(box(-10, 760, 1620, 260, WOOD), lift=3), box(-10, 756, 1620, 18, light(WOOD, 0.2)),
        strokes([((x, y), (x + 120, y + 1)) for x, y in scatter(22, 0, 800, 1560, 980, 7)], dark(WOOD), 4, 0.6),
        put(1350, 800, table_lamp(360, OCHRE)), put(800, 800, laptop(tiles, 640, 430), scale=1.28),
        put(330, 900, mug(100, BRICK, True)), put(1230, 880, folder), put(1190, 960,
            group(ring(-26, -20, 22, INK, 6), ring(30, -20, 22, INK, 6), line([(-4, -24), (8, -24)], INK, 6))),
        put(560, 960, line([(0, 0), (150, -16)], OCHRE, 12), line([(150, -16), (166, -18)], INK, 7)),
        put(160, 800, cat(OCHRE), scale=3.6), light_of_the_hour=(PLUM, 0.06))


def singer(x, y, scale, index, arms=((13, -62), (17, -62))):
    tops, hairs, styles = (BRICK, PINE, OCHRE, PLUM, LAKE, ROSE), (INK, WOOD, GREY, OCHRE), ("bob", "short", "bun",
        "long", "short", "tail", "bald")
    book = cut([(9, -70), (17, -66), (25, -70), (25, -56), (17, -53), (9, -56)], CREAM, 0.4)
    return put(x, y, person(top=tops[index % 6], bottom=INK, wear="skirt" if index % 3 == 0 else "trousers",
            style=styles[index % 7], hair=hairs[index % 4], skin=(0, 0, 1, 0, 2)[index % 5], hands=arms, before=book),
        scale=scale, flip=x > 800)


def choir():
    arches = [group(shape(f"M{x - 130} 620V330A130 150 0 0 1 {x + 130} 330V620Z", light(ROSE, 0.1)),
            shape(f"M{x - 80} 560V330A80 100 0 0 1 {x + 80} 330V560Z", light(BUTTER, 0.3)),
            strokes([((x, 236), (x, 560)), ((x - 80, 380), (x + 80, 380)), ((x - 80, 470), (x + 80, 470))], ROSE, 6))
        for x in (220, 610, 990, 1380)]
    beams = [cut([(140 + 390 * k, 300), (300 + 390 * k, 300), (520 + 330 * k, 900), (300 + 330 * k, 900)], GLOW,
            opacity=0.16) for k in range(4)]
    back = [singer(800 + 640 * math.sin(a), 772 - 34 * math.cos(a), 2.75, k) for k,
        a in enumerate((-1.0, -0.72, -0.47, -0.23, 0.0001, 0.24, 0.48, 0.73, 1.01))]
    front = [singer(800 + 700 * math.sin(a), 912 - 50 * math.cos(a), 3.0, k + 4) for k,
        a in enumerate((-0.98, -0.7, -0.44, 0.45, 0.71, 0.99))]
    leader = person(top=INK, bottom=INK, wear="coat", style="short", hair=GREY, view="back",
        hands=((-24, -92), (25, -74)), bends=(-1, 1), before=line([(-24, -94), (-34, -112)], CREAM, 1.6))
    stand = group(line([(0, 0), (0, -140)], WOOD, 9), line([(-40, 0), (0, -30), (40, 0)], WOOD, 9),
        cut([(-60, -136), (60, -136), (70, -196), (-70, -196)], WOOD), cut([(-50, -142), (50, -142), (58, -188),
                (-58, -188)], CREAM), lift=1)
    return page(room(light(ROSE, 0.4), light(WOOD, 0.2), 700), *arches, *(group(box(x - 34, 60, 68, 660,
                light(APRICOT, 0.55)), box(x - 48, 690, 96, 34, light(STONE, 0.3)), lift=1) for x in (20, 415, 800,
                1185, 1580)), *beams, group(cut([(170, 716), (1430, 716), (1500, 790), (100, 790)], light(WOOD, 0.35)),
            box(100, 790, 1400, 34, dark(WOOD, 0.05)), lift=2), *back, *front, put(800, 930, stand),
        put(800, 985, leader, scale=3.3))


def audience():
    """Two rows of chairs seen from behind, a gangway in the middle."""
    heads = []
    for row, (y, scale, gap) in enumerate(((850, 2.3, 150), (990, 2.9, 190))):
        for k in range(int(1500 / gap)):
            x = 110 + row * 60 + gap * k
            if abs(x - 800) < 74 or (k * 3 + row) % 7 == 4:
                heads.append("" if abs(x - 800) < 74 else put(x, y + 10, chair_back(56 * scale, dark(WOOD, 0.35))))
                continue
            look = person(top=COATS[(k * 3 + row) % 8], bottom=INK, view="back",
                style=("short", "bob", "long", "bun", "bald", "tail")[(k * 5 + row) % 6],
                hair=(INK, WOOD, GREY, OCHRE)[(k + row) % 4], hip=(0, -36), feet=None, hands=None, shade=False,
                before=blob([(-13, -44), (-12, -60), (-5, -69), (5, -69), (12, -60), (13, -44), (0, -40)],
                    COATS[(k * 3 + row) % 8]))
            heads.append(put(x, y + 4, look, scale=scale) + put(x, y + 10, chair_back(56 * scale, dark(WOOD, 0.35))))
    return group(*heads)


def concert_barn():
    posts = [box(x, 240, 34, 500, dark(WOOD, 0.2)) for x in (150, 1416)]
    trusses = [group(cut([(-40, 250), (800, -120), (1640, 250), (1640, 300), (800, -66), (-40, 300)],
                dark(WOOD, 0.15)), box(-20, 232, 1640, 32, dark(WOOD, 0.25)),
            line([(180, 420), (330, 260)], dark(WOOD, 0.25), 26), line([(1420, 420), (1270, 260)], dark(WOOD, 0.25),
                26), box(784, -20, 32, 260, dark(WOOD, 0.25)), lift=2)]
    boards = strokes([((x, 20), (x, 700)) for x in range(20, 1600, 54)], dark(WOOD, 0.32), 5, 0.8)
    lights = []
    for (x0, y0), (x1, y1), n in (((150, 300), (800, 270), 9), ((800, 270), (1450, 300), 9)):
        wire = [(x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n + 70 * math.sin(math.pi * k / n))
            for k in range(n + 1)]
        lights += [curve(wire, INK, 4)] + [oval(x, y + 16, 44, 44, GLOW, 0.16) + oval(x, y + 15, 12, 15, GLOW) for x,
            y in wire[1:-1]]
    stage = group(box(330, 640, 940, 90, dark(BRICK, 0.1)), box(316, 628, 968, 22, light(WOOD, 0.2)),
        strokes([((x, 660), (x, 720)) for x in range(360, 1260, 60)], dark(BRICK, 0.35), 5), lift=2)
    drape = [group(cut([(330, 330), (430, 330), (400, 500), (372, 628), (330, 628)], BRICK),
            cut([(1270, 330), (1170, 330), (1200, 500), (1228, 628), (1270, 628)], BRICK),
            box(320, 310, 960, 34, dark(BRICK)), lift=2)]
    fiddler = person(top=PINE, bottom=INK, style="short", hair=WOOD, hands=((4, -66), (19, -74)),
        before=group(blob([(2, -78), (10, -82), (14, -77), (9, -70), (3, -72)], OCHRE),
            line([(12, -78), (21, -75)], INK, 1.8), line([(0, -62), (14, -86)], CREAM, 1.2)))
    singer_ = person(top=ROSE, wear="dress", style="bun", hair=INK, hands=((-12, -60), (18, -66)), skin=1)
    bass = person(top=OCHRE, bottom=INK, style="hat", hair=GREY, hands=((12, -52), (16, -82)),
        before=group(blob([(14, -2), (6, -14), (10, -28), (8, -42), (18, -52), (28, -42), (26, -28), (32, -14),
                (24, -2)], WOOD), line([(18, -50), (18, -98)], INK, 2.6)))
    squeeze = sitting(27, top=PLUM, bottom=INK, style="tail", hair=WOOD, hands=((6, -46), (27, -44)),
        before=group(box(7, -54, 7, 20, BRICK, 0.3), cut([(14, -53), (22, -52), (22, -36), (14, -35)], CREAM, 0.3),
            box(21, -53, 6, 19, BRICK, 0.3)))
    return page(box(-10, -10, 1620, 1020, mix(WOOD, BRICK, 0.12)), boards,
        group(box(-10, 720, 1620, 300, light(WOOD, 0.4)), lift=1), strokes([((800 + (x - 800) * 0.62, 734), (x, 1010))
                for x in range(-300, 2000, 120)], WOOD, 4, 0.6), box(340, 330, 920, 310, dark(PLUM, 0.15)),
        cut([(560, 330), (1040, 330), (1180, 640), (420, 640)], GLOW, opacity=0.28), *posts, stage, *drape, *trusses,
        *lights, put(560, 636, bass, scale=2.5), put(720, 636, chair(120)), put(716, 636, squeeze, scale=2.4),
        put(880, 636, singer_, scale=2.5), put(1040, 636, fiddler, scale=2.5, flip=True), audience())
