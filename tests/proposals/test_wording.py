"""What people type becomes paragraphs and lists, and nothing else."""

import time

import pytest

from initiatives.proposals.wording import rich, typed


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\r\nstill one", "<p>One.<br>still one</p>"),
        ("We need:\n- oak\n• nails", "<p>We need:</p><ul><li>oak</li><li>nails</li></ul>"),
        ("1. first\n2) second", "<ol><li>first</li><li>second</li></ol>"),
        ("**Not** 2 * 3", "<p><strong>Not</strong> 2 * 3</p>"),
        ("See https://gmina.example/a?b=1&c=2.", None),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("", ""),
    ],
)
def test_simple_marks_become_markup(text, markup):
    if markup is None:
        assert 'href="https://gmina.example/a?b=1&amp;c=2" rel="noopener noreferrer"' in rich(text)
        assert rich(text).endswith("</a>.</p>")
    else:
        assert rich(text) == markup


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "<p onclick=x>y</p>", "- <img src=x onerror=y>", "**<i>z</i>**"]
)
def test_markup_is_shown_as_typed(text):
    assert "<script" not in rich(text)
    assert "<img" not in rich(text)
    assert "&lt;" in rich(text)


def test_markup_from_elsewhere_becomes_what_one_would_have_typed():
    markup = "<p>Old &amp; <strong>rotten</strong>.</p>\n<ul>\n<li>oak</li>\n<li>roof</li>\n</ul>\n<p>End.</p>"
    assert typed(markup) == "Old & **rotten**.\n\n- oak\n- roof\n\nEnd."
    assert rich(typed(markup)) == (
        "<p>Old &amp; <strong>rotten</strong>.</p>\n<ul><li>oak</li><li>roof</li></ul>\n<p>End.</p>"
    )


@pytest.mark.parametrize("piece", ["*", "**a", "http://", "https://a", "- ", "1. ", "<", "&", "\n", "a" * 99 + " "])
def test_long_hostile_text_is_quick(piece):
    text = (piece * 20_000)[:20_000]
    began = time.perf_counter()
    rich(text)
    assert time.perf_counter() - began < 0.5
