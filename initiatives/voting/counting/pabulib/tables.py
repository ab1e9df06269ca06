"""Bytes to three tables and back: encodings, quoting, sections. Knows nothing of elections."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SECTIONS = ("META", "PROJECTS", "VOTES")
ID_COLUMN = {"META": "key", "PROJECTS": "project_id", "VOTES": "voter_id"}

# Column names that mean something to us, in whatever case a spreadsheet left them.
OURS = {*ID_COLUMN.values(), "cost", "name", "votes", "score", "selected", "vote", "points"}

LONGEST_MESSAGE = 300  # messages quote the file, and a cell may be a megabyte


class PabulibError(ValueError):
    """The file cannot be counted as it stands. `message` is a sentence for people, `line` counts from 1."""

    def __init__(self, message: str, line: int | None = None) -> None:
        message = message if len(message) <= LONGEST_MESSAGE else message[:LONGEST_MESSAGE] + "…"
        self.message, self.line = message, line
        super().__init__(message if line is None else f"Line {line}: {message}")


@dataclass(frozen=True)
class Table:
    """Columns and rows as text, every row as long as the columns; lines[i] is where row i began (0 when there is no
    file)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def column(self, name: str) -> list[str]:
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def decode(source: str | bytes) -> tuple[str, list[str]]:
    """Text, and what had to be assumed. UTF-8 with or without a byte order mark and UTF-16 with one; else the two
    encodings that Central European spreadsheets still write, told apart by the bytes that only Windows-1250 uses."""
    notes: list[str] = []
    if isinstance(source, str):
        text = source.removeprefix("\ufeff")
    elif source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(source, "utf-16")
    else:
        try:
            text = source.decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding = "cp1250" if any(0x80 <= byte < 0xA0 for byte in source) else "iso8859-2"
            text = _decoded(source, encoding)
            notes.append(f"The file is not UTF-8; it was read as {encoding}.")
    if "\0" in text:
        raise PabulibError("This is not a text file.", text[: text.index("\0")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _decoded(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise PabulibError(
            f"The file is neither UTF-8 nor {encoding}.", source[: error.start].count(b"\n") + 1
        ) from error


def split(text: str) -> tuple[dict[str, Table], list[str]]:
    """The three tables, and what was mended on the way."""
    notes: list[str] = []
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for line, cells in _rows(text):
        marker = _marker(cells)
        if marker is not None:
            if marker in found:
                raise PabulibError(f"Section {marker} appears twice.", line)
            if len(found) != SECTIONS.index(marker):
                raise PabulibError(f"Section {marker} is out of place; the order is META, PROJECTS, VOTES.", line)
            found[marker] = []
        elif not found:
            raise PabulibError("The file does not begin with the section META.", line)
        else:
            found[next(reversed(found))].append((line, cells))
    missing = [section for section in SECTIONS if section not in found]
    if missing:
        raise PabulibError(f"Section {missing[0]} is missing; the file is cut short or not a Pabulib file.")
    return {section: _table(section, rows, notes) for section, rows in found.items()}, notes


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and stripped cells of each row that is not empty."""
    reader = csv.reader(io.StringIO(text), delimiter=";", skipinitialspace=True)
    begun = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield begun, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        raise PabulibError(f"This row cannot be read ({error}); is a quotation mark never closed?", begun) from error


def _marker(cells: Sequence[str]) -> str | None:
    name = cells[0].upper()
    return name if name in SECTIONS and not any(cells[1:]) else None


def _table(section: str, rows: Sequence[tuple[int, list[str]]], notes: list[str]) -> Table:
    if not rows:
        raise PabulibError(f"Section {section} is empty; the file is cut short.")
    (line, header), *body = rows
    while header and not header[-1]:
        header = header[:-1]
    columns = tuple(name.lower() if name.lower() in OURS else name for name in header)
    if ID_COLUMN[section] not in columns or (section == "META" and columns[0] != "key"):
        raise PabulibError(f"Section {section} has no column {ID_COLUMN[section]}; its first is {columns[0]!r}.", line)
    if len(set(columns)) < len(columns) or not all(columns):
        raise PabulibError(f"Section {section} has a column twice, or one without a name.", line)
    cut = next((begun for begun, cells in body if any(cells[len(columns) :])), None)
    if cut is not None:
        notes.append(f"Line {cut}: cells beyond the last column of {section} were ignored.")
    return Table(
        columns,
        tuple(tuple(cells[: len(columns)]) + ("",) * (len(columns) - len(cells)) for _, cells in body),
        tuple(begun for begun, _ in body),
    )


def join(tables: Iterable[tuple[str, Table]]) -> str:
    """The tables as text: UTF-8 when encoded, LF, quotation marks only where a cell needs them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for section, table in tables:
        writer.writerow([section])
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return out.getvalue()
