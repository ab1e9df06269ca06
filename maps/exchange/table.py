"""CSV: a head of column names, then a row a place or service. Source: RFC 4180, and what spreadsheets make of it.

Written: UTF-8 with a byte order mark, commas, line feeds, the columns of `rows.COLUMNS` and those of translations.
Read: the encodings in ENCODINGS, `;`, `,` or a tab between cells, any column names, mapped by `columns`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .letters import LETTERS
from .records import FileError
from .rows import COLUMNS, WORDS, Row

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO-8859-2",
    "cp1251": "Windows-1251",
}
DELIMITERS = {";": ";", ",": ",", "\t": "tab"}
LONGEST_CELL = 100_000  # characters; what csv itself allows is set for the whole process, by anybody
MOST_ROWS, MOST_COLUMNS = 100_000, 200
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TELEPHONE = re.compile(r"\+[0-9][0-9 ()/]{3,38}")
NUMBERS = ("latitude", "longitude")


def guess_encoding(content: bytes, language: str) -> str:
    """Of the encodings that can be read, the one with most letters of `language` and fewest that it has not."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if decodes(content, "utf-8"):
        return "utf-8"
    good, sample = LETTERS.get(language, frozenset()), content[:200_000]
    marks: dict[str, int] = {}
    for encoding in ("cp1250", "iso8859-2", "cp1251"):
        if decodes(content, encoding):
            strange = [letter for letter in sample.decode(encoding, "ignore") if letter > "\x7f"]
            marks[encoding] = sum(mark(letter, good) for letter in strange)
    if not marks:
        raise FileError("encoding")
    return max(marks, key=lambda encoding: marks[encoding])


def mark(letter: str, good: frozenset[str]) -> int:
    if letter.lower() in good:
        return 2 if letter.islower() else 1
    if letter in "„”“’‘–—…°§«»\u00a0":
        return 0
    return -2


def decodes(content: bytes, encoding: str) -> bool:
    try:
        return "\0" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False


def decoded(content: bytes, encoding: str) -> str:
    """Raises FileError where `content` is not text in `encoding`."""
    if encoding not in ENCODINGS or not decodes(content, encoding):
        raise FileError("encoding", ENCODINGS.get(encoding, encoding))
    return content.decode(encoding).removeprefix("\ufeff")


def guess_delimiter(text: str) -> str:
    """By the first line that has something."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line in the file, cells); lines without anything are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    number = 1
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise FileError("table", str(number))
            if any(cell.strip() for cell in cells):
                yield number, [cell.strip() for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        raise FileError("table", str(number)) from error


def head_of(text: str, delimiter: str) -> list[str]:
    """The names of the columns; raises FileError where there are none, or no row below them."""
    table = lines(text, delimiter)
    _line, head = next(table, (0, []))
    if not head or next(table, None) is None:
        raise FileError("empty")
    if len(head) > MOST_COLUMNS:
        raise FileError("columns", str(MOST_COLUMNS))
    return head


def rows(text: str, delimiter: str, columns: Sequence[str]) -> Iterator[Row]:
    """`columns`: for each column of the file the one of `rows.COLUMNS` that it is, or empty to leave it out."""
    table = lines(text, delimiter)
    next(table, None)
    for count, (line, cells) in enumerate(table, 1):
        if count > MOST_ROWS:
            raise FileError("rows", str(MOST_ROWS))
        known = {column: bare(cell) for column, cell in zip(columns, cells, strict=False) if column and cell}
        yield Row(str(line), known.get("id", ""), known.pop("of", None), known)


def written(found: Iterable[Row]) -> bytes:
    """The file."""
    kept = list(found)
    named = sorted({column for row in kept for column in row.cells if ":" in column}, key=translated_order)
    return sheet((*COLUMNS, *named), (row.cells for row in kept))


def sheet(columns: Sequence[str], cells: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for each in cells:
        writer.writerow([told(column, each.get(column, "")) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def translated_order(column: str) -> tuple[int, str]:
    word, _colon, language = column.partition(":")
    return WORDS.index(word), language


def told(column: str, text: str) -> str:
    return text if column in NUMBERS else harmless(text)


def harmless(text: str) -> str:
    """As text, also to a spreadsheet: an apostrophe keeps it from being counted. `bare` takes it off again.

    A telephone's number stays as it is, since other readers take the apostrophe for a part of it.
    """
    if TELEPHONE.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u00a0'").startswith(FORMULA) else text


def bare(text: str) -> str:
    return text[1:] if text.startswith("'") and harmless(text[1:]) != text[1:] else text
