"""Places for frames.py, in the database that fill.py left: `places.py ROWS ROWS`, a centre for each number.

Prints {"centres": {ROWS: slug}, "queries": the most of any frame, "naive": {ROWS: seconds}}: the last is what it takes
to write every place as GeoJSON, which is what a frame's answer saves.
"""

import json
import random
import sys
import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from electorate import settle  # noqa: F401 sets Django up

from community.members.models import Centre, CentreText
from maps.indexing import AT_ONCE, chunks, reindex
from maps.models import Place, Service
from maps.views.finding import place_feature
from maps.vocabulary import LEAVES, SPOKEN
from pages.actions import open_centre

HOURS = ("Mo-Fr 08:00-16:00; PH off", "Tu,Th 16:00-20:00", "Mo-Sa 07:00-19:00", "24/7", "", "Sa,Su 10:00-14:00; PH off")
SPREAD = 0.12  # degrees to each side of the centre


def fill(rows: int) -> str:
    """A centre of `rows` places, every second one with a service; the same ones in each run."""
    slug = f"bench-{rows}"
    facts = {"name": f"Ławeczka {rows}", "country": "PL", "languages": ["pl", "en"], "currency": "PLN"}
    centre = Centre.objects.create(slug=slug, latitude=49.6, longitude=20.7, population=4000, **facts)
    CentreText.objects.create(centre=centre, language="pl", name=centre.name)
    open_centre(centre)
    chance = random.Random(rows)
    places = [place(centre, number, chance) for number in range(rows)]
    Place.objects.bulk_create(places, batch_size=AT_ONCE)
    services = [service(each, chance) for each in places[::2]]
    Service.objects.bulk_create(services, batch_size=AT_ONCE)
    for pks in chunks([each.pk for each in places], AT_ONCE):
        reindex(centre, pks)
    return slug


def place(centre: Centre, number: int, chance: random.Random) -> Place:
    return Place(
        centre=centre,
        name=f"Miejsce {number}",
        summary="Co tu jest i komu pomaga, w jednym zdaniu zwykłej długości.",
        language="pl",
        category=chance.choice(list(LEAVES)),
        latitude=49.6 + chance.uniform(-SPREAD, SPREAD),
        longitude=20.7 + chance.uniform(-SPREAD, SPREAD),
        street=f"ul. Polna {number % 90}",
        village="Dolna",
        hours=chance.choice(HOURS),
        step_free=chance.choice(Place.StepFree.values),
        languages=chance.sample(SPOKEN, 2),
    )


def service(place: Place, chance: random.Random) -> Service:
    free = chance.random() < 0.5
    return Service(place=place, name="Kurs", language="pl", category=chance.choice(list(LEAVES)), is_free=free)


def queries(path: str) -> int:
    client = Client(HTTP_HOST="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(asked)


def naive(slug: str) -> float:
    began = time.perf_counter()
    rows = Place.objects.filter(centre__slug=slug).select_related("centre")
    json.dumps([place_feature(row, "pl") for row in rows.iterator()])
    return time.perf_counter() - began


def main(sizes: list[int], paths: list[str]) -> dict[str, Any]:
    centres = {rows: fill(rows) for rows in sizes}
    asked = [queries(path.replace("CENTRE", slug)) for slug in centres.values() for path in paths]
    return {"centres": centres, "queries": max(asked), "naive": {rows: naive(slug) for rows, slug in centres.items()}}


if __name__ == "__main__":
    print(json.dumps(main([int(number) for number in sys.argv[2:]], json.loads(sys.argv[1]))))
