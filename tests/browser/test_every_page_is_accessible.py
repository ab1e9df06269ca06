"""No finding of axe, no sideways scrolling, on a desk's screen and on an old phone's."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import ROOT
from tests.browser.places import PLACES, PREPARED, Place
from tests.browser.visitor import Visitor

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
WIDTHS = (1280, 360)
NARROWEST = 320
DARK = {
    "home of a centre",
    "story",
    "initiative",
    "propose form with errors",
    "ballot",
    "results",
    "style guide",
    "desk",
    "screen of a hall",
    "questions of a hall",
    "desk of a hall",
}
# What sticks out to the side, innermost first; what scrolls in a frame of its own may.
STICKING_OUT = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    return [`${root.scrollWidth} > ${root.clientWidth}`, ...out.reverse().slice(0, 6).map((element) => element.outerHTML.slice(0, 160))];
}"""


@cache
def axe() -> Axe:
    return Axe()


def findings(page: Page) -> list[str]:
    found: list[dict[str, Any]] = axe().run(page, options=RULES).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:200]} ({'; '.join(why['message'] for why in node['any'] + node['all'] + node['none'])})"
        for finding in found
        for node in finding["nodes"]
    ]


def sticking_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def at_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


@pytest.fixture(scope="module")
def prepared(behind: Callable[[str], Any]) -> None:
    """Votes that the demonstration has not."""
    behind((ROOT / "tests" / "browser" / "prepared.py").read_text())


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_accessible(visit: Callable[..., Visitor], place: Place) -> None:
    looks_well(visit("en", place.who), place)


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize("place", PREPARED, ids=lambda place: place.name)
def test_a_page_of_a_prepared_vote_is_accessible(visit: Callable[..., Visitor], place: Place) -> None:
    looks_well(visit("en", place.who), place)


def looks_well(visitor: Visitor, place: Place) -> None:
    place.enter(visitor)
    wrong: list[str] = []
    for width in WIDTHS:
        at_width(visitor.page, width)
        wrong += [f"{width}: {what}" for what in findings(visitor.page) + sticking_out(visitor.page)]
    if place.name in DARK:
        visitor.page.emulate_media(color_scheme="dark")
        wrong += [f"dark: {what}" for what in findings(visitor.page)]
    at_width(visitor.page, NARROWEST)
    wrong += sticking_out(visitor.page)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("place", [place for place in PLACES if place.name in DARK], ids=lambda place: place.name)
def test_a_page_in_polish_is_accessible_on_a_phone(visit: Callable[..., Visitor], place: Place) -> None:
    visitor = visit("pl", place.who, width=360)
    place.enter(visitor)
    wrong = findings(visitor.page) + sticking_out(visitor.page)
    assert not wrong, "\n".join(wrong)


def test_axe_would_find_something(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    visitor.go("/accounts/login/")
    visitor.main.evaluate(
        "main => { main.innerHTML += '<img src=/static/img/logo.svg>'; main.style.minWidth = '2000px' }"
    )
    assert any(finding.startswith("image-alt") for finding in findings(visitor.page))
    assert sticking_out(visitor.page)
