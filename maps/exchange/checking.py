"""Rows → records: `check(rows, setting)`. Only a row with a problem is left out, with the services of its place."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from maps.hours import HoursError, read

from .records import OrganisationRecord, PlaceRecord, Problem, Reading, ServiceRecord, Translations
from .rows import LENGTHS, ORGANISATION_WORDS, PLACE_WORDS, SERVICE_WORDS, Row

FARTHEST = 60.0  # kilometres from the centre
EARTH = 6371.0
MOST_TAGS, LONGEST_TAG = 6, 40
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


def check(rows: Iterable[Row], setting: Setting) -> Reading:
    """The places with their services, in the order of the file."""
    found: dict[str, PlaceRecord] = {}
    refused: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    services: list[Row] = []
    problems: list[Problem] = []
    size = 0
    for row in rows:
        size += 1
        if row.of is not None:
            services.append(row)
            continue
        record, wrong = checked(row, setting, place_of)
        if record and (twice := [sign for sign in signs(record) if sign in seen]):
            record, wrong = None, [Problem(row.where, "id" if len(twice[0]) == 1 else "name", "twice", twice[0][0])]
        if record is None:
            refused.add(row.key)
            problems += wrong
            continue
        seen.update(signs(record))
        found[row.key or f"\0{row.where}"] = record
    taken: set[str] = set()
    for row in services:
        place = found.get(row.of or "")
        if gone := row.cells.get("gone"):
            problems.append(Problem(row.where, "status", "gone", gone))
            continue
        if place is None:
            code = "refused_place" if row.of in refused else "no_place"
            problems.append(Problem(row.where, "of", code, row.of or ""))
            continue
        service, wrong = checked(row, setting, service_of)
        if service and service.id and service.id in taken:
            service, wrong = None, [Problem(row.where, "id", "twice", service.id)]
        problems += wrong
        if service:
            taken.add(service.id)
            place.services.append(service)
    return Reading(list(found.values()), problems, size)


def signs(place: PlaceRecord) -> list[tuple[str, ...]]:
    """What no two rows of a file may share."""
    if place.id:
        return [(place.id,)]
    return [(place.name, f"{place.latitude:.5f}", f"{place.longitude:.5f}")]


def checked[R](row: Row, setting: Setting, made: Callable[["Cells"], R]) -> tuple[R | None, list[Problem]]:
    cells = Cells(row, setting)
    record = made(cells)
    problems = [Problem(row.where, wrong.column, wrong.code, wrong.found) for wrong in cells.wrong]
    return (None, problems) if problems else (record, [])


class Cells:
    """A row's cells, each asked for once; what cannot be taken is noted in `wrong` and given as if it were empty."""

    def __init__(self, row: Row, setting: Setting) -> None:
        self.row, self.setting = row, setting
        self.wrong: list[Refused] = []

    def asked[V](self, column: str, reading: Callable[[str], V], empty: V) -> V:
        text = clean(self.row.cells.get(column, ""))
        try:
            return reading(text) if text else empty
        except Refused as refused:
            self.wrong.append(Refused(refused.column or column, refused.code, refused.found))
            return empty

    def text(self, column: str) -> str:
        return self.asked(column, lambda text: short(text, LENGTHS[column.partition(":")[0]]), "")

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text and not self.wrong:
            self.wrong.append(Refused(column, "missing"))
        return text

    def choice(self, column: str) -> str:
        def chosen(text: str) -> str:
            words = self.setting.choices.get(column, {})
            key = words.get(self.setting.fold(text))
            if key is None:
                raise Refused("", "choice", text[:60])
            return key

        return self.asked(column, chosen, "")

    def several(self, column: str) -> list[str]:
        def chosen(text: str) -> list[str]:
            words = self.setting.choices.get("languages", {})
            parts = [part.strip() for part in re.split(r"[,;/]", text) if part.strip()]
            keys = [words.get(self.setting.fold(part)) for part in parts]
            if None in keys:
                raise Refused("", "choice", parts[keys.index(None)][:60])
            return list(dict.fromkeys(key for key in keys if key))

        return self.asked(column, chosen, [])

    def checked_text(self, column: str, good: Callable[[str], str]) -> str:
        return self.asked(column, lambda text: good(short(text, LENGTHS[column])), "")

    def written_in(self, column: str = "language") -> str:
        return self.asked(column, lambda text: self.known(text.lower()), "")

    def known(self, language: str) -> str:
        if language not in self.setting.languages:
            raise Refused("", "language", language[:20])
        return language

    def translations(self, words: tuple[str, ...], cut: str = "") -> Translations:
        found: Translations = {}
        for column in self.row.cells:
            word, colon, language = column.partition(":")
            if colon and word in words and language in self.setting.languages and (text := self.text(column)):
                name = "name" if word == cut else word.removeprefix(f"{cut}_") if cut else word
                found.setdefault(language, {})[name] = text
        return found


