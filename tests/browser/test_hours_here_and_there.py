"""Who reads from another time zone sees the centre's hour and their own; who reads at home sees one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.places import AHEAD, CARD, CENTRE, OPEN, VILLAGE
from tests.browser.visitor import Visitor

PAGES = {
    "event": (f"{CENTRE}/events/", CARD),
    "vote": (f"{CENTRE}/votes/", OPEN),
    "meeting": (f"{VILLAGE}/votes/meetings/", AHEAD),
}
MOMENT = "main time[data-zone]"


def arrive(visitor: Visitor, page: str) -> None:
    path, link = PAGES[page]
    visitor.go(path)
    visitor.page.locator(link).first.click()
    expect(visitor.page.locator(MOMENT).first).to_be_visible()


def minutes(text: str) -> int:
    """Of the first hour that is said in it, since midnight."""
    hour, minute = re.findall(r"(\d\d):(\d\d)", text)[0]
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_reader_in_london_sees_both_hours(visit: Callable[..., Visitor], page: str, language: str) -> None:
    visitor = visit(language, timezone_id="Europe/London")
    arrive(visitor, page)
    lines = visitor.page.locator(f"{MOMENT} + span.muted")
    expect(lines).to_have_count(visitor.page.locator(MOMENT).count())
    expect(lines.first).to_contain_text(visitor.word("where you are:"))
    moment = visitor.page.locator(MOMENT).first
    begins = moment.get_attribute("data-from") or moment.get_attribute("datetime") or ""
    assert (minutes(begins) - minutes(lines.first.inner_text())) % 1440 == 60
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_in_the_centre_s_own_zone_sees_one_and_nothing_moves(visit: Callable[..., Visitor], page: str) -> None:
    visitor = visit("en", timezone_id="Europe/Warsaw", width=360)
    arrive(visitor, page)
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.locator(f"{MOMENT} + span")).to_have_count(0)
    assert "Central European" not in visitor.main.inner_text()


def test_without_script_the_centre_s_clock_says_whose_it_is(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en", timezone_id="Europe/London", script=False)
    arrive(visitor, "event")
    named = visitor.page.locator(f"{MOMENT} + noscript")  # a browser that is told to run nothing does not draw it
    assert "Central European" in (named.first.text_content() or "")
    expect(visitor.page.locator(f"{MOMENT} + span.muted")).to_have_count(0)
