"""Random mentees and mentors for the tests of matching."""

import random
from typing import Any

from mentoring.matching import TOPICS, Need, Offer, Wish
from mentoring.matching.people import SLOTS

LANGUAGES = ("pl", "en", "uk")
OCCUPATIONS = ("2221", "2212", "7115", "5120")
COUNTRIES = ("GB", "DE")
TRAITS = ("woman", "parent", "country:GB", "country:DE|GB")


def person(draw: random.Random, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "languages": {code: draw.randint(1, 6) for code in draw.sample(LANGUAGES, draw.randint(1, 3))},
        "hours": frozenset(draw.sample(range(SLOTS), draw.choice((0, 2, 6, 12)))),
        "at": draw.choice((None, (49.6 + draw.random() / 5, 20.7 + draw.random() / 5))),
        "within_km": draw.choice((None, 0, 5, 30)),
        "online": draw.random() < 0.7,
        "occupations": frozenset(draw.sample(OCCUPATIONS, draw.randint(0, 2))),
        "countries": frozenset(draw.sample(COUNTRIES, draw.randint(0, 1))),
        "traits": frozenset(trait for trait in TRAITS[:2] if draw.random() < 0.5),
        "wishes": tuple(Wish(trait, draw.random() < 0.3) for trait in TRAITS if draw.random() < 0.25),
    }


def need(draw: random.Random, key: str, mentors: int = 0) -> Need:
    blocked = frozenset(f"mentor{draw.randrange(mentors)}" for _each in range(draw.randint(0, 1))) if mentors else ()
    topics = tuple(draw.sample(TOPICS[:5], draw.randint(1, 3)))
    return Need(**person(draw, key), topics=topics, blocked=frozenset(blocked))


def offer(draw: random.Random, key: str, most: int = 3) -> Offer:
    topics = frozenset(draw.sample(TOPICS[:5], draw.randint(1, 3)))
    return Offer(**person(draw, key), topics=topics, capacity=draw.randint(0, most))


def crowd(seed: int, mentees: int, mentors: int, most: int = 3) -> tuple[list[Need], list[Offer]]:
    draw = random.Random(seed)
    needs = [need(draw, f"mentee{number}", mentors) for number in range(mentees)]
    return needs, [offer(draw, f"mentor{number}", most) for number in range(mentors)]
