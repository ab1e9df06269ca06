"""From a centre's home to a ballot in the box, without a mouse; wherever the focus goes, it is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import CENTRE
from tests.browser.visitor import Visitor

MOST_STEPS = 80
# Of the element in focus: its words, and what is wrong with how it shows, when the page has come to rest.
FOCUS = """async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    let found;
    for (let look = 0; look < 10; look += 1) {
        await painted();
        found = looked();
        if (!found.wrong.length) break;
    }
    return found;
    function looked() {
        const element = document.activeElement;
        const label = element.labels?.[0];
        const words = (element.getAttribute('aria-label') || label?.innerText || element.innerText || element.value || '').trim();
        const box = element.getBoundingClientRect();
        const wrong = [];
        const styles = [element, label, label?.parentElement, element.closest('.card')].filter(Boolean).map((shown) => getComputedStyle(shown));
        const ringed = styles.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
        if (!ringed) wrong.push('no ring');
        if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) wrong.push('out of sight');
        const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 1), innerWidth - 1);
        const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
        const above = document.elementFromPoint(x, y);
        if (!(element.contains(above) || above?.contains(element) || label?.contains(above))) wrong.push(`covered by ${above?.outerHTML.slice(0, 80)}`);
        return {tag: element.tagName, words, href: element.getAttribute('href') || '', checked: element.checked === true, wrong};
    }
}"""


def tab_to(page: Page, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Presses Tab until the focus is on what is wanted; every stop on the way must be seen."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["wrong"] == [], focus
        if wanted(focus):
            return focus
    raise AssertionError(f"not reached in {MOST_STEPS} steps; last: {focus}")


def skip_to_content(visitor: Visitor) -> None:
    focus = tab_to(visitor.page, lambda focus: focus["tag"] == "A")
    assert focus["words"] == visitor.word("Skip to the content")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main).to_be_focused()


@pytest.mark.parametrize(("language", "width", "who"), [("en", 1280, "marek"), ("pl", 360, "dorota")])
def test_a_ballot_is_cast_by_keyboard_alone(visit: Callable[..., Visitor], language: str, width: int, who: str) -> None:
    voter = visit(language, who, width=width)
    page = voter.page
    voter.go(f"{CENTRE}/")
    skip_to_content(voter)
    tab_to(page, lambda focus: "/votes/" in focus["href"] and "2027" in focus["words"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/votes/*/**")
    if "/ballot/" not in page.url:
        skip_to_content(voter)
        tab_to(page, lambda focus: focus["href"].endswith("/ballot/"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/ballot/")
    skip_to_content(voter)
    for _project in range(2):
        tab_to(page, lambda focus: focus["tag"] == "INPUT")
        page.keyboard.press("Space")
        assert page.evaluate(FOCUS)["checked"]
    tab_to(page, lambda focus: focus["words"] == voter.word("Put my ballot in the box"))
    page.keyboard.press("Enter")
    voter.reads_heading(voter.word("Your ballot is in the box"))


def test_a_menu_opens_closes_and_gives_the_focus_back(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en", width=360)
    visitor.go(f"{CENTRE}/")
    menu = visitor.page.locator("details.rooms")
    tab_to(visitor.page, lambda focus: focus["tag"] == "SUMMARY" and focus["words"] == visitor.word("Menu"))
    visitor.page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    assert visitor.word("Stories") in tab_to(visitor.page, lambda focus: focus["tag"] == "A")["words"]
    visitor.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
