"""Figures in the reader's words, and as a file.

The file is CSV in UTF-8, a line a figure, the same in every language. Columns: question, from and until (quarters; both
empty for all together, `from` empty for all that lies before), measure, value, low, high. What is hidden is empty.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.moderation.logfile import harmless
from mentoring.figures import Cell, Quarter, Question, Span
from mentoring.sheet_words import MEASURES, QUESTIONS

COLUMNS = ("question", "from", "until", "measure", "value", "low", "high")
WIDTH = 1000  # of a bar
LEAST, MOST = 1, 5


@dataclass(frozen=True)
class Bar:
    """How far it is filled, and between what its true length lies; out of WIDTH."""

    filled: int
    low: int
    width: int


@dataclass(frozen=True)
class Shown:
    """`text` is empty where the figure is hidden. `sure` is its interval, `bar` stands for a share or a mean."""

    text: str
    sure: str = ""
    bar: Bar | None = None


@dataclass(frozen=True)
class Sheet:
    key: str
    title: str
    reading: str
    head: list[str]
    rows: list[tuple[str, list[Shown]]]
    is_empty: bool


def sheets(questions: Sequence[Question]) -> list[Sheet]:
    return [sheet(question) for question in questions]


def sheet(question: Question) -> Sheet:
    title, reading = QUESTIONS[question.key]
    head = [str(MEASURES[measure][0]) for measure in question.measures]
    rows = [
        (period(line.span), [shown(measure, line.cells[measure]) for measure in question.measures])
        for line in question.lines
    ]
    hidden = all(not cell.text for _label, cells in rows for cell in cells)
    return Sheet(question.key, str(title), str(reading), head, rows, hidden)


def shown(measure: str, cell: Cell) -> Shown:
    return FORMS[MEASURES[measure][1]](cell) if cell.value is not None else Shown("")


# --- How each kind of figure is written -------------------------------------------------------------------------------


def locale() -> str:
    return get_language() or "en"


def plain(value: float | None) -> str:
    return format_decimal(round(value or 0), locale=locale())


def tenths(value: float | None) -> str:
    return format_decimal(value or 0, format="0.0", locale=locale())


def percent(value: float | None) -> str:
    return format_percent(value or 0, format="#,##0\u00a0%", locale=locale())


def count(cell: Cell) -> Shown:
    return Shown(plain(cell.value))


def days(cell: Cell) -> Shown:
    return Shown(plain(cell.value), between(cell, plain))


def share(cell: Cell) -> Shown:
    return Shown(percent(cell.value), between(cell, percent), bar(cell, 0, 1))


def score(cell: Cell) -> Shown:
    return Shown(tenths(cell.value), between(cell, tenths), bar(cell, LEAST, MOST))


def between(cell: Cell, words: Callable[[float | None], str]) -> str:
    return _("%(low)s to %(high)s") % {"low": words(cell.low), "high": words(cell.high)}


def bar(cell: Cell, least: int, most: int) -> Bar:
    filled, low, high = (
        round(WIDTH * ((value or 0) - least) / (most - least)) for value in (cell.value, cell.low, cell.high)
    )
    return Bar(filled, low, max(high - low, 1))


FORMS: dict[str, Callable[[Cell], Shown]] = {"count": count, "days": days, "share": share, "score": score}


def period(span: Span | None) -> str:
    if span is None:
        return _("all together")
    if span.first is None:
        return _("until %(last)s") % {"last": quarter(span.last)}
    if span.first == span.last:
        return quarter(span.last)
    return _("%(low)s to %(high)s") % {"low": quarter(span.first), "high": quarter(span.last)}


def quarter(each: Quarter) -> str:
    return format_skeleton("yQQQ", each.first_day, locale=locale())


# --- As a file --------------------------------------------------------------------------------------------------------


def figures_file(questions: Sequence[Question]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for question in questions:
        for line in question.lines:
            when = ends(line.span)
            for measure in question.measures:
                cell = line.cells[measure]
                row = (question.key, *when, measure, *map(rounded, (cell.value, cell.low, cell.high)))
                writer.writerow(map(harmless, row))
    return out.getvalue().encode()


def ends(span: Span | None) -> tuple[str, str]:
    return ("", "") if span is None else (str(span.first or ""), str(span.last))


def rounded(value: float | None) -> str:
    return "" if value is None else f"{round(value, 3):g}"
