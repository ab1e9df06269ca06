"""The files that a closed round publishes: the same rows always give the same bytes, over which the seal is taken."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

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
    """One ballot a line, in the order of what they say; without what was chosen in a pool that few chose in."""
    small = small_pools(round)
    kept_back = {project["id"] for project in round.rules["projects"] if project.get("pool") in small}
    contents = list(round.contents.order_by("position").values_list("choices", flat=True))
    if kept_back:
        contents = [[choice for choice in choices if choice not in kept_back] for choices in contents]
        contents.sort(key=canonical)
    lines = ((number, " ".join(map(_choice, choices))) for number, choices in enumerate(contents, 1))
    return _csv([("number", "choices"), *lines])


def ballots_by_pool(round: Round) -> Counter[str]:
    """How many chose something in each pool. One pass over the contents; they never change."""
    pool_of = {project["id"]: project.get("pool", "") for project in round.rules["projects"]}
    found: Counter[str] = Counter()
    for choices in round.contents.values_list("choices", flat=True).iterator(chunk_size=2000):
        found.update({pool_of[choice] for choice in choices})
    return found


def small_pools(round: Round) -> dict[str, int]:
    """Pools in which somebody, but fewer than ten, chose: of them only totals are told."""
    if not round.rules.get("pools"):
        return {}
    return {pool: number for pool, number in ballots_by_pool(round).items() if number < FEWEST_FOR_CONTENTS}


def withheld_file(round: Round) -> bytes:
    return _csv([("pool", "ballots"), *sorted(small_pools(round).items())])


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


def sealed(round: Round) -> Mapping[str, Callable[[Round], bytes]]:
    files = {name: make for name, make in FILES.items() if not round.is_imported or name in OF_AN_IMPORT}
    if small_pools(round):
        files["withheld.csv"] = withheld_file
    return files


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
    files = {**sealed(round), **pabulib_files(round), "checksums.txt": checksums_file}
    if round.closure.ballots < FEWEST_FOR_CONTENTS:
        files = {name: make for name, make in files.items() if not name.startswith("ballots")}
    return dict(sorted(files.items()))


def pabulib_files(round: Round) -> Mapping[str, Callable[[Round], bytes]]:
    """One for the round, or one a pool; a question is no budget and has none."""
    if round.is_poll:
        return {}
    if not round.rules.get("pools"):
        return {"ballots.pb": pabulib_file}
    chosen = ballots_by_pool(round)
    large = [pool for pool in round.rules["pools"] if chosen[pool["id"]] >= FEWEST_FOR_CONTENTS]
    return {f"ballots-{pool['id']}.pb": partial(pabulib_file, pool=pool) for pool in large}


def _csv(rows: list[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
