"""A question and its answers, a line a span of time and one for all: the same for the page and for the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.figures.estimates import Estimate
from mentoring.figures.quarters import Span


@dataclass(frozen=True)
class Cell:
    """`value` None is hidden. `low` and `high` are the ends of an interval, where there is one."""

    value: float | None
    low: float | None = None
    high: float | None = None


HIDDEN = Cell(None)


@dataclass(frozen=True)
class Line:
    """`span` None is all of them together."""

    span: Span | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Question:
    key: str
    measures: tuple[str, ...]
    lines: tuple[Line, ...]


def estimated(estimate: Estimate) -> Cell:
    return Cell(estimate.value, estimate.low, estimate.high)
