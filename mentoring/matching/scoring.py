"""How well one mentor fits one mentee: hard conditions first, then points by named parts.

Hard conditions: at least one need is met; both speak one language at B1 or better; they can meet (both online, or both
in person within the shorter distance); each hard wish of either side; nobody blocked, nobody with themselves.

Parts, each 0 to 100 points; one that the mentee says nothing about does not count for or against anybody:
  needs       the first need weighs 3, the second 2, the third 1; the share of what is met
  language    the better of the common languages, by the lower of both levels: B1 55, B2 75, C1 90, C2 100
  times       common parts of the week: none 0, one 60, two 85, three 100
  place       in person 100 next door, falling to 60 at the limit of distance; 70 where they can only meet online
  occupation  the same one 100, the same sub-major group of ISCO-08 (two digits) 50
  country     one in common 100
  wishes      the share of both sides' soft wishes that come true; 100 where nobody wishes anything

The score is the parts' weighted mean in whole hundredths, rounded down. All of one mentee's candidates are looked at
together in arrays; nobody's score depends on anybody else.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .people import Need, Offer, countries_of

Array = NDArray[Any]
PARTS = ("needs", "language", "times", "place", "occupation", "country", "wishes")
USEFUL = 3  # B1
OF_LEVEL = np.array([0, 0, 0, 55, 75, 90, 100])
OF_HOURS = np.array([0, 60, 85, 100])
OF_RANK = (3, 2, 1)
ONLINE, AT_THE_LIMIT, SAME_GROUP = 70, 60, 50
EARTH = 6371.0088  # km, mean radius
CONDITIONS = ("needs", "language", "place", "wishes", "blocked")


@dataclass(frozen=True)
class Weights:
    """How much each part counts in a centre; whole numbers, at least one above 0."""

    needs: int = 35
    language: int = 15
    times: int = 15
    place: int = 10
    occupation: int = 10
    country: int = 5
    wishes: int = 10

    def __post_init__(self) -> None:
        if min(self.values()) < 0 or not self.needs + self.language:
            raise ValueError("a weight is not negative, and needs or language count for something")

    def values(self) -> list[int]:
        return [getattr(self, field.name) for field in fields(self)]


@dataclass(frozen=True)
class Pair:
    """`total` in hundredths of a point; `parts`: points from 0 to 100, without those that do not count here."""

    mentee: str
    mentor: str
    total: int
    parts: dict[str, int]
    km: int | None = None

    @property
    def score(self) -> float:
        return self.total / 100


class Mentors:
    """Offers as columns. `rows` are sorted by key, so that nothing depends on the order in which they came."""

    def __init__(self, offers: Sequence[Offer], weights: Weights | None = None) -> None:
        self.rows = sorted(offers, key=lambda offer: offer.key)
        if len({offer.key for offer in self.rows}) < len(self.rows):
            raise ValueError("two mentors have the same key")
        self.weighed = weights or Weights()
        self.weights = np.array(self.weighed.values())
        self.number = {offer.key: number for number, offer in enumerate(self.rows)}
        self.capacity = np.array([offer.capacity for offer in self.rows], dtype=np.int64)
        self.topics = self.marks([offer.topics for offer in self.rows])
        self.levels = self.columns([offer.languages for offer in self.rows])
        self.hours = self.marks([offer.hours for offer in self.rows])
        self.at = np.radians(np.array([offer.at or (np.nan, np.nan) for offer in self.rows]).reshape(-1, 2))
        self.within = np.array([-1 if offer.within_km is None else offer.within_km for offer in self.rows], dtype=int)
        self.online = np.array([offer.online for offer in self.rows], dtype=bool)
        self.occupations = self.marks([offer.occupations for offer in self.rows])
        self.groups = self.marks([{code[:2] for code in offer.occupations} for offer in self.rows])
        self.countries = self.marks([offer.countries for offer in self.rows])
        self.traits = self.marks([offer.traits for offer in self.rows])
        self.hard = self.marks([{wish.trait for wish in offer.wishes if wish.hard} for offer in self.rows])
        self.soft = self.marks([{wish.trait for wish in offer.wishes if not wish.hard} for offer in self.rows])

    def marks(self, sets: Sequence[Collection[Hashable]]) -> dict[Any, Array]:
        """Each thing that somebody says → which rows say it."""
        known = {word for each in sets for word in each}
        return {word: np.array([word in each for each in sets], dtype=bool) for word in known}

    def columns(self, rows: Sequence[Mapping[str, int]]) -> dict[str, Array]:
        known = {word for row in rows for word in row}
        return {word: np.array([row.get(word, 0) for row in rows], dtype=np.int64) for word in known}

    def count(self, marks: Mapping[Any, Array], words: Iterable[Any]) -> Array:
        """How many of `words` each row says."""
        said = [marks[word] for word in words if word in marks]
        return np.sum(said, axis=0, dtype=np.int64) if said else np.zeros(len(self.rows), dtype=np.int64)

    def with_trait(self, trait: str) -> Array:
        return (self.count(self.traits, [trait]) + self.count(self.countries, countries_of(trait))) > 0


class View:
    """All mentors as one mentee's need sees them."""

    def __init__(self, mentors: Mentors, need: Need) -> None:
        self.mentors, self.need = mentors, need

    @cached_property
    def level(self) -> Array:
        """Of the better of the common languages, the lower of both levels."""
        best = np.zeros(len(self.mentors.rows), dtype=np.int64)
        for code, level in self.need.languages.items():
            if code in self.mentors.levels:
                best = np.maximum(best, np.minimum(self.mentors.levels[code], level))
        return best

    @cached_property
    def metres(self) -> Array:
        """How far everybody lives; -1 where one of the two does not say."""
        if self.need.at is None:
            return np.full(len(self.mentors.rows), -1)
        latitude, longitude = np.radians(self.need.at)
        lats, longs = self.mentors.at[:, 0], self.mentors.at[:, 1]
        half = np.sin((lats - latitude) / 2) ** 2
        half = half + np.cos(latitude) * np.cos(lats) * np.sin((longs - longitude) / 2) ** 2
        metres = np.rint(2000 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1))))
        return np.where(np.isnan(metres), -1, metres).astype(np.int64)

    @cached_property
    def limit(self) -> Array:
        """The shorter of both distances, in metres; negative where one of the two only meets online."""
        own = -1 if self.need.within_km is None else self.need.within_km
        return 1000 * np.minimum(self.mentors.within, own)

    @cached_property
    def near(self) -> Array:
        return (self.metres >= 0) & (self.metres <= self.limit)

    # --- What rules a mentor out -------------------------------------------------------------------------------------

    @cached_property
    def conditions(self) -> dict[str, Array]:
        """Each hard condition → which rows meet it."""
        met = self.mentors.count(self.mentors.topics, self.need.topics) > 0
        reachable = self.near | (self.mentors.online & self.need.online)
        wished = np.ones(len(self.mentors.rows), dtype=bool)
        for wish in self.need.wishes:
            if wish.hard:
                wished &= self.mentors.with_trait(wish.trait)
        for trait, wanting in self.mentors.hard.items():
            if not self.need.has(trait):
                wished &= ~wanting
        free = np.ones(len(self.mentors.rows), dtype=bool)
        barred = [self.mentors.number.get(key) for key in (self.need.key, *self.need.blocked)]
        free[[number for number in barred if number is not None]] = False
        return dict(zip(CONDITIONS, (met, self.level >= USEFUL, reachable, wished, free), strict=True))

    @cached_property
    def fitting(self) -> Array:
        """The numbers of the rows that meet every hard condition."""
        return np.flatnonzero(np.logical_and.reduce(list(self.conditions.values())))

    # --- How well the others fit -------------------------------------------------------------------------------------

    def points(self, rows: Array) -> Array:
        """By part and row of `rows`; -1 all along a part that does not count."""
        need, mentors = self.need, self.mentors
        points = np.full((len(PARTS), len(rows)), -1, dtype=np.int64)
        ranks = OF_RANK[: len(need.topics)]
        met = [rank * mentors.count(mentors.topics, [topic]) for rank, topic in zip(ranks, need.topics, strict=True)]
        points[0] = (100 * np.sum(met, axis=0) // sum(ranks))[rows]
        points[1] = OF_LEVEL[self.level[rows]]
        if need.hours:
            points[2] = OF_HOURS[np.minimum(mentors.count(mentors.hours, need.hours), 3)[rows]]
        points[3] = self.place()[rows]
        if need.occupations:
            akin = mentors.count(mentors.groups, {code[:2] for code in need.occupations}) > 0
            same = mentors.count(mentors.occupations, need.occupations) > 0
            points[4] = np.where(same, 100, np.where(akin, SAME_GROUP, 0))[rows]
        if need.countries:
            points[5] = np.where(mentors.count(mentors.countries, need.countries) > 0, 100, 0)[rows]
        points[6] = self.wishes()[rows]
        return points

    def place(self) -> Array:
        falling = 100 - (100 - AT_THE_LIMIT) * self.metres // np.maximum(self.limit, 1)
        return np.where(self.near, falling, ONLINE)

    def wishes(self) -> Array:
        own = [wish.trait for wish in self.need.wishes if not wish.hard]
        true = sum((self.mentors.with_trait(trait).astype(int) for trait in own), start=np.zeros(1, dtype=int))
        theirs = self.mentors.soft
        true = true + self.mentors.count(theirs, [trait for trait in theirs if self.need.has(trait)])
        asked = len(own) + self.mentors.count(theirs, theirs)
        return np.where(asked == 0, 100, 100 * true // np.maximum(asked, 1))

    def totals(self, points: Array) -> Array:
        """In hundredths of a point."""
        counting = points[:, :1] >= 0 if points.shape[1] else np.zeros((len(PARTS), 1), dtype=bool)
        weights = np.where(counting, self.mentors.weights[:, None], 0)
        return 100 * (weights * points).sum(axis=0) // max(1, int(weights.sum()))

    def pairs(self, rows: Array) -> list[Pair]:
        points = self.points(rows)
        totals = self.totals(points).tolist()
        found = []
        for column, row in enumerate(rows.tolist()):
            parts = {name: int(given) for name, given in zip(PARTS, points[:, column], strict=True) if given >= 0}
            km = int(self.metres[row]) // 1000 if self.near[row] else None
            found.append(Pair(self.need.key, self.mentors.rows[row].key, totals[column], parts, km))
        return found
