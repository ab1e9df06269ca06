"""The interface speaks six languages, whole: nothing missing, fuzzy, or left in English by mistake."""

import ast
import gettext
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent.parent


def load_messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = load_messages()
# Hungarian nouns stay in the singular after a number: one form, as CLDR has it.
PLURALS = {"pl": 3, "sk": 3, "cs": 3, "hu": 1, "uk": 3}
# Words that are the same in a language as in English, or names: each was looked at.
SAME = (ROOT / "locale" / "same.txt").read_text().splitlines()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def collected() -> Any:
    return messages.collect()


def texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def source(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def named(language: str) -> list[Message]:
    return [message for message in messages.load(language) if message.id]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language: str, collected: Any) -> None:
    known = {(message.id, message.context) for message in named(language)}
    wanted = {(message.id, message.context) for message in collected if message.id}
    assert sorted(map(str, wanted - known)) == []
    assert sorted(map(str, known - wanted)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_is_translated_and_none_is_fuzzy(language: str) -> None:
    gaps = [message.id for message in named(language) if not all(texts(message)) or message.fuzzy]
    assert gaps == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_plural_forms_are_as_many_as_the_language_has(language: str) -> None:
    wrong = [m.id for m in named(language) if isinstance(m.id, tuple) and len(texts(m)) != PLURALS[language]]
    assert wrong == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_text_was_left_in_english(language: str) -> None:
    left = [m.id for m in named(language) if source(m)[0] in texts(m) and source(m)[0] not in SAME and needs_words(m)]
    assert left == []


def needs_words(message: Message) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", source(message)[0])))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    wrong = []
    for message in named(language):
        allowed = {frozenset(PLACEHOLDER.findall(text)) for text in source(message)}
        most = frozenset().union(*allowed)
        for text in texts(message):
            found = frozenset(PLACEHOLDER.findall(text))
            fits = found in allowed or (isinstance(message.id, tuple) and found <= most)
            if not fits:
                wrong.append((message.id, text))
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("pl", {1: 0, 2: 1, 22: 1, 5: 2, 21: 2, 0: 2}),
        ("uk", {1: 0, 21: 0, 2: 1, 22: 1, 5: 2, 0: 2}),
        ("hu", {1: 0, 2: 0}),
    ],
)
def test_each_language_counts_by_its_own_rule(language: str, numbers: dict[int, int]) -> None:
    rule = gettext.c2py(re.search(r"plural=(.+?);?$", messages.load(language).plural_forms).group(1))  # type: ignore[union-attr]
    assert {number: rule(number) for number in numbers} == numbers


@pytest.mark.parametrize("path", messages.files("*.py"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_is_translated_before_anybody_reads_it(path: Path) -> None:
    """What a module or a class says while it is loaded must be lazy: it would stay in the language of that moment."""
    tree = ast.parse(path.read_text())
    eager = {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in {"gettext", "ngettext", "pgettext", "npgettext"}
    }
    assert [f"line {call.lineno}" for call in said_at_once(tree) if call.func.id in eager] == []


def said_at_once(node: ast.AST) -> Iterator[Any]:
    """Calls of a plain name outside of any function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name):
            yield child
        yield from said_at_once(child)
