"""The files that a closed round publishes: the same rows always give the same bytes, over which the seal is taken."""

import csv
import io
from collections.abc import Callable

from initiatives.voting.freezing import rules_document
from initiatives.voting.models import Round
from initiatives.voting.pabulib import pabulib_file
from initiatives.voting.secrecy import canonical, digest

# Under this many ballots a list of contents could show who chose what: totals only, the commission inspects the rest.
FEWEST_FOR_CONTENTS = 10


def receipts_file(round: Round) -> bytes:
    return "".join(
        f"{receipt}\n" for receipt in round.receipts.order_by("receipt").values_list("receipt", flat=True)
    ).encode()


def uncounted_file(round: Round) -> bytes:
    rows = round.uncounted.order_by("receipt").values_list("receipt", "reason")
    return _csv([("receipt", "reason"), *rows])


def contents_file(round: Round) -> bytes:
    """One ballot a line, in the order of what they say."""
    rows = round.contents.order_by("position").values_list("position", "choices")
    return _csv([("number", "choices"), *((position, " ".join(map(_choice, choices))) for position, choices in rows)])


def _choice(choice: str | list[object]) -> str:
    """A project's number; on a ballot with points, the number and its points."""
    return choice if isinstance(choice, str) else ":".join(map(str, choice))


def notices_file(round: Round) -> bytes:
    columns = ("date", "count", "channels", "receipts", "withdrawn", "previous", "head")
    notices = round.heads.order_by("date").values(*columns)
    return canonical([{**notice, "date": notice["date"].isoformat()} for notice in notices])


def seed_file(round: Round) -> bytes:
    """Without a line's end, so that its SHA-256 is the promised one."""
    return round.closure.seed.encode()


FILES = {
    "ballots.csv": contents_file,
    "notices.json": notices_file,
    "receipts.txt": receipts_file,
    "rules.json": rules_document,
    "seed.txt": seed_file,
    "uncounted.csv": uncounted_file,
}


# An imported election has neither receipts nor notices nor a seed: its city kept them, or had none.
OF_AN_IMPORT = ("ballots.csv", "rules.json")


def sealed(round: Round) -> dict[str, Callable[[Round], bytes]]:
    return {name: make for name, make in FILES.items() if not round.is_imported or name in OF_AN_IMPORT}


def checksums_file(round: Round) -> bytes:
    """As `sha256sum -c` reads it. Its own SHA-256 is the seal of the round."""
    return "".join(f"{digest(make(round))}  {name}\n" for name, make in sealed(round).items()).encode()


KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pb": "text/plain; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def published(round: Round) -> dict[str, Callable[[Round], bytes]]:
    """What may be downloaded now: the rules and notices once they stand, the rest when the box was opened."""
    if not round.is_frozen:
        return {}
    if not round.is_opened_box:
        return {name: FILES[name] for name in ("rules.json", "notices.json")}
    files = sealed(round) | {"ballots.pb": pabulib_file, "checksums.txt": checksums_file}
    if round.closure.ballots < FEWEST_FOR_CONTENTS:
        del files["ballots.csv"], files["ballots.pb"]
    return dict(sorted(files.items()))


def _csv(rows: list[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
