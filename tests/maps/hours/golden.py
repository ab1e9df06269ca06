"""The values of values.toml, the moments they are asked about, and what ours and opening-hours-py answer."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError

from maps.hours import HoursError, read

FILE = Path(__file__).parent / "values.toml"
ZONES = {
    "PL": "Europe/Warsaw",
    "SK": "Europe/Bratislava",
    "CZ": "Europe/Prague",
    "HU": "Europe/Budapest",
    "UA": "Europe/Kyiv",
}
WHERE = (49.9, 20.6)


def golden() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())


def local(moments: list[str], country: str) -> list[datetime]:
    """A time that the clocks skip is the one an hour later, as in JavaScript."""
    zone = ZoneInfo(ZONES[country])
    return [datetime.fromisoformat(each).replace(tzinfo=zone).astimezone(UTC).astimezone(zone) for each in moments]


def ours(hours: str, country: str, moments: list[str]) -> str:
    """One letter a moment: o open, c closed, u unknown; `refused` for what cannot be read."""
    try:
        found = read(hours)
    except HoursError:
        return "refused"
    return "".join(found.state(at, country, WHERE).state[0] for at in local(moments, country))


def python(hours: str, country: str, moments: list[str]) -> str:
    try:
        found = OpeningHours(
            hours, timezone=ZoneInfo(ZONES[country]), country=country, coords=WHERE, auto_country=False
        )  # fmt: skip
    except ParserError:
        return "refused"
    return "".join(str(found.state(at)[0])[0].lower() for at in local(moments, country))
