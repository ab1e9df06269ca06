"""Extracts, merges and compiles the interface's texts without GNU gettext.

bin/messages.py update    reads templates and code into locale/*/LC_MESSAGES/django.po
bin/messages.py compile   writes the .mo files that Django reads (only where the .po is newer)
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("pl", "sk", "cs", "hu", "uk")
SOURCES = ("community", "initiatives", "mentoring", "maps", "site", "templates")
# Dates and names in a header would make every collection a change.
UNKEPT_HEADERS = tuple(
    f'"{name}' for name in ("POT-", "PO-Rev", "Last-Tr", "Language-Team", "Report-", "Generated-By", "Project-Id")
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def texts_of(path: Path) -> Iterator[tuple[int, object, str | None]]:
    """(line, message, context) for each marked text of a template or a Python file."""
    source = path.read_text()
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        source = "\n".join(line.strip() for line in templatize(source).splitlines())  # indentation means nothing here
    for line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield line, message, context


def collect() -> Catalog:
    """Every text of the code, without Django: `templatize` alone is borrowed."""
    catalog = Catalog(project="LOCER", charset="utf-8")
    for path in (*files("*.py"), *files("*.html"), *files("*.txt")):
        for _line, message, context in texts_of(path):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)], context=context)
    return catalog


def files(pattern: str) -> list[Path]:
    """Those that may speak to somebody."""
    found = (path for folder in SOURCES for path in (ROOT / folder).rglob(pattern))
    return sorted(path for path in found if "migrations" not in path.parts)


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="LOCER", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def save(catalog: Catalog, language: str) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False
    catalog.header_comment = f"# LOCER in {catalog.locale.english_name}."  # type: ignore[union-attr]
    file = BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().decode().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(UNKEPT_HEADERS)))


def update() -> None:
    template = collect()
    for language in LANGUAGES:
        catalog = load(language)
        catalog.update(template, no_fuzzy_matching=True)
        save(catalog, language)
        missing = sum(1 for message in catalog if message.id and not is_translated(message.string))
        print(f"{language}: {len(catalog)} texts, {missing} to translate")


def is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def compile_all() -> None:
    for language in LANGUAGES:
        source = po_path(language)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        with target.open("wb") as file:
            write_mo(file, load(language))


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
