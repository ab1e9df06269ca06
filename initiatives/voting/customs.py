"""What is usual for a village meeting in a country: read from customs.toml, which names its sources."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _written() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("customs.toml").read_text())


def usual(country: str, *, at: dt.datetime) -> dict[str, Any]:
    """What a meeting prepared at `at` starts from: its fields by name."""
    found = dict(_written().get(country, {}))
    if "deadline" in found:
        month, day = found.pop("deadline")
        this_year = dt.date(at.year, month, day)
        found["deadline_on"] = this_year if at.date() <= this_year else dt.date(at.year + 1, month, day)
        found["budget_year"] = found["deadline_on"].year + 1
    return found
