"""The answer to a question: one set, shown as a list and on the map."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from community.interface.search import folded
from community.members.models import Centre
from maps.forms.finding import FindForm
from maps.index.columns import Columns, Facet, Flags, Row, columns_of
from maps.index.frames import Frame, Nearest, Shown, metres_from, nearest, shown
from maps.index.question import Question
from maps.kept import kept_for
from maps.layers import Spot, spots
from maps.quadkey import square


@dataclass(frozen=True)
class Answer:
    """`columns` as `matching` marks them; what is no place has a negative pk, -1 being the first of `others`."""

    question: Question
    monday: dt.date | None
    columns: Columns
    matching: Flags
    others: Sequence[Spot]

    def nearest(self, point: tuple[float, float], first: int, most: int) -> Nearest:
        return nearest(self.columns, self.matching, point, first, most)

    def shown(self, frame: Frame) -> Shown:
        return shown(self.columns, self.matching, frame)

    def other(self, pk: int) -> Spot:
        return self.others[-pk - 1]

    @property
    def total(self) -> int:
        return int(self.matching.sum())


def ask(centre: Centre, member: Any, language: str, form: FindForm, at: dt.datetime) -> Answer:
    """A fixed number of queries: one for the index, one a layer that is asked for."""
    kept = kept_for(centre)
    question = form.question(kept.monday, at)
    with_places, keys = form.shown_layers()
    columns = kept.columns if with_places else Columns()
    others = said(spots(centre, member, language, keys), question.words) if keys else []
    matching = columns.matching(question)
    if others:
        columns = columns.followed_by(columns_of([row_of(spot, number) for number, spot in enumerate(others)]))
        matching = np.concatenate([matching, np.ones(len(others), bool)])
    if within := form.asked["within"]:
        matching &= metres_from(columns, form.point) <= within
    return Answer(question, kept.monday, columns, matching, others)


def said(found: list[Spot], words: Sequence[str]) -> list[Spot]:
    """Those in whose title or summary each word stands."""
    if not words:
        return found
    texts = [folded(f"{spot.title} {spot.summary} {spot.label}") for spot in found]
    return [spot for spot, text in zip(found, texts, strict=True) if all(word in text for word in words)]


def row_of(spot: Spot, number: int) -> Row:
    column, row = square(spot.latitude, spot.longitude)
    return Row(-number - 1, column, row, [Facet(0)])
