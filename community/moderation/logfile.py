"""The public log as a file: CSV, UTF-8, a line a decision, the newest first; times in UTC as ISO 8601 has them.

Columns: date, outcome, kind (of the thing), ground (`rule` or `law`), rule (its words, or the article), reason, undoes
(whether it undoes an earlier decision), appeals (what came of each), never a name or a title.
"""

import csv
import io

from community.members.models import Centre
from community.moderation.models import Decision

COLUMNS = ("date", "outcome", "kind", "ground", "rule", "reason", "undoes", "appeals")
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def log_file(centre: Centre) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    log = Decision.objects.for_centre(centre).select_related("target_type").prefetch_related("appeals")
    writer.writerows([harmless(cell) for cell in row_of(decision)] for decision in log)
    return out.getvalue().encode()


def row_of(decision: Decision) -> tuple[str, ...]:
    kind = decision.target_type
    results = [each.result or "open" for each in sorted(decision.appeals.all(), key=lambda each: each.pk)]
    return (
        decision.decided_at.isoformat(timespec="seconds"),
        decision.outcome,
        f"{kind.app_label}.{kind.model}" if kind else "page",
        decision.ground,
        decision.ground_text,
        decision.facts,
        "yes" if decision.reverses_id else "",
        " ".join(results),
    )


def harmless(cell: str) -> str:
    """As text, also to a spreadsheet: an apostrophe keeps it from being counted."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell
