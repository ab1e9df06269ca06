"""Rows → records: `check(rows, setting)`. Only a row with a problem is left out, with the services of its place."""

import re
from collections.abc import Callable, Iterable

from .cells import (
    Refused,
    Setting,
    clean,
    email_of,
    hours_of,
    near,
    number_of,
    phone_of,
    short,
    tags_of,
    website_of,
)
from .records import OrganisationRecord, PlaceRecord, Problem, Reading, ServiceRecord, Translations, Worded
from .rows import LENGTHS, ORGANISATION_WORDS, PLACE_WORDS, SERVICE_WORDS, Row


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
        twice = [sign for sign in signs(record) if sign in seen] if record else []
        if twice:
            record, wrong = None, [Problem(row.where, "id" if len(twice[0]) == 1 else "name", "twice", twice[0][0])]
        if record is None:
            refused.add(row.key)
            problems += wrong
            continue
        seen.update(signs(record))
        found[row.key or f"\0{row.where}"] = record
    problems += join_services(services, found, refused, setting)
    return Reading(list(found.values()), problems, size)


def join_services(
    rows: Iterable[Row], found: dict[str, PlaceRecord], refused: set[str], setting: Setting
) -> list[Problem]:
    """Gives each service to its place; what is wrong with those that have none."""
    taken: set[str] = set()
    problems: list[Problem] = []
    for row in rows:
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
            problems.append(Problem(row.where, "id", "twice", service.id))
        elif service:
            taken.add(service.id)
            place.services.append(service)
        problems += wrong
    return problems


def signs(place: PlaceRecord) -> list[tuple[str, ...]]:
    """What no two rows of a file may share."""
    if place.id:
        return [(place.id,)]
    return [(place.name, f"{place.latitude:.5f}", f"{place.longitude:.5f}")]


def checked[R: Worded](row: Row, setting: Setting, made: Callable[["Cells"], R]) -> tuple[R | None, list[Problem]]:
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
        street=cells.text("street"),
        village=cells.text("village"),
        postcode=cells.text("postcode"),
        hours_note=cells.text("hours_note"),
        access_note=cells.text("access_note"),
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
        hours_note=cells.text("hours_note"),
        eligibility=cells.text("eligibility"),
        documents=cells.text("documents"),
        how=cells.text("how"),
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
