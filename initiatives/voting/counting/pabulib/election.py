"""A Pabulib election: what the file says, and what of it is counted. https://pabulib.org/format"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import ceil
from typing import Any

from ..model import Parameters, Project, written
from ..profiles import Profile
from .ballots import VOTE_TYPES, number, read_profile, without_blanks
from .tables import ID_COLUMN, PabulibError, Table, decode, join, split

META_FIRST = (
    "description",
    "country",
    "unit",
    "district",
    "subunit",
    "instance",
    "num_projects",
    "num_votes",
    "budget",
)
META_NEXT = ("vote_type", "rule", "date_begin", "date_end")
WITHDRAWN_COST = 999_999_999  # Pabulib's mark for a project that was withdrawn after the vote
MOST_MONEY = 10**15

STATED_RULES: dict[str, dict[str, Any]] = {
    "greedy": {"rule": "greedy"},
    "greedy-threshold": {"rule": "greedy"},
    "greedy-no-skip": {"rule": "greedy", "at_first_misfit": "stop"},
    "equalshares": {"completion": "none"},
    "equalshares-comparison": {"completion": "none", "comparison": True},
    "equalshares/add1": {"increment": 1},
    "equalshares/add1-comparison": {"increment": 1, "comparison": True},
    "equalshares/add1u": {"increment": 1, "completion": "add1u"},
    "equalshares/add1u-comparison": {"increment": 1, "completion": "add1u", "comparison": True},
}


@dataclass(frozen=True, eq=False)
class Election:
    """meta, project_table, vote_table: all text of the file, unknown keys and columns included.

    projects, budget: money in whole numbers of 1/scale of the file's unit; scale is 1, or the power of ten that its
    decimals need. warnings: sentences about what was mended or looks odd, none of which changes the count.
    """

    meta: Mapping[str, str]
    project_table: Table
    vote_table: Table
    projects: tuple[Project, ...]
    budget: int
    scale: int
    profile: Profile
    warnings: tuple[str, ...]

    @property
    def vote_type(self) -> str:
        return self.meta["vote_type"]

    @property
    def official(self) -> tuple[str, ...] | None:
        """Ids that the city itself selected, in file order; None when the file does not say."""
        if "selected" not in self.project_table.columns:
            return None
        marks = zip(self.projects, self.project_table.column("selected"), strict=True)
        return tuple(project.id for project, mark in marks if mark not in ("", "0"))

    def stated_parameters(self) -> Parameters | None:
        """The file's own rule, where it is one of ours and says all that a count needs."""
        stated = STATED_RULES.get(self.meta.get("rule", ""))
        try:
            least = number(self.meta.get("min_project_score_threshold") or "0")
        except ValueError:
            return None
        if stated is None or least < 0 or (least and self.vote_type not in VOTE_TYPES[:2]):
            return None
        return Parameters(**{**stated, "min_votes": ceil(least), "unit": self.scale})


def parse(source: str | bytes) -> Election:
    """Read a .pb file of any vote type. PabulibError, with the line where there is one, for what cannot be counted or
    contradicts itself: sections missing or cut short, ids twice, votes for unknown projects, costs of nothing or
    above the whole budget (Pabulib's own checker calls that an error too, but for its mark 999999999), points above
    the maximum."""
    text, notes = decode(source)
    tables, mended = split(text)
    return _read(tables, [*notes, *mended])


def write(election: Election) -> str:
    """The election as a file: parse(write(e)) has the same content, and writing that again gives the same text."""
    meta = Table(("key", "value"), tuple(election.meta.items()), ())
    return join((("META", meta), ("PROJECTS", election.project_table), ("VOTES", election.vote_table)))


def compose(
    meta: Mapping[str, object], projects: Iterable[Mapping[str, object]], votes: Iterable[Mapping[str, object]]
) -> Election:
    """An election from our own data, checked as strictly as a file. Rows are dicts by Pabulib column name; lists are
    joined by commas; num_projects, num_votes and each project's votes (and score, for points and rankings) are filled
    in."""
    projects, votes = list(projects), list(votes)
    stated = {"num_projects": len(projects), "num_votes": len(votes), **meta}
    keys = [key for key in META_FIRST + META_NEXT if key in stated]
    tables = {
        "META": _table([{"key": key, "value": stated[key]} for key in [*keys, *(k for k in stated if k not in keys)]]),
        "PROJECTS": _table(projects, ("project_id", "cost", "votes", "score", "name")),
        "VOTES": _table(votes, ("voter_id", "vote", "points")),
    }
    election = _read(tables, [], tallied=False)
    tallies = _tallies(election)
    rows = [{**project, **tallied} for project, tallied in zip(projects, tallies, strict=True)]
    return _read({**tables, "PROJECTS": _table(rows, ("project_id", "cost", "votes", "score", "name"))}, [])


