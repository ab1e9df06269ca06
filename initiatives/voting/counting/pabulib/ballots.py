"""The VOTES section as a Profile. Each different ballot is read once, however many voters cast it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import lcm

from ..model import CountError
from ..profiles import MOST_POINTS, Choice, Profile, borda
from .tables import PabulibError, Table

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
WITH_POINTS = ("cumulative", "scoring")

_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{0,20}|,[0-9]{1,2})?")

Cells = tuple[str, str]
Points = dict[int, int | Fraction]


def read_profile(meta: Mapping[str, str], ids: Sequence[str], votes: Table, warnings: list[str]) -> Profile:
    vote_type = meta["vote_type"]
    needed = ("vote", "points") if vote_type in WITH_POINTS else ("vote",)
    for column in needed:
        if column not in votes.columns:
            raise PabulibError(f"Section VOTES has no column {column!r}, which {vote_type} ballots need.")
    given = votes.column("points") if vote_type in WITH_POINTS else [""] * len(votes.rows)
    cells = list(zip(votes.column("vote"), given, strict=True))
    places = {project_id: place for place, project_id in enumerate(ids)}
    limits = _limits(meta)
    read = _READERS[vote_type]
    ballots: dict[Cells, Points] = {}
    cast = Counter(cells)
    for ballot in cast:
        try:
            ballots[ballot] = read(
                limits, len(ids), [_place(places, item) for item in _items(ballot[0])], _items(ballot[1])
            )
        except CountError as error:
            line = votes.lines[cells.index(ballot)]
            raise PabulibError(str(error), line or None) from error
    _fill(ballots, limits.get("default_score", Fraction(0)) if vote_type == "scoring" else Fraction(0), len(ids))
    _warn(ballots, cast, limits, vote_type, warnings)
    return _profile(ids, ballots, cast)


def without_blanks(votes: Table) -> Table:
    """Lists as the format wants them: nothing but commas between the items."""
    lists = [place for place, name in enumerate(votes.columns) if name in ("vote", "points")]
    blank = {
        cell: ",".join(_items(cell)) for row in votes.rows for cell in (row[place] for place in lists) if " " in cell
    }
    if not blank:
        return votes
    rows = (tuple(blank.get(cell, cell) if at in lists else cell for at, cell in enumerate(row)) for row in votes.rows)
    return Table(votes.columns, tuple(rows), votes.lines)


def _limits(meta: Mapping[str, str]) -> dict[str, Fraction]:
    names = (
        "min_length",
        "max_length",
        "min_points",
        "max_points",
        "min_sum_points",
        "max_sum_points",
        "default_score",
    )
    limits = {}
    for name in names:
        if meta.get(name):
            try:
                limits[name] = number(meta[name])
            except ValueError as error:
                raise PabulibError(f"META: {name} is {meta[name]!r}, which is not a number.") from error
    return limits


def number(text: str) -> Fraction:
    """A plain decimal, exactly. A comma is a decimal point only before one or two digits: 1,000 could mean either."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Fraction(text.replace(",", "."))


def _items(cell: str) -> list[str]:
    return [item for item in map(str.strip, cell.split(",")) if item]


def _place(places: Mapping[str, int], project_id: str) -> int:
    if project_id not in places:
        raise CountError(f"The vote names project {project_id!r}, which is not in PROJECTS.")
    return places[project_id]


def _approval(limits: Mapping[str, Fraction], size: int, chosen: list[int], _: list[str]) -> Points:
    return _once(chosen, [1] * len(chosen))


def _one(limits: Mapping[str, Fraction], size: int, chosen: list[int], _: list[str]) -> Points:
    if len(chosen) > 1:
        raise CountError(f"The vote names {len(chosen)} projects, but vote_type is choose-1.")
    return _once(chosen, [1] * len(chosen))


def _ranking(limits: Mapping[str, Fraction], size: int, chosen: list[int], _: list[str]) -> Points:
    length = int(limits.get("max_length", size))
    return _once(chosen, [points for _, points in borda(chosen, length=length)])


def _pointed(
    limits: Mapping[str, Fraction], size: int, chosen: list[int], points: list[str], *, least: int | None
) -> Points:
    if len(chosen) != len(points):
        raise CountError(f"The vote names {len(chosen)} projects but gives points to {len(points)}.")
    values = []
    for item in points:
        try:
            value = number(item)
        except ValueError as error:
            raise CountError(f"{item!r} is not a number of points.") from error
        most = min(limits.get("max_points", limits.get("max_sum_points", MOST_POINTS)), MOST_POINTS)
        if value > most or value < -MOST_POINTS:
            raise CountError(f"The vote gives {item} points to one project; {most} is the most allowed.")
        if least is not None and value < least:
            raise CountError(f"The vote gives {item} points to a project; {least} is the least allowed.")
        values.append(value.numerator if value.denominator == 1 else value)
    return _once(chosen, values)


_READERS: dict[str, Callable[[Mapping[str, Fraction], int, list[int], list[str]], Points]] = {
    "approval": _approval,
    "choose-1": _one,
    "ordinal": _ranking,
    "cumulative": partial(_pointed, least=0),
    "scoring": partial(_pointed, least=None),
}


def _once(chosen: list[int], values: Iterable[int | Fraction]) -> Points:
    ballot = dict(zip(chosen, values, strict=True))
    if len(ballot) < len(chosen):
        raise CountError("The vote names a project twice.")
    return ballot


def _fill(ballots: dict[Cells, Points], default: Fraction, size: int) -> None:
    """Pabulib's default_score: what a scoring ballot gives to each project it does not name."""
    if default:
        for ballot in ballots.values():
            for place in range(size):
                ballot.setdefault(place, default)


def _warn(
    ballots: Mapping[Cells, Points],
    cast: Counter[Cells],
    limits: Mapping[str, Fraction],
    vote_type: str,
    warnings: list[str],
) -> None:
    """A ballot of a wrong length or sum was accepted by its city and can be counted: it is only reported."""
    length_low, length_high = limits.get("min_length", 0), limits.get("max_length")
    sum_low, sum_high = limits.get("min_sum_points"), limits.get("max_sum_points")
    odd_length = odd_sum = 0
    for ballot, voters in cast.items():
        length = len(_items(ballot[0]))
        if length < length_low or (length_high is not None and length > length_high):
            odd_length += voters
        if vote_type in WITH_POINTS:
            total = sum(ballots[ballot].values())
            if (sum_low is not None and total < sum_low) or (sum_high is not None and total > sum_high):
                odd_sum += voters
    if odd_length:
        warnings.append(f"Votes naming fewer or more projects than META allows: {odd_length}.")
    if odd_sum:
        warnings.append(f"Votes giving fewer or more points together than META allows: {odd_sum}.")


def _profile(ids: Sequence[str], ballots: Mapping[Cells, Points], cast: Counter[Cells]) -> Profile:
    scale = lcm(*{points.denominator for ballot in ballots.values() for points in ballot.values()})
    choices: Counter[Choice] = Counter()
    for cells, voters in cast.items():
        choices[tuple(sorted((place, int(points * scale)) for place, points in ballots[cells].items()))] += voters
    try:
        return Profile.from_choices(ids, choices, scale=scale)
    except CountError as error:
        raise PabulibError(str(error)) from error
