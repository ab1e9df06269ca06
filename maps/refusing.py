"""The rows that were left out, as a file: what stood there, and before it line, field and reason."""

from maps.actions.importing import read_file
from maps.exchange.rows import Row
from maps.exchange.table import sheet
from maps.file_words import column_words, place_words, reason
from maps.formats import rows_of
from maps.models import ImportRun

# Names that none of our columns has.
WHERE, FIELD, WHY = "#line", "#field", "#reason"


def refused_file(run: ImportRun, content: bytes) -> bytes:
    """CSV: #line, #field, #reason, then the row's own cells under our columns' names."""
    problems = read_file(run.centre, content, run.kind, run.reading).problems
    wanted = {problem.where for problem in problems}
    rows: dict[str, Row] = {row.where: row for row in rows_of(content, run.kind, run.reading) if row.where in wanted}
    columns = list(dict.fromkeys(column for row in rows.values() for column in row.cells))
    lines = []
    for each in problems:
        why = {WHERE: place_words(each.where), FIELD: column_words(each.field), WHY: reason(each.code, each.found)}
        lines.append((rows[each.where].cells if each.where in rows else {}) | why)
    return sheet((WHERE, FIELD, WHY, *columns), lines)
