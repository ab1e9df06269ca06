"""The demonstration network: what `seed_demo` hands to every room."""

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

FIRST = "jodlowiec"


@dataclass
class DemoContent:
    """The texts of demo/*.toml and, once the members' room has been filled, the cast to act with.

    `people[(centre slug, key)]` is a member of the cast, `crowd[centre slug]` the generated residents.
    """

    folder: Path
    now: dt.datetime
    scale: int = 1
    people: dict[tuple[str, str], Any] = field(default_factory=dict)
    crowd: dict[str, list[Any]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    news_before: int = 0  # the number of the last news that was there before

    @cached_property
    def network(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "network.toml").read_text())

    @cached_property
    def centres(self) -> list[dict[str, Any]]:
        files = sorted(path for path in self.folder.glob("*.toml") if path.stem != "network")
        found = [tomllib.loads(path.read_text()) for path in files]
        return sorted(found, key=lambda content: content["centre"]["slug"] != FIRST)

    def member(self, slug: str, key: str) -> Any:
        return self.people[slug, key]

    def centre(self, slug: str) -> Any:
        return self.places[slug]

    def residents(self, slug: str) -> list[Any]:
        return self.crowd[slug]

    def at(self, days: float, time: str = "12:00", zone: dt.tzinfo = dt.UTC) -> dt.datetime:
        """The local `time`, `days` from the day of seeding."""
        hour, minute = map(int, time.split(":"))
        day = (self.now.astimezone(zone) + dt.timedelta(days=days)).date()
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
