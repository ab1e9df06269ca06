"""Opening hours ↔ rows of HSDS' `schedule`.

Written: one row for each span of a usual week (RFC 5545 `byday`), where every week is alike; the first row's
`description` holds the whole text in OpenStreetMap's syntax. Read: that text, else the rows put together.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from maps.hours import HoursError, read, usual_week

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = 24 * 60
# One of each season, none with a change of the clock: where all are alike, the hours are weekly.
MONDAYS = tuple(dt.date(2025, month, day) for month, day in ((1, 13), (4, 7), (7, 7), (10, 6), (12, 8)))
UTC = ZoneInfo("UTC")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def schedules(text: str, notes: str) -> list[dict[str, Any]]:
    """Without ids. At least one row where there are hours."""
    found = [
        {"freq": "WEEKLY", "wkst": "MO", "byday": ",".join(days), "opens_at": opens, "closes_at": closes}
        for (opens, closes), days in spans(text).items()
    ] or [{}]
    found[0] |= {"description": text} | ({"notes": notes} if notes else {})
    return found


@lru_cache(maxsize=4096)
def spans(text: str) -> dict[tuple[str, str], list[str]]:
    """(opens, closes) as HH:MM:SS → days. Past midnight it closes before it opens."""
    try:
        hours = read(text)
    except HoursError:
        return {}
    weeks = [usual_week(hours, monday, UTC) for monday in MONDAYS]
    if any(week != weeks[0] for week in weeks):
        return {}
    found: dict[tuple[str, str], list[str]] = {}
    for start, end in weeks[0]:
        if end - start > DAY:
            return {}
        found.setdefault((clock(start), clock(end)), []).append(DAYS[start // DAY])
    return found


def clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}:00"


def hours_from(rows: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """(hours, notes) of one owner's rows; empty where they say nothing that we can tell."""
    kept = list(rows)
    notes = next((str(row["notes"]) for row in kept if row.get("notes")), "")
    told = next((str(row["description"]) for row in kept if readable(row.get("description"))), "")
    return told or put_together(kept), notes


def readable(text: Any) -> bool:
    try:
        return bool(text and read(str(text)))
    except HoursError:
        return False


def put_together(rows: Iterable[dict[str, Any]]) -> str:
    """`Mo,Tu 08:00-16:00; …` of weekly rows; nothing where one of them repeats in another way."""
    parts = []
    for row in rows:
        days = [day for day in str(row.get("byday") or "").replace(" ", "").split(",") if day]
        times = [CLOCK.match(str(row.get(name) or "")) for name in ("opens_at", "closes_at")]
        plain = str(row.get("freq") or "WEEKLY") == "WEEKLY" and str(row.get("interval") or "1") in ("1", "1.0")
        if not plain or not days or not set(days) <= set(DAYS) or not all(times):
            return ""
        opens, closes = (f"{int(time[1]):02}:{time[2]}" for time in times if time)
        closes = "24:00" if closes == "00:00" else closes
        parts.append(f"{','.join(day.capitalize() for day in days)} {opens}-{closes}")
    # With commas: two spans of one day both hold.
    text = ", ".join(parts)
    return text if readable(text) and len(text) <= 255 else ""
