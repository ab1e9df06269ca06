"""Words are found however they are disguised; links too; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.moderation.flags import flags_in, has_link, skeleton

UNSEEN = ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u034f"]
TWINS = {"a": "аα4", "e": "еε3", "o": "оο0", "p": "рρ", "c": "с", "x": "хχ", "y": "у", "i": "іι1l", "s": "ѕ5", "l": "1"}
ACCENTS = ["\u0301", "\u0308", "\u0328", "\u030c"]
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and what somebody makes of it who wants to slip through."""
    word = draw(WORDS)
    made = ""
    for letter in word:
        shown = draw(st.sampled_from([letter, letter.upper(), *TWINS.get(letter, "")]))
        made += shown + draw(st.sampled_from(["", "", *UNSEEN, *(ACCENTS if shown.isalpha() else [])]))
    return word, made


@given(
    disguised(),
    st.sampled_from(["", "You ", "(", "„", "\n", "_", "https: "]),
    st.sampled_from(["", "!", ".", " x", "_"]),
)
def test_a_disguised_word_is_found(pair: tuple[str, str], before: str, after: str) -> None:
    word, made = pair
    assert flags_in(before + made + after, ["nothere", word]) == [word]


@given(WORDS, st.sampled_from("abcxyz"))
def test_a_part_of_a_longer_word_is_not_found(word: str, letter: str) -> None:
    assert flags_in(f"{letter}{word}", [word]) == ([word] if skeleton(letter + word) == skeleton(word) else [])
    assert flags_in(f"{word}{letter}", [word]) == []


@given(WORDS, WORDS)
def test_an_asterisk_stands_for_any_ending(word: str, ending: str) -> None:
    assert flags_in(f"the {word}{ending} there", [f"{word}*"]) == [f"{word}*"]


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5))
def test_no_text_and_no_word_breaks_it(text: str, words: list[str]) -> None:
    assert set(flags_in(text, words)) <= set(words)
    assert has_link(text) in {True, False}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ty DURNIU!", "durniu"),
        ("ty d\u200bureń", "dureń"),
        ("ty duren", "dureń"),
        ("Це дурень.", "дурень"),
        ("Цe дypeнь.", "дурень"),
        ("ｉｄｉｏｔ", "idiot"),
        ("𝖎𝖉𝖎𝖔𝖙", "idiot"),
        ("1d10t", "idiot"),
        ("*idiot*", "idiot"),
        ("_idiot_", "idiot"),
        ("hülye vagy", "HULYE"),
        ("głupi  jak but", "głupi jak"),
    ],
)
def test_people_write_it_so(text, word):
    assert flags_in(text, [word]) == [word]


def test_words_without_a_letter_are_never_found():
    assert flags_in("*** !!! ...", ["*", "", "  ", "...", "\u200b"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/x",
        "hxxp://example.test",
        "see www.example.test",
        "see example.com!",
        "EXAMPLE.PL",
        "example dot com",
        "example (dot) com",
        "example [.] com",
        "example kropka pl",
        "priklad bodka sk",
        "pelda pont hu",
        "приклад крапка ua",
        "example . com",
        "example.сom",  # the first letter of the ending is Cyrillic
        "example.c0m",
        "exa\u200bmple.c\u00adom",
        "example。com",
        "[click](/en/evil/)",
        "bit.ly/3abc",
        "sklep-tani.online",
    ],
)
def test_a_link_is_a_link_in_every_coat(text):
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tak. Nie.",
        "W szkole. Info na drzwiach.",
        "Spotykamy się o 17.30, do 19.00.",
        "Koszt: 1.250,00 zł za 3.5 m.",
        "np. w sobotę, ul. Polna 5",
        "Das ist gut.Aber",
        "a dot on the map",
        "[a note] (in brackets)",
    ],
)
def test_a_sentence_is_no_link(text):
    assert not has_link(text)


def test_a_long_text_is_looked_through_at_once():
    assert flags_in("a-" * 20_000, ["idiot"]) == []
    assert not has_link("a" * 40_000)
    assert not has_link("a-" * 20_000)
    assert not has_link("dot " * 10_000)
