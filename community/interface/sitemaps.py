"""What rooms tell search engines: functions that settings.SITEMAP_CONTRIBUTIONS names."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """One public page. `paths`: language → its path in it, of the languages in which something is written there."""

    paths: dict[str, str]
    changed: dt.datetime | None = None


def in_languages(path: str, languages: list[str]) -> dict[str, str]:
    """A path below one language, as it is below others."""
    rest = path.split("/", 2)[2]
    return {code: f"/{code}/{rest}" for code in languages}
