"""What one cell of a file says: read, or refused with a code. See `checking` for how cells make a record."""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from maps.hours import HoursError, read

from .rows import LENGTHS

FARTHEST = 60.0  # kilometres from the centre
EARTH = 6371.0
MOST_TAGS, LONGEST_TAG = 6, 40
LINE_END = re.compile(r"\r\n?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+\Z")
NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?\s*°?\s*[NnEe]?\Z")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """What a file is read for. `choices`: by column, what people write for each key, folded by `fold`."""

    latitude: float
    longitude: float
    language: str
    languages: frozenset[str]
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    fold: Callable[[str], str] = str.lower
    default_category: str = ""
    swapped: bool = False  # the file has longitude where it says latitude
    farthest: float = FARTHEST


class Refused(Exception):
    """One cell cannot be taken."""

    def __init__(self, column: str, code: str, found: str = "") -> None:
        super().__init__(code)
        self.column, self.code, self.found = column, code, found


def number_of(text: str, column: str) -> float:
    if not NUMBER.match(text):
        raise Refused(column, "number", text[:40])
    return round(float(re.sub(r"[°\sNnEe]", "", text).replace(",", ".")), 7) + 0.0


def near(latitude: float, longitude: float, setting: Setting) -> tuple[float, float]:
    away = kilometres(latitude, longitude, setting)
    if away <= setting.farthest:
        return latitude, longitude
    told = f"{latitude:g}, {longitude:g}"
    if kilometres(longitude, latitude, setting) <= setting.farthest:
        raise Refused("latitude", "swapped", told)
    raise Refused("latitude", "no_point" if math.isinf(away) else "far", told if math.isinf(away) else f"{away:.0f}")


def kilometres(latitude: float, longitude: float, setting: Setting) -> float:
    """Along a great circle, to the centre; infinite where there is no such point on a map."""
    if abs(latitude) > 85 or abs(longitude) > 180:
        return math.inf
    here, there = math.radians(latitude), math.radians(setting.latitude)
    across = math.radians(longitude - setting.longitude)
    part = math.sin((here - there) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(part)))


def clean(text: Any) -> str:
    """Changes nothing of what is clean."""
    return unicodedata.normalize("NFC", CONTROL.sub("", LINE_END.sub("\n", str(text)))).strip()


def short(text: str, most: int) -> str:
    if len(text) > most:
        raise Refused("", "long", str(most))
    return text


def hours_of(text: str) -> str:
    try:
        read(text)
    except HoursError as error:
        raise Refused("", "hours", text[:80]) from error
    return text


def phone_of(text: str) -> str:
    if sum(letter.isdigit() for letter in text) < 3 or re.search(r"[<>\n]", text):
        raise Refused("", "phone", text)
    return text


def email_of(text: str) -> str:
    if not EMAIL.match(text):
        raise Refused("", "email", text[:60])
    return text


def website_of(text: str) -> str:
    """`www.example.org` becomes an address; any other scheme than http and https is refused."""
    told = text if SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(told)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"]", told):
        raise Refused("", "website", text[:60])
    return short(told, LENGTHS["website"])


def tags_of(text: str) -> list[str]:
    """As they are written, since a file that went out must come back the same."""
    words = [" ".join(word.split()).lstrip("#") for word in text.split(",")]
    tags = list({word.lower(): word for word in words if word}.values())
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise Refused("", "tags", text[:60])
    return tags
