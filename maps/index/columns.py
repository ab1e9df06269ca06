"""Places as arrays. All of it is immutable: a change gives new columns, so any number of threads may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from maps.index.question import FREE, LEAST, STEP_FREE, Question

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
MOST_CATEGORIES = 256


@dataclass(frozen=True)
class Facet:
    """What one place offers in one way. `spans`: start and end in minutes, one pair after the other."""

    category: int
    flags: int = 0
    languages: int = 0
    spans: Sequence[int] = ()


@dataclass(frozen=True)
class Row:
    """A place; one without facets was taken down."""

    pk: int
    column: int
    row: int
    facets: Sequence[Facet]
    text: str = ""


def empty(kind: type) -> NDArray:
    return np.empty(0, kind)


@dataclass(frozen=True)
class Columns:
    """One entry a place in `pk`, `x`, `y` (squares at LEVEL) and `texts`; one a facet, which names its place by
    position in `of_place`; one a span, which names its facet in `of_facet`.
    """

    pk: Numbers = field(default_factory=lambda: empty(np.int64))
    x: Numbers = field(default_factory=lambda: empty(np.int64))
    y: Numbers = field(default_factory=lambda: empty(np.int64))
    texts: tuple[str, ...] = ()
    of_place: NDArray[np.int32] = field(default_factory=lambda: empty(np.int32))
    category: NDArray[np.uint8] = field(default_factory=lambda: empty(np.uint8))
    flags: NDArray[np.uint8] = field(default_factory=lambda: empty(np.uint8))
    languages: NDArray[np.uint32] = field(default_factory=lambda: empty(np.uint32))
    of_facet: NDArray[np.int32] = field(default_factory=lambda: empty(np.int32))
    start: NDArray[np.int16] = field(default_factory=lambda: empty(np.int16))
    end: NDArray[np.int16] = field(default_factory=lambda: empty(np.int16))

    def __len__(self) -> int:
        return len(self.pk)

    def replaced(self, rows: Iterable[Row]) -> "Columns":
        """With `rows` in the place of those of the same pk."""
        changed = list(rows)
        if not changed:
            return self
        stay = self.without(np.array([row.pk for row in changed], np.int64)) if len(self) else self
        return stay.followed_by(columns_of([row for row in changed if row.facets]))

    def without(self, pks: Numbers) -> "Columns":
        kept = ~np.isin(self.pk, pks)
        facets = kept[self.of_place]
        spans = facets[self.of_facet]
        place_at, facet_at = np.cumsum(kept) - 1, np.cumsum(facets) - 1
        return Columns(
            pk=self.pk[kept],
            x=self.x[kept],
            y=self.y[kept],
            texts=tuple(text for text, stays in zip(self.texts, kept.tolist(), strict=True) if stays),
            of_place=place_at[self.of_place[facets]].astype(np.int32),
            category=self.category[facets],
            flags=self.flags[facets],
            languages=self.languages[facets],
            of_facet=facet_at[self.of_facet[spans]].astype(np.int32),
            start=self.start[spans],
            end=self.end[spans],
        )

    def followed_by(self, other: "Columns") -> "Columns":
        return Columns(
            pk=np.concatenate([self.pk, other.pk]),
            x=np.concatenate([self.x, other.x]),
            y=np.concatenate([self.y, other.y]),
            texts=self.texts + other.texts,
            of_place=np.concatenate([self.of_place, other.of_place + np.int32(len(self))]),
            category=np.concatenate([self.category, other.category]),
            flags=np.concatenate([self.flags, other.flags]),
            languages=np.concatenate([self.languages, other.languages]),
            of_facet=np.concatenate([self.of_facet, other.of_facet + np.int32(len(self.of_place))]),
            start=np.concatenate([self.start, other.start]),
            end=np.concatenate([self.end, other.end]),
        )

    def matching(self, question: Question) -> Flags:
        """For each place whether it answers: with one facet in every respect, its words standing anywhere in it."""
        if question.is_open:
            return np.ones(len(self), bool)
        places = np.zeros(len(self), bool)
        places[self.of_place[self.facets_for(question)]] = True
        if question.words:
            places &= self.saying(question.words, places)
        return places

    def facets_for(self, question: Question) -> Flags:
        found = np.ones(len(self.of_place), bool)
        if question.categories:
            wanted = np.zeros(MOST_CATEGORIES, bool)
            wanted[list(question.categories)] = True
            found &= wanted[self.category]
        if question.languages:
            found &= (self.languages & np.uint32(question.languages)) != 0
        if asked := (question.free and FREE) | (question.step_free and STEP_FREE):
            found &= (self.flags & np.uint8(asked)) == asked
        if question.minutes:
            found &= self.open_in(*question.minutes)
        return found

    def open_in(self, start: int, end: int) -> Flags:
        """For each facet whether one of its spans covers enough of the minutes."""
        within = np.minimum(self.end, end) - np.maximum(self.start, start)
        found = np.zeros(len(self.of_place), bool)
        found[self.of_facet[within >= min(LEAST, end - start)]] = True
        return found

    def saying(self, words: Sequence[str], among: Flags) -> Flags:
        found = np.zeros(len(self), bool)
        texts = self.texts
        found[[at for at in np.flatnonzero(among).tolist() if all(word in texts[at] for word in words)]] = True
        return found


def columns_of(rows: Sequence[Row]) -> Columns:
    facets = [facet for row in rows for facet in row.facets]
    spans = [facet.spans for facet in facets]
    minutes = np.array([minute for each in spans for minute in each], np.int16).reshape(-1, 2)
    return Columns(
        pk=np.array([row.pk for row in rows], np.int64),
        x=np.array([row.column for row in rows], np.int64),
        y=np.array([row.row for row in rows], np.int64),
        texts=tuple(row.text for row in rows),
        of_place=np.repeat(np.arange(len(rows), dtype=np.int32), [len(row.facets) for row in rows]),
        category=np.array([facet.category for facet in facets], np.uint8),
        flags=np.array([facet.flags for facet in facets], np.uint8),
        languages=np.array([facet.languages for facet in facets], np.uint32),
        of_facet=np.repeat(np.arange(len(facets), dtype=np.int32), [len(each) // 2 for each in spans]),
        start=minutes[:, 0],
        end=minutes[:, 1],
    )
