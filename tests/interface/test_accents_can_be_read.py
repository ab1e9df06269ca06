"""WCAG contrast of every accent in both themes, computed from the tokens as they are served."""

import re
from typing import Any

import pytest
from django.conf import settings

from community.members.models import Centre

TOKENS = (settings.ROOT / "static" / "css" / "tokens.css").read_text()
ACCENTS = [str(accent) for accent in Centre.Accent.values]
# What is written in which colour on which ground, and the least that WCAG 2.2 AA asks of it.
PAIRS = [
    *(("accent", ground, 4.5) for ground in ("paper", "surface", "sunken", "accent-soft")),
    *(("accent-strong", ground, 4.5) for ground in ("paper", "surface", "accent-soft")),
    *(("ink", ground, 4.5) for ground in ("paper", "surface", "sunken", "accent-soft")),
    *(("ink-2", ground, 4.5) for ground in ("paper", "surface", "sunken")),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("on-alarm", "alarm", 4.5),
]


def colours(selector: str) -> dict[str, str]:
    """What the rule of exactly this selector says."""
    rule = re.search(rf"(?m)^\s*{re.escape(selector)} {{([^}}]*)}}", TOKENS)
    assert rule, selector
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", rule[1]))


def themed(theme: str, accent: str) -> dict[str, str]:
    found = colours(':root, [data-theme="light"]')
    if theme == "light":
        return found | colours(f'[data-accent="{accent}"]')
    named = f'[data-theme="dark"][data-accent="{accent}"], [data-theme="dark"] [data-accent="{accent}"]'
    return found | colours('[data-theme="dark"]') | colours(named)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_in_each_accent_can_be_read(accent: str, theme: str) -> None:
    known = themed(theme, accent)
    told = {(text, ground): contrast(known[text], known[ground]) for text, ground, _least in PAIRS}
    assert {(text, ground): told[text, ground] for text, ground, least in PAIRS if told[text, ground] < least} == {}


@pytest.mark.parametrize("accent", ACCENTS)
def test_a_device_that_is_dark_shows_the_same_colours_as_the_dark_theme(accent: str) -> None:
    root = ':root:not([data-theme="light"])'
    named = f'{root}[data-accent="{accent}"], {root} :not([data-theme="light"])[data-accent="{accent}"]'
    assert colours(named) == colours(
        f'[data-theme="dark"][data-accent="{accent}"], [data-theme="dark"] [data-accent="{accent}"]'
    )
    assert colours(root) == colours('[data-theme="dark"]')


def test_there_is_a_plate_under_crests_that_is_light_in_the_dark_too() -> None:
    known: dict[str, Any] = themed("dark", "pine")
    assert luminance(known["plate"]) > 0.9
