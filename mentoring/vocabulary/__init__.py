"""The words that are chosen from a list: occupations, languages, countries. Each is kept as its code."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from django.utils.translation import get_language

from community.interface.search import folded

LANGUAGES = (
    *("pl", "sk", "cs", "hu", "uk", "en", "de", "rom", "ru", "ro", "nl", "fr"),
    *("it", "es", "pt", "no", "sv", "da", "fi", "is", "lt", "sr", "hr", "sl", "el", "tr", "ar"),
)
COUNTRIES = (
    *("AT", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE"),
    *("IS", "IT", "KZ", "LT", "LU", "LV", "MD", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR"),
    *("UA", "US", "AU", "AE", "IL", "NZ"),
)


@cache
def occupations() -> dict[str, dict[str, str]]:
    """ISCO-08 code → language → label."""
    return tomllib.loads(Path(__file__).with_name("occupations.toml").read_text())


def occupation_name(code: str) -> str:
    labels = occupations().get(code, {})
    return labels.get(get_language() or "en") or labels.get("en") or code


def language_name(code: str) -> str:
    return Locale.parse(get_language() or "en").languages.get(code, code)


def country_name(code: str) -> str:
    return Locale.parse(get_language() or "en").territories.get(code, code)


def listed(words: Iterable[str]) -> str:
    """ "one, two and three" in the reader's language."""
    return format_list([*words], locale=get_language() or "en")


def by_name(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices in the order of the reader's alphabet, marks left aside."""
    return sorted(pairs, key=lambda pair: folded(pair[1]))
