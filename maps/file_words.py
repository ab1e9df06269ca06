"""Why a file or a row of it cannot be taken, as sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from maps.exchange.records import FileError
from maps.hours import HoursError, read
from maps.hours.words_errors import error_words

Words = str | Promise

FILE = {
    "broken": gettext_lazy("Something went wrong on our side. Nothing was taken over."),
    "columns": gettext_lazy("This table has more than %(found)s columns."),
    "crs": gettext_lazy("The coordinates are in another system: %(found)s. Save the file in WGS 84, please."),
    "deep": gettext_lazy("This file is nested more than %(found)s times; no list of places is."),
    "empty": gettext_lazy("There is nothing in this file but perhaps the names of its columns."),
    "encoding": gettext_lazy("This file is not text in the chosen encoding. %(found)s"),
    "geojson": gettext_lazy("This is JSON, but no list of places in GeoJSON."),
    "hsds": gettext_lazy("There are no locations or services of HSDS 3 in this file."),
    "json": gettext_lazy("This file begins like JSON, but it is broken. %(found)s"),
    "rows": gettext_lazy("Too many rows: %(found)s at most. Nothing was taken over."),
    "size": gettext_lazy("This file is too heavy: %(found)s MB at most."),
    "table": gettext_lazy("This file is not a table from here on: %(found)s."),
    "zip": gettext_lazy("This zip file is broken or locked by a password."),
    "zip_bomb": gettext_lazy("This zip file unpacks to more than we can read."),
    "zip_files": gettext_lazy("There are more than %(found)s files in this zip."),
    "zip_twice": gettext_lazy("This zip has two files of one name: %(found)s."),
}
ROW = {
    "choice": gettext_lazy("“%(found)s” is none of the words known here."),
    "email": gettext_lazy("“%(found)s” is no e-mail address."),
    "far": gettext_lazy("This is %(found)s km from the centre. Up to 60 km can be on its map."),
    "free_with_fee": gettext_lazy("It is said to be free of charge, and to cost something: “%(found)s”."),
    "gone": gettext_lazy("This service is no longer given (%(found)s)."),
    "language": gettext_lazy("The house does not speak the language “%(found)s”."),
    "long": gettext_lazy("This is too long: %(found)s characters at most."),
    "missing": gettext_lazy("This is missing."),
    "missing_point": gettext_lazy("Latitude or longitude is missing, so the place cannot be put on the map."),
    "no_place": gettext_lazy("The place of this service is not in the file: “%(found)s”."),
    "no_point": gettext_lazy("There is no such point on a map: %(found)s."),
    "number": gettext_lazy("“%(found)s” is not a number of degrees, such as 49.6123."),
    "phone": gettext_lazy("“%(found)s” is no phone number."),
    "refused_place": gettext_lazy("The place of this service could not be taken over: “%(found)s”."),
    "swapped": gettext_lazy("Latitude and longitude seem to be swapped: %(found)s."),
    "tags": gettext_lazy("At most six tags of 40 letters each, please, with commas between: “%(found)s”."),
    "twice": gettext_lazy("This stands in the file twice: “%(found)s”."),
    "website": gettext_lazy("“%(found)s” is no address of a website."),
}
COLUMNS: dict[str, Words] = {
    "id": pgettext_lazy("column", "number or id"),
    "of": gettext_lazy("id of the place whose service this is"),
    "coordinates": gettext_lazy("latitude and longitude in one"),
    "name": gettext_lazy("name"),
    "summary": gettext_lazy("what one finds there"),
    "language": gettext_lazy("written in"),
    "category": gettext_lazy("category"),
    "languages": gettext_lazy("languages spoken there"),
    "hours": gettext_lazy("opening hours"),
    "hours_note": gettext_lazy("about the hours"),
    "tags": gettext_lazy("tags"),
    "latitude": gettext_lazy("latitude"),
    "longitude": gettext_lazy("longitude"),
    "street": gettext_lazy("street and number"),
    "village": gettext_lazy("village or town"),
    "postcode": gettext_lazy("postcode"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "website": gettext_lazy("website"),
    "step_free": gettext_lazy("without steps"),
    "access_note": gettext_lazy("about getting in"),
    "organisation_id": gettext_lazy("organisation: id"),
    "organisation": gettext_lazy("organisation: name"),
    "organisation_kind": gettext_lazy("organisation: kind"),
    "organisation_summary": gettext_lazy("organisation: what it does"),
    "organisation_website": gettext_lazy("organisation: website"),
    "organisation_email": gettext_lazy("organisation: e-mail"),
    "organisation_phone": gettext_lazy("organisation: phone"),
    "organisation_language": gettext_lazy("organisation: written in"),
    "is_free": gettext_lazy("free of charge"),
    "fee": gettext_lazy("what it costs"),
    "eligibility": gettext_lazy("for whom"),
    "documents": gettext_lazy("what to bring"),
    "how": gettext_lazy("how to get it"),
    "status": gettext_lazy("state"),
}


@dataclass(frozen=True)
class Told:
    """One refused row: where it stands, which field, why."""

    where: str
    field: str
    reason: str


def file_words(error: FileError) -> str:
    return error_text(error.code, error.found)


def error_text(code: str, found: str) -> str:
    return (str(FILE.get(code, FILE["broken"])) % {"found": found}).strip()


def column_words(column: str) -> str:
    word, _colon, language = column.partition(":")
    told = str(COLUMNS.get(word, word))
    return f"{told} ({language})" if language else told


def told(problems: Iterable[Sequence[str]]) -> list[Told]:
    """As `ImportRun.report` has them."""
    return [
        Told(place_words(where), column_words(field), reason(code, found)) for where, field, code, found in problems
    ]


def place_words(where: str) -> str:
    return _("line %(number)s") % {"number": where} if where.isdigit() else where


def reason(code: str, found: str) -> str:
    if code != "hours":
        return str(ROW[code]) % {"found": found}
    try:
        read(found)
    except HoursError as error:
        return f"“{found}”: {error_words(error)}"
    return _("These hours make no sense: “%(found)s”.") % {"found": found}
