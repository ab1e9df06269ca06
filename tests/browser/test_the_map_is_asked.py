"""Two questions that people bring, each answered in three presses: by touch, by keyboard, and without scripts.

"Who teaches Polish near me on Thursday evening?" and "Which desk is open now and step-free?"
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.places import CENTRE
from tests.browser.test_the_main_job_by_keyboard import tab_to
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
MAP = f"{CENTRE}/map/"
# A press is named by the id of what is pressed: the second group, its first leaf, the evening of the fourth day.
POLISH = ("kind-2", "leaf-1", "when-3-4")
DESK = ("kind-1", "now-0", "step-0")
QUESTIONS = [POLISH, DESK]
COURSE = {"en": "Polish course for returnees", "pl": "Kurs polskiego dla powracających"}


def chosen(visitor: Visitor, presses: tuple[str, ...]) -> list[Locator]:
    return [visitor.page.locator(f"#{each}[aria-current]") for each in presses]


def answers(visitor: Visitor, language: str, presses: tuple[str, ...]) -> None:
    """All three hold, and every row of the list keeps to what was asked."""
    for each in chosen(visitor, presses):
        expect(each).to_be_visible()
    rows = visitor.page.locator("#found .place-row")
    if presses == POLISH:
        expect(rows.filter(has_text=COURSE[language])).to_have_count(1)
        return
    # Whoever asks at night finds what never closes; each that is found is open and step-free.
    expect(rows.first).to_be_visible()
    expect(rows.filter(has=visitor.page.locator(".place-row__state--open"))).to_have_count(rows.count())
    expect(rows.filter(has=visitor.page.locator(".place-row__marks .icon"))).to_have_count(rows.count())


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("pl", 360)])
@pytest.mark.parametrize("presses", QUESTIONS, ids=["polish", "desk"])
def test_three_presses_answer_it(visit: Visit, language: str, width: int, presses: tuple[str, ...]) -> None:
    visitor = visit(language, width=width)
    visitor.go(MAP)
    for each in presses:
        visitor.page.locator(f"#{each}").click()
        expect(visitor.page.locator(f"#{each}[aria-current]")).to_be_visible()
    answers(visitor, language, presses)
    map_tells_as_many_as_the_list(visitor)


def map_tells_as_many_as_the_list(visitor: Visitor) -> None:
    frame = visitor.page.locator("[data-map-frames]")
    visitor.page.wait_for_function(
        "frame => frame.dataset.mapTotal === document.querySelector('#found-title').textContent.match(/[0-9]+/)[0]",
        arg=frame.element_handle(),
    )
    shown = frame.locator(".map__spot")
    expect(shown.first).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("pl", 1280)])
@pytest.mark.parametrize("presses", QUESTIONS, ids=["polish", "desk"])
def test_the_keyboard_alone_does(visit: Visit, language: str, width: int, presses: tuple[str, ...]) -> None:
    visitor = visit(language, width=width)
    visitor.go(MAP)
    for each in presses:
        tab_to(visitor.page, has_id(visitor, each))
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.locator(f"#{each}[aria-current]")).to_be_focused()
    answers(visitor, language, presses)


def has_id(visitor: Visitor, name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda _focus: visitor.page.evaluate("document.activeElement.id") == name


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("pl", 1280)])
@pytest.mark.parametrize("presses", QUESTIONS, ids=["polish", "desk"])
def test_it_needs_no_script(visit: Visit, language: str, width: int, presses: tuple[str, ...]) -> None:
    visitor = visit(language, width=width, script=False)
    visitor.go(MAP)
    for each in presses:
        visitor.page.locator(f"#{each}").click()
        expect(visitor.page.locator(f"#{each}[aria-current]")).to_be_visible()
    answers(visitor, language, presses)


def test_a_shared_address_shows_the_same_answer(visit: Visit) -> None:
    first, second = visit("pl"), visit("pl")
    first.go(MAP)
    for each in POLISH:
        first.page.locator(f"#{each}").click()
        expect(first.page.locator(f"#{each}[aria-current]")).to_be_visible()
    address = first.page.url.partition("/pl")[2]
    second.go(address)
    answers(second, "pl", POLISH)


def test_a_cluster_comes_nearer_and_a_dot_tells_what_it_is(visit: Visit) -> None:
    visitor = visit("pl", width=1280)
    visitor.go(MAP)
    spot = visitor.page.locator("[data-map-frames] .map__spot").first
    spot.press("Enter")
    popup = visitor.page.locator(".map__popup a").first
    expect(popup).to_be_visible()
    with visitor.page.expect_navigation():
        popup.click()
    assert "/jodlowiec/" in visitor.page.url
