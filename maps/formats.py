"""Which file is of which kind, and what a centre's file is read for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils import translation

from community.interface.search import folded
from community.members.models import Centre
from maps.exchange import columns, geojson, hsds_json, hsds_package, table
from maps.exchange.cells import Setting
from maps.exchange.osm import CATEGORIES as OSM
from maps.exchange.rows import Row
from maps.models import FileKind, Organisation, Place
from maps.vocabulary import LEAVES, SPOKEN

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
YES = "yes y true 1 x tak t ano áno a igen i так да free bezplatnie zdarma zadarmo ingyenes безкоштовно"
NO = "no n false 0 nie ne nem ні paid"
# How OpenStreetMap and lists of offices say it beside our own words.
STEP_FREE = {"limited": "partly", "częściowo": "partly", "čiastočne": "partly", "částečně": "partly"}
STEP_FREE |= {"részben": "partly", "частково": "partly", "designated": "yes"}


def kind_of(content: bytes) -> FileKind:
    """By what stands at its beginning."""
    if content.startswith(b"PK"):
        return FileKind.PACKAGE
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        return FileKind.CSV
    is_geo = re.search(rb'"type"\s*:\s*"Feature', content[:20_000]) or b'"FeatureCollection"' in content[-200:]
    return FileKind.GEOJSON if is_geo else FileKind.HSDS


def first_reading(content: bytes, kind: str, name: str, language: str) -> dict[str, Any]:
    """How the file seems to want to be read. Raises FileError where a table cannot be read at all."""
    source = re.sub(r"[\W\d_]+", " ", name.rpartition(".")[0]).strip().lower()[:60]
    said: dict[str, Any] = {"source": source, "category": "", "swapped": False}
    if kind == FileKind.CSV:
        said |= table_reading(content, table.guess_encoding(content, language), "")
    return said


def table_reading(content: bytes, encoding: str, delimiter: str) -> dict[str, Any]:
    text = table.decoded(content, encoding)
    delimiter = delimiter or table.guess_delimiter(text)
    head = table.head_of(text, delimiter)
    return {"encoding": encoding, "delimiter": delimiter, "head": head, "columns": columns.guess(head)}


def rows_of(content: bytes, kind: str, reading: dict[str, Any]) -> Iterator[Row]:
    """Raises FileError, the first time it is asked or while it is read."""
    if kind == FileKind.CSV:
        text = table.decoded(content, reading["encoding"])
        return table.rows(text, reading["delimiter"], reading["columns"])
    readers = {FileKind.GEOJSON: geojson.rows, FileKind.HSDS: hsds_json.rows, FileKind.PACKAGE: hsds_package.rows}
    return readers[FileKind(kind)](content)


def file_of(rows: Iterable[Row], kind: FileKind, centre: Centre) -> bytes:
    if kind == FileKind.CSV:
        return table.written(rows)
    if kind == FileKind.GEOJSON:
        return geojson.written(rows)
    if kind == FileKind.HSDS:
        return hsds_json.written(rows, centre.country)
    return hsds_package.written(rows, centre.country)


def setting_for(centre: Centre, reading: dict[str, Any]) -> Setting:
    return Setting(
        latitude=centre.latitude,
        longitude=centre.longitude,
        language=centre.language,
        languages=LANGUAGES,
        choices=choices(),
        fold=folded,
        default_category=reading.get("category") or "",
        swapped=bool(reading.get("swapped")),
    )


@lru_cache(maxsize=1)
def choices() -> dict[str, dict[str, str]]:
    """What people write for each key: the key itself, and our own words for it in every language."""
    yes_no = {folded(word): key for key, words in (("yes", YES), ("no", NO)) for word in words.split()}
    tags = {folded(tag.partition("=")[2]): category for tag, category in OSM.items()}
    step_free = {folded(word): key for word, key in STEP_FREE.items()} | yes_no
    return {
        "category": tags | said(LEAVES),
        "step_free": step_free | said(dict(Place.StepFree.choices)),
        "organisation_kind": said(dict(Organisation.Kind.choices)),
        "languages": language_names() | {code: code for code in SPOKEN},
        "is_free": yes_no,
    }


def said(labels: dict[Any, Any]) -> dict[str, str]:
    """Words that stand for two keys are left out."""
    pairs = set()
    for code in LANGUAGES:
        with translation.override(code):
            pairs |= {(folded(str(label)), str(key)) for key, label in labels.items()}
    times = Counter(word for word, _key in pairs)
    return {word: key for word, key in pairs if times[word] == 1} | {str(key): str(key) for key in labels}


def language_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in LANGUAGES:
        names = Locale.parse(code).languages
        found |= {folded(names[spoken]): spoken for spoken in SPOKEN if spoken in names}
    return found