def place_of(cells: Cells) -> PlaceRecord:
    latitude, longitude = point_of(cells)
    name = cells.needed("name")
    category = cells.choice("category") or cells.setting.default_category
    if not category and not cells.wrong:
        cells.wrong.append(Refused("category", "missing"))
    return PlaceRecord(
        id=cells.text("id"),
        where=cells.row.where,
        name=name,
        summary=cells.text("summary"),
        language=cells.written_in(),
        translations=cells.translations(PLACE_WORDS),
        category=category,
        tags=cells.asked("tags", tags_of, []),
        latitude=latitude,
        longitude=longitude,
        hours=cells.checked_text("hours", hours_of),
        phone=cells.checked_text("phone", phone_of),
        email=cells.checked_text("email", email_of),
        website=cells.checked_text("website", website_of),
        step_free=cells.choice("step_free"),
        languages=cells.several("languages"),
        organisation=organisation_of(cells),
        **{column: cells.text(column) for column in ("street", "village", "postcode", "hours_note", "access_note")},
    )


def organisation_of(cells: Cells) -> OrganisationRecord | None:
    name = cells.text("organisation")
    if not name:
        return None
    return OrganisationRecord(
        id=cells.text("organisation_id"),
        where=cells.row.where,
        name=name,
        summary=cells.text("organisation_summary"),
        language=cells.written_in("organisation_language"),
        translations=cells.translations(ORGANISATION_WORDS, "organisation"),
        kind=cells.choice("organisation_kind"),
        website=cells.checked_text("organisation_website", website_of),
        email=cells.checked_text("organisation_email", email_of),
        phone=cells.checked_text("organisation_phone", phone_of),
    )


def service_of(cells: Cells) -> ServiceRecord:
    name = cells.needed("name")
    category = cells.choice("category") or cells.setting.default_category
    is_free: bool | None = {"yes": True, "no": False}.get(cells.choice("is_free"))
    fee = cells.text("fee")
    if not category and not cells.wrong:
        cells.wrong.append(Refused("category", "missing"))
    if is_free and fee:
        cells.wrong.append(Refused("fee", "free_with_fee", fee[:60]))
    return ServiceRecord(
        id=cells.text("id"),
        where=cells.row.where,
        name=name,
        summary=cells.text("summary"),
        language=cells.written_in(),
        translations=cells.translations(SERVICE_WORDS),
        category=category,
        languages=cells.several("languages"),
        hours=cells.checked_text("hours", hours_of),
        is_free=is_free,
        fee=fee,
        **{column: cells.text(column) for column in ("hours_note", "eligibility", "documents", "how")},
    )


def point_of(cells: Cells) -> tuple[float, float]:
    """(latitude, longitude), near the centre; both in the cell `coordinates`, or each in its own."""
    both = clean(cells.row.cells.get("coordinates", ""))
    own = {column: clean(cells.row.cells.get(column, "")) for column in ("latitude", "longitude")}
    if both and not any(own.values()):
        # "49,6; 20,7" is cut at what is not the comma of a number.
        parts = re.split(r"\s*[;|]\s*|,\s+|\s+" if re.search(r"[;|\s]", both) else ",", both)
        own = dict(zip(own, (part for part in parts if part), strict=False))
    try:
        if len(own) < 2 or not all(own.values()):
            raise Refused("latitude", "missing_point")
        first, second = (number_of(text, column) for column, text in own.items())
        return near(*((second, first) if cells.setting.swapped else (first, second)), cells.setting)
    except Refused as refused:
        cells.wrong.append(refused)
        return 0.0, 0.0


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
    return CONTROL.sub("", unicodedata.normalize("NFC", str(text).replace("\r\n", "\n"))).strip()


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
    words = [" ".join(word.split()).lower().lstrip("#") for word in text.split(",")]
    tags = list(dict.fromkeys(word for word in words if word))
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise Refused("", "tags", text[:60])
    return tags
