"""A room uses the rooms below it: in what it imports, in what its templates load, and in the addresses it names."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.template import engines
from django.template.base import Lexer, TokenType

from tests.house.addresses import addresses

ROOT = Path(__file__).resolve().parent.parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [contract for contract in CONTRACTS if contract["type"] == "layers"]
INNER = {contract["containers"][0]: contract["layers"] for contract in LAYERS if contract.get("containers")}
# From the highest to the lowest; "community.members" has the label "members".
ORDERED = [room.strip() for layer in LAYERS[0]["layers"] for room in layer.split("|")]
ROOMS = [inner for room in ORDERED for inner in INNER.get(room, [room])]
TEMPLATES = ROOT / "templates"
# Folders of templates that other people's applications look up, and the room that fills them.
FILLED_BY = {"account": "members", "mfa": "members", "socialaccount": "members", "leaflet": "maps"}

# What any room may use, even those below it.
COMMON = {"components", "base.html"}

# (template or module, what it names): why this one may look up.
REASONS = {
    ("interface/_member.html", "members:profile"): "the frame of every page leads to the member's own page",
    ("interface/_member.html", "members:waiting"): "the frame of every page leads to what waits for the member",
    ("interface/_member.html", "notifications:notification-list"): "the frame of every page leads to the member's news",
    ("404.html", "pages:search"): "whoever is lost may search",
}


class Named(NamedTuple):
    where: str
    room: str
    what: str
    there: str


def room_of(template: str) -> str:
    """The room a template belongs to; what stands at the root is part of the frame, as is interface."""
    first, _, rest = template.partition("/")
    if first == "emails":
        return room_of(rest)
    if first in COMMON or not rest:
        return "interface"
    return FILLED_BY.get(first, first)


def tags(template: Path) -> Iterator[list[str]]:
    commented = False
    for token in Lexer(template.read_text()).tokenize():
        if token.token_type is not TokenType.BLOCK:
            continue
        words = token.split_contents()
        commented = words[0] == "comment" or (commented and words[0] != "endcomment")
        if not commented:
            yield words


def literal(word: str) -> str:
    return word[1:-1] if word[:1] in {"'", '"'} else ""


def libraries_room(library: str) -> str:
    module = engines["django"].engine.libraries.get(library, "").removesuffix(f".templatetags.{library}")
    label = module.rpartition(".")[2]
    return label if label in ROOMS else ""


def names_in_templates() -> Iterator[Named]:
    for path in sorted(TEMPLATES.rglob("*.*")):
        where = path.relative_to(TEMPLATES).as_posix()
        for tag, *words in tags(path):
            if tag == "load":
                libraries = words[words.index("from") + 1 :] if "from" in words else words
                for library in libraries:
                    yield Named(where, room_of(where), f"load {library}", libraries_room(library))
            elif tag in {"include", "extends"} and (name := literal(words[0])):
                yield Named(where, room_of(where), name, room_of(name))
            elif tag == "url" and (name := literal(words[0])):
                yield Named(where, room_of(where), name, name.partition(":")[0] if ":" in name else "")


def names_in_code() -> Iterator[Named]:
    """Addresses and templates that a module names in a string."""
    folders = {room: ROOT / ("site" if room == "pages" else "") / room for room in LAYERS[0]["layers"]}
    for top, folder in folders.items():
        for path in sorted(folder.rglob("*.py")):
            label = path.relative_to(folder).parts[0] if top in INNER else top
            where = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
                    space, colon, _ = node.value.partition(":")
                    if colon and space in ROOMS:
                        yield Named(where, label, node.value, space)
                    elif node.value.endswith((".html", ".txt")) and "/" in node.value:
                        yield Named(where, label, node.value, room_of(node.value))


def looks_up(named: Named) -> bool:
    if named.there not in ROOMS or named.room not in ROOMS or named.what.partition("/")[0] in COMMON:
        return False
    return ROOMS.index(named.there) < ROOMS.index(named.room)


def test_imports_keep_the_contract() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run(
        [linter, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": ".:site"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_folder_of_templates_belongs_to_a_room() -> None:
    homeless = {room_of(path.relative_to(TEMPLATES).as_posix()) for path in TEMPLATES.rglob("*.*")} - set(ROOMS)
    assert homeless == set()


@pytest.mark.parametrize("names", [names_in_templates, names_in_code])
def test_no_room_names_what_stands_above_it(names: object) -> None:
    above = [
        f"{named.where} ({named.room}) names {named.what} of {named.there}"
        for named in names()  # type: ignore[operator]
        if looks_up(named) and (named.where, named.what) not in REASONS and named.room != "config"
    ]
    assert "\n".join(above) == ""


def test_no_exception_outlives_its_reason() -> None:
    used = {(named.where, named.what) for named in [*names_in_templates(), *names_in_code()] if looks_up(named)}
    assert set(REASONS) - used == set()


def test_every_address_that_a_template_names_exists_and_is_given_what_it_needs() -> None:
    ways: dict[str, list[frozenset[str]]] = {}
    for address in addresses():
        ways.setdefault(address.name, []).append(address.needs)
    wrong = []
    for path in sorted(TEMPLATES.rglob("*.*")):
        for words in (words for words in tags(path) if words[0] == "url" and literal(words[1])):
            given = words[2 : words.index("as")] if "as" in words else words[2:]
            facts = {word.partition("=")[0] for word in given if "=" in word}
            known = ways.get(literal(words[1]), [])
            if facts not in known and (facts or len(given) not in map(len, known)):
                wrong.append(f"{path.relative_to(TEMPLATES)}: {{% {' '.join(words)} %}}")
    assert "\n".join(wrong) == ""