def _table(rows: Sequence[Mapping[str, object]], first: tuple[str, ...] = ()) -> Table:
    given = dict.fromkeys(chain.from_iterable(rows))
    columns = [name for name in first if name in given or name in ("project_id", "cost", "voter_id", "vote")]
    columns += [name for name in given if name not in first]
    return Table(
        tuple(columns), tuple(tuple(_cell(row.get(name)) for name in columns) for row in rows), (0,) * len(rows)
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ",".join(_cell(item) for item in value)
    if isinstance(value, Fraction):
        return str(written(value))
    return " ".join(str(value).split())


def _tallies(election: Election) -> list[dict[str, object]]:
    votes = [backing.votes for backing in election.profile.backing]
    if election.vote_type in VOTE_TYPES[:2]:
        return [{"votes": one} for one in votes]
    return [{"votes": one, "score": score} for one, score in zip(votes, election.profile.scores, strict=True)]


def _read(tables: Mapping[str, Table], warnings: list[str], *, tallied: bool = True) -> Election:
    meta = _read_meta(tables["META"])
    project_table, vote_table = tables["PROJECTS"], without_blanks(tables["VOTES"])
    _expect_rows(meta, "num_projects", project_table, "PROJECTS")
    _expect_rows(meta, "num_votes", vote_table, "VOTES")
    ids = _ids(project_table, "PROJECTS")
    _ids(vote_table, "VOTES")
    budget = _money(meta["budget"], "META: budget", None)
    costs = _costs(project_table, budget, warnings)
    scale = next(10**places for places in range(21) if all((a * 10**places).denominator == 1 for a in (budget, *costs)))
    names = project_table.column("name") if "name" in project_table.columns else [""] * len(ids)
    profile = read_profile(meta, ids, vote_table, warnings)
    if tallied:
        _compare_tallies(project_table, profile, warnings)
    projects = (Project(id_, int(cost * scale), name) for id_, cost, name in zip(ids, costs, names, strict=True))
    return Election(
        meta, project_table, vote_table, tuple(projects), int(budget * scale), scale, profile, tuple(warnings)
    )


def _read_meta(table: Table) -> dict[str, str]:
    meta: dict[str, str] = {}
    lines = table.lines
    for place, (key, *value) in enumerate(table.rows):
        line = lines[place] or None
        if not key or key in meta:
            raise PabulibError(f"META has the key {key!r} twice." if key else "META has a value without a key.", line)
        meta[key] = value[0] if value else ""
    for key in ("num_projects", "num_votes", "budget", "vote_type"):
        if not meta.get(key):
            raise PabulibError(f"META does not say {key}.")
    if meta["vote_type"] not in VOTE_TYPES:
        raise PabulibError(f"META: vote_type is {meta['vote_type']!r}; known are {', '.join(VOTE_TYPES)}.")
    return meta


def _expect_rows(meta: Mapping[str, str], key: str, table: Table, section: str) -> None:
    said, found = meta[key], len(table.rows)
    if not (said.isascii() and said.isdigit()):
        raise PabulibError(f"META: {key} is {said!r}, which is not a whole number.")
    if int(said) != found:
        raise PabulibError(
            f"META says {key} {said}, but {section} has {found} rows; the file is cut short or was edited."
        )


def _ids(table: Table, section: str) -> list[str]:
    name = ID_COLUMN[section]
    ids = table.column(name)
    repeated = [id_ for id_, times in Counter(ids).items() if times > 1 or not id_]
    if repeated:
        line = [place for place, id_ in enumerate(ids) if id_ == repeated[0]][-1]
        told = (
            f"{section} has the {name} {repeated[0]!r} twice."
            if repeated[0]
            else f"{section} has a row without {name}."
        )
        raise PabulibError(told, table.lines[line] or None)
    if section == "PROJECTS" and (broken := next((id_ for id_ in ids if "," in id_), None)):
        raise PabulibError(f"The project_id {broken!r} contains a comma, so no vote could name it.")
    return ids


def _costs(table: Table, budget: Fraction, warnings: list[str]) -> list[Fraction]:
    if "cost" not in table.columns:
        raise PabulibError("Section PROJECTS has no column 'cost'.")
    costs = []
    for id_, text, line in zip(table.column("project_id"), table.column("cost"), table.lines, strict=True):
        cost = _money(text, f"Project {id_!r}: cost", line or None)
        if cost > budget:
            told = f"Project {id_!r} costs {text}, more than the whole budget of {written(budget)}."
            if cost != WITHDRAWN_COST:
                raise PabulibError(told, line or None)
            warnings.append(f"{told} That cost marks a project as withdrawn; it cannot win.")
        costs.append(cost)
    return costs


def _money(text: str, what: str, line: int | None) -> Fraction:
    try:
        amount = number(text)
    except ValueError as error:
        raise PabulibError(f"{what} is {text!r}, which is not an amount of money.", line) from error
    if not 0 < amount <= MOST_MONEY:
        raise PabulibError(f"{what} is {text}; it must be more than nothing and at most {MOST_MONEY}.", line)
    return amount


def _compare_tallies(table: Table, profile: Profile, warnings: list[str]) -> None:
    """Cities publish totals of their own; the ballots are what is counted."""
    for column, counted in (("votes", [backing.votes for backing in profile.backing]), ("score", profile.scores)):
        if column in table.columns:
            differing = sum(
                said != str(value) for said, value in zip(table.column(column), counted, strict=True) if said
            )
            if differing:
                warnings.append(
                    f"The column {column!r} differs from what the ballots add up to for {differing} projects."
                )
