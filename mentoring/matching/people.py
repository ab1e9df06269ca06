"""What a mentor offers and what a mentee needs, as matching reads it. Both say the same things about themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TOPICS = (
    "work",
    "business",
    "documents",
    "recognition",
    "tax",
    "housing",
    "school",
    "health",
    "language",
    "being_back",
    "local_life",
)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
DAYS, PARTS_OF_DAY = 7, 3
SLOTS = DAYS * PARTS_OF_DAY
MOST_NEEDS = 3
MOST_MENTEES = 20
FARTHEST = 500  # km


@dataclass(frozen=True)
class Wish:
    """Whom one would rather meet: somebody with this `trait`. A hard one is never passed over."""

    trait: str
    hard: bool = False


@dataclass(frozen=True, kw_only=True)
class Person:
    """What both sides say.

    `languages`: code → level, 1 (A1) to 6 (C2 and mother tongue). `hours`: free parts of the week, numbered from
    Monday morning (0), noon (1) and evening (2) to Sunday evening (20). `at`: latitude and longitude in degrees; met
    in person where both live within the shorter of their `within_km`, which is None for whoever only meets online.
    `occupations`: ISCO-08 codes of four digits. `countries`: where one has lived abroad. `traits`: what others may
    wish for, such as `woman` or `parent`; `country:GB` is one by itself for each of `countries`, and `country:DE|GB` is
    whoever has lived in any of these.
    """

    key: str
    languages: Mapping[str, int]
    hours: frozenset[int] = frozenset()
    at: tuple[float, float] | None = None
    within_km: int | None = None
    online: bool = True
    occupations: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    wishes: tuple[Wish, ...] = ()

    def __post_init__(self) -> None:
        if not self.languages or not all(1 <= level <= len(LEVELS) for level in self.languages.values()):
            raise ValueError("needs at least one language, with a level from 1 to 6")
        if not all(0 <= hour < SLOTS for hour in self.hours):
            raise ValueError(f"hours are numbers from 0 to {SLOTS - 1}")
        if self.within_km is not None and not 0 <= self.within_km <= FARTHEST:
            raise ValueError(f"within_km lies between 0 and {FARTHEST}")
        if self.at is not None and not (abs(self.at[0]) <= 90 and abs(self.at[1]) <= 180):  # noqa: PLR2004 degrees
            raise ValueError("a place is a latitude and a longitude in degrees")

    def has(self, trait: str) -> bool:
        return trait in self.traits or not self.countries.isdisjoint(countries_of(trait))


def countries_of(trait: str) -> list[str]:
    return trait.removeprefix("country:").split("|")


@dataclass(frozen=True, kw_only=True)
class Offer(Person):
    """A mentor: `topics` they help with, for `capacity` mentees at a time."""

    topics: frozenset[str]
    capacity: int = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.capacity <= MOST_MENTEES:
            raise ValueError(f"capacity lies between 0 and {MOST_MENTEES}")
        if unknown := self.topics.difference(TOPICS):
            raise ValueError(f"no such topic: {min(unknown)}")


@dataclass(frozen=True, kw_only=True)
class Need(Person):
    """A mentee: `topics` they need help with, the most important first. `blocked`: keys they never meet again."""

    topics: tuple[str, ...]
    blocked: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= len(self.topics) <= MOST_NEEDS or len(set(self.topics)) < len(self.topics):
            raise ValueError(f"needs one to {MOST_NEEDS} different topics")
        if unknown := set(self.topics).difference(TOPICS):
            raise ValueError(f"no such topic: {min(unknown)}")
