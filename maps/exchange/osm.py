"""What OpenStreetMap's tags say, as our columns. Source: https://wiki.openstreetmap.org/wiki/Map_features"""

import re

CATEGORIES = {
    "amenity=townhall": "office.registry",
    "amenity=social_facility": "office.social",
    "amenity=police": "office.safety",
    "amenity=fire_station": "office.safety",
    "amenity=school": "learning.school",
    "amenity=kindergarten": "learning.kindergarten",
    "amenity=library": "learning.library",
    "amenity=language_school": "learning.language",
    "amenity=training": "learning.course",
    "amenity=doctors": "health.doctor",
    "amenity=clinic": "health.doctor",
    "amenity=hospital": "health.doctor",
    "amenity=dentist": "health.doctor",
    "amenity=pharmacy": "health.pharmacy",
    "amenity=nursing_home": "health.care",
    "amenity=childcare": "family.childcare",
    "amenity=coworking_space": "work.space",
    "amenity=recycling": "home.waste",
    "amenity=waste_disposal": "home.waste",
    "amenity=food_bank": "help.food",
    "amenity=shelter": "help.crisis",
    "amenity=restaurant": "daily.food",
    "amenity=cafe": "daily.food",
    "amenity=fast_food": "daily.food",
    "amenity=pub": "daily.food",
    "amenity=bar": "daily.food",
    "amenity=post_office": "daily.post",
    "amenity=bank": "daily.bank",
    "amenity=atm": "daily.bank",
    "amenity=arts_centre": "free.culture",
    "amenity=theatre": "free.culture",
    "amenity=cinema": "free.culture",
    "amenity=community_centre": "free.culture",
    "amenity=bus_station": "way.bus",
    "amenity=parking": "way.parking",
    "amenity=bicycle_parking": "way.parking",
    "amenity=place_of_worship": "faith.church",
    "amenity=grave_yard": "faith.burial",
    "landuse=cemetery": "faith.burial",
    "highway=bus_stop": "way.bus",
    "railway=station": "way.bus",
    "railway=halt": "way.bus",
    "tourism=museum": "free.culture",
    "leisure=park": "free.nature",
    "leisure=nature_reserve": "free.nature",
    "healthcare=doctor": "health.doctor",
    "healthcare=psychotherapist": "health.mind",
    "office=employment_agency": "work.jobs",
    "office=lawyer": "office.advice",
    "office=tax": "office.taxes",
}
ANY = {"shop": "daily.shop", "leisure": "free.sport", "club": "free.club"}
# The first tag of each category, for files that we write.
TAG_OF = {category: tag for tag, category in reversed(CATEGORIES.items())} | {"daily.shop": "shop=yes"}
STEP_FREE = {"yes": "yes", "designated": "yes", "limited": "partly", "no": "no"}
WHEELCHAIR = {"yes": "yes", "partly": "limited", "no": "no"}
PLAIN = {
    "description": "summary",
    "opening_hours": "hours",
    "addr:postcode": "postcode",
    "wheelchair:description": "access_note",
    "operator": "organisation",
}
WAYS = {"phone": ("phone", "contact:phone", "contact:mobile"), "email": ("email", "contact:email")}
WAYS |= {"website": ("website", "contact:website", "url")}


def category_of(tags: dict[str, str]) -> str:
    for key, value in tags.items():
        if found := CATEGORIES.get(f"{key}={value}"):
            return found
    return next((category for key, category in ANY.items() if key in tags), "")


def cells_of(tags: dict[str, str]) -> dict[str, str]:
    """Only what our columns have; of several phones (`;` between) the first."""
    cells = {column: tags.get(key, "") for key, column in PLAIN.items()}
    for column, keys in WAYS.items():
        cells[column] = next((tags[key].partition(";")[0] for key in keys if tags.get(key)), "")
    for key, text in tags.items():
        if match := re.fullmatch(r"(name|description):([a-z]{2,3})", key):
            cells[f"{'summary' if match[1] == 'description' else 'name'}:{match[2]}"] = text
    spoken = [
        key.removeprefix("language:")
        for key, said in tags.items()
        if re.match(r"language:[a-z]{2,3}\Z", key) and said in ("yes", "main", "only")
    ]
    house = tags.get("addr:housenumber", "")
    street = tags.get("addr:street") or (tags.get("addr:place", "") if house else "")
    return cells | {
        "name": tags.get("name", ""),
        "category": category_of(tags),
        "step_free": STEP_FREE.get(tags.get("wheelchair", ""), ""),
        "street": f"{street} {house}".strip(),
        "village": tags.get("addr:city") or tags.get("addr:place", ""),
        "languages": ", ".join(spoken),
    }


def tags_of(cells: dict[str, str]) -> dict[str, str]:
    """The same the other way round, for programs that know OpenStreetMap's words."""
    tags = {key: cells.get(column, "") for key, column in PLAIN.items()}
    tags |= {column: cells.get(column, "") for column in ("name", "phone", "email", "website")}
    tags |= {"addr:street": cells.get("street", ""), "addr:city": cells.get("village", "")}
    tags["wheelchair"] = WHEELCHAIR.get(cells.get("step_free", ""), "")
    for column, text in cells.items():
        word, colon, language = column.partition(":")
        if colon and word in ("name", "summary"):
            tags[f"{'description' if word == 'summary' else word}:{language}"] = text
    tags |= {f"language:{code}": "yes" for code in cells.get("languages", "").split(", ") if code}
    key, _equals, value = TAG_OF.get(cells.get("category", ""), "").partition("=")
    return {name: text for name, text in (tags | {key: value}).items() if name and text}
