"""Mentees and mentors as CSV files: UTF-8, a head of column names in any order, `;` between several things in a cell.

Both files: `key` (unique), `languages` (`pl:C2;en:B1`), `hours` (`mon-evening;sat-morning`), `lat` and `lon`,
`within_km` (empty for only online), `online` (yes or no, default yes), `occupations` (ISCO-08, four digits),
`countries` (two letters), `traits`, `wishes` (`woman;parent!`, where `!` makes it a must).
Mentees: `needs` (one to three topics, the most important first), `blocked` (keys of mentors never to meet).
Mentors: `topics`, `capacity` (default 1).
`key`, `languages` and `needs` or `topics` must be there; other columns may be left out, unknown ones are refused.
"""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from .people import DAYS, LEVELS, PARTS_OF_DAY, Need, Offer, Wish

MOST_ROWS = 50_000
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = ("morning", "noon", "evening")
HOURS = {f"{WEEK[day]}-{DAY[part]}": day * PARTS_OF_DAY + part for day in range(DAYS) for part in range(PARTS_OF_DAY)}
YES_NO = {"yes": True, "no": False, "": True}
BOTH = (
    "key",
    "languages",
    "hours",
    "lat",
    "lon",
    "within_km",
    "online",
    "occupations",
    "countries",
    "traits",
    "wishes",
)
MENTEES = (*BOTH, "needs", "blocked")
MENTORS = (*BOTH, "topics", "capacity")


class TableError(ValueError):
    """What is wrong, in a sentence that names the line and the column."""


def read_mentees(content: bytes) -> list[Need]:
    return read(content, MENTEES, ("key", "languages", "needs"), mentee)


def read_mentors(content: bytes) -> list[Offer]:
    return read(content, MENTORS, ("key", "languages", "topics"), mentor)


def mentee(row: dict[str, str]) -> Need:
    return Need(**person(row), topics=tuple(several(row, "needs")), blocked=frozenset(several(row, "blocked")))


def mentor(row: dict[str, str]) -> Offer:
    capacity = whole(row, "capacity")
    return Offer(**person(row), topics=frozenset(several(row, "topics")), capacity=1 if capacity is None else capacity)


def read[Side: (Need, Offer)](
    content: bytes, columns: tuple[str, ...], needed: tuple[str, ...], made: Callable[[dict[str, str]], Side]
) -> list[Side]:
    """The rows in the file's order; the first thing that is wrong ends the reading with a TableError."""
    found: dict[str, Side] = {}
    for line, row in rows(content, columns, needed):
        try:
            side = made(row)
        except ValueError as error:
            raise TableError(f"line {line}: {error}") from error
        if side.key in found:
            raise TableError(f"line {line}, key: {side.key!r} stands here twice")
        found[side.key] = side
    return list(found.values())


def rows(content: bytes, columns: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(f"line {line}: not in UTF-8. Save the file as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in reader.fieldnames or []]
        check_head(head, columns, needed)
        reader.fieldnames = head
        for count, row in enumerate(reader, start=1):
            if count > MOST_ROWS:
                raise TableError(f"more than {MOST_ROWS} rows: split the file by region")
            if None in row or None in row.values():
                raise TableError(f"line {reader.line_num}: not as many cells as the head has")
            yield reader.line_num, {name: (value or "").strip() for name, value in row.items()}
    except csv.Error as error:
        raise TableError(f"line {reader.reader.line_num}: {error}") from error


def check_head(head: list[str], columns: tuple[str, ...], needed: tuple[str, ...]) -> None:
    if missing := [name for name in needed if name not in head]:
        raise TableError(f"line 1: the column {missing[0]!r} is missing")
    if unknown := [name for name in head if name not in columns]:
        raise TableError(f"line 1: no column is called {unknown[0]!r}; there are {', '.join(columns)}")
    if len(set(head)) < len(head):
        raise TableError("line 1: a column stands there twice")


def person(row: dict[str, str]) -> dict[str, Any]:
    if not row["key"]:
        raise ValueError("key: is empty")
    online = row.get("online", "").lower()
    if online not in YES_NO:
        raise ValueError("online: is neither yes nor no")
    return {
        "key": row["key"],
        "languages": dict(map(spoken, several(row, "languages"))),
        "hours": frozenset(map(hour, several(row, "hours"))),
        "at": place(row),
        "within_km": whole(row, "within_km"),
        "online": YES_NO[online],
        "occupations": frozenset(map(occupation, several(row, "occupations"))),
        "countries": frozenset(code.upper() for code in several(row, "countries")),
        "traits": frozenset(several(row, "traits")),
        "wishes": tuple(Wish(word.removesuffix("!"), word.endswith("!")) for word in several(row, "wishes")),
    }


def several(row: dict[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split(";") if part.strip()]


def spoken(cell: str) -> tuple[str, int]:
    code, _colon, level = cell.partition(":")
    if level.strip().upper() not in LEVELS:
        raise ValueError(f"languages: {cell!r} is not like pl:B2")
    return code.strip().lower(), LEVELS.index(level.strip().upper()) + 1


def hour(cell: str) -> int:
    if cell.lower() not in HOURS:
        raise ValueError(f"hours: {cell!r} is not like mon-evening")
    return HOURS[cell.lower()]


def occupation(cell: str) -> str:
    if len(cell) != 4 or not cell.isdecimal():  # noqa: PLR2004 ISCO-08
        raise ValueError(f"occupations: {cell!r} is not a code of four digits")
    return cell


def whole(row: dict[str, str], column: str) -> int | None:
    if not (cell := row.get(column, "")):
        return None
    if not cell.removeprefix("-").isdecimal() or len(cell) > 9:  # noqa: PLR2004 digits
        raise ValueError(f"{column}: {cell!r} is not a whole number")
    return int(cell)


def place(row: dict[str, str]) -> tuple[float, float] | None:
    cells = row.get("lat", ""), row.get("lon", "")
    if not any(cells):
        return None
    try:
        return float(cells[0]), float(cells[1])
    except ValueError:
        raise ValueError("lat, lon: are not both numbers") from None
