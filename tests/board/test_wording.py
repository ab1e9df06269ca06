"""What people type becomes safe markup, whatever they type."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.board.models.posts import LONGEST
from community.board.wording import ALLOWED, called_in, marked_up, plain, quoted
from community.members.models import User
from tests.board.payloads import PAYLOADS

MOST_WORK = 1.0
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9!-]+)([^>]*)>")


def test_a_small_part_of_markdown_is_understood() -> None:
    text = "One **bold**, *slanted*.\nTwo\n\n- a\n- b\n\n> said\n\nhttps://example.org/a?b=1"
    assert marked_up(text) == (
        "<p>One <strong>bold</strong>, <em>slanted</em>.<br>\nTwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<blockquote>\n<p>said</p>\n</blockquote>\n"
        '<p><a href="https://example.org/a?b=1" rel="nofollow ugc noopener">https://example.org/a?b=1</a></p>\n'
    )


def test_headings_pictures_tables_and_markup_of_one_s_own_stay_words() -> None:
    made = marked_up("# Loud\n\n![x](https://example.org/x.png)\n\n<b>mine</b>\n\n| a |\n|---|\n")
    assert {tag for tag, _attributes in TAG.findall(made)} <= {"p", "a", "br"}
    assert "&lt;b&gt;mine&lt;/b&gt;" in made


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_typed_runs(payload: str) -> None:
    refuse_danger(marked_up(payload))


def test_the_list_of_payloads_is_a_long_one() -> None:
    assert len(set(PAYLOADS)) >= 60


@given(st.text(alphabet="<>\"'/=()[]!*_>-# \n\tabjscript:onerr&;0@\u202e", max_size=200))
def test_no_text_becomes_dangerous(text: str) -> None:
    refuse_danger(marked_up(text))


def refuse_danger(made: str) -> None:
    """Only tags that we allow; only an address on a link, and only of the web or of mail."""
    for tag, attributes in TAG.findall(made):
        assert tag in ALLOWED
        if attributes.strip():
            assert re.fullmatch(
                r' href="(https?://|mailto:|(?![^"]*:))[^"<>]*" rel="nofollow ugc noopener"', attributes
            ), made


LONG = [
    ">",
    "[",
    "[a](",
    "*a ",
    "**a",
    "_*",
    "- ",
    "`",
    "<a ",
    "&#",
    "\\",
    "@a",
    "a@",
    "http://",
    "www.",
    "a.",
    "](",
    "![[",
]
LONG += ["1. ", "\n>", "\n- ", "  \n", "*", "http://a/(", "[](<", "\u202e", "- - - - a\n    "]


@pytest.mark.parametrize("part", LONG)
def test_no_text_takes_long(part: str) -> None:
    """In seconds of our own work, of which a usual text takes a few thousandths; what is quadratic takes minutes."""
    text = (part * LONGEST)[:LONGEST]
    people = [User(pk=number, display_name="a" * number) for number in range(1, 60)]
    began = time.process_time()
    marked_up(text, called_in(text, people))
    assert plain(text).strip() == plain(text)
    assert time.process_time() - began < MOST_WORK


def test_names_are_called_whatever_their_accents_and_case() -> None:
    people = [User(pk=1, display_name="Łucja"), User(pk=2, display_name="Łucja Wnęk"), User(pk=3, display_name="Jan")]
    assert called_in("@lucja wnek, look! jan@example.org", people) == [people[1], people[0]]


def test_a_name_full_of_signs_is_called_as_it_is_written() -> None:
    odd = User(pk=1, display_name=r"A<b>\1 (x)")
    assert marked_up("*hi* @A<b>\\1 (x)", [odd]).count("<b>") == 1


def test_a_quote_takes_the_words_and_not_what_they_quote() -> None:
    assert quoted("> older\n\nmine\nalso") == "> \n> mine\n> also\n\n"


def test_a_beginning_is_cut_between_words() -> None:
    assert plain("**Bold** words & more", 14) == "Bold words &…"
