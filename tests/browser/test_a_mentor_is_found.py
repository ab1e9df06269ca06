"""Somebody who came home asks, finds five and why, meets one of them; a coordinator sees how it goes, and no word."""

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.places import CENTRE
from tests.browser.test_from_an_idea_to_a_certified_result import named
from tests.browser.visitor import Visitor

ROOM = f"{CENTRE}/mentoring/"
MENTOR = "Krystyna Ruchała"
WORDS = "Bring the Norwegian tax card and a thermos."
DAY = (dt.datetime.now(dt.UTC) + dt.timedelta(days=9)).date()


def test_from_a_request_to_both_their_answers(visit: Callable[..., Visitor]) -> None:
    mentee, mentor, coordinator = visit("en", "marek"), visit("en", "krystyna"), visit("en", "dorota")
    asks_for_help(mentee)
    asks_one_of_five(mentee)
    page = says_yes(mentor)
    proposes_a_meeting(mentee, page)
    agrees_to_it(mentor, page)
    takes_it_into_a_calendar(mentee, page)
    writes(mentee, page)
    may_read_nothing(coordinator, page)
    ends_it(mentee, page)
    for side in (mentee, mentor):
        answers(side, page)
    sees_figures(coordinator, page)


def asks_for_help(mentee: Visitor) -> None:
    mentee.go(ROOM)
    mentee.follow("I would like help")
    for name, value in (("first", "tax"), ("second", "school"), ("third", "documents")):
        named(mentee, name).select_option(value)
    named(mentee, "language_1").select_option("pl")
    named(mentee, "level_1").select_option("6")
    mentee.main.get_by_label("online", exact=True).check()
    mentee.main.get_by_label("Tuesday, evening").check()
    mentee.main.get_by_label("I am 18 or older").check()
    mentee.press("Ask for help")


def asks_one_of_five(mentee: Visitor) -> None:
    mentee.go(f"{ROOM}mine/request/best/")
    found = mentee.main.locator("ol > li")
    expect(found).to_have_count(5)
    for each in found.all():
        assert each.locator("> ul > li").count() > 1, each.inner_text()
    found.filter(has_text=MENTOR).get_by_role("button", name=re.compile("^Ask mentor")).click()
    mentee.sees("Asked. You hear from us within a week.")


def says_yes(mentor: Visitor) -> str:
    """The address of the mentorship, below the language."""
    mentor.go(f"{ROOM}mine/")
    mentor.follow("Somebody who asked me")
    assert "Marek" not in mentor.main.inner_text()
    mentor.press("Yes, I will help")
    mentor.reads_heading("Marek Bodziony")
    return mentor.page.url.partition("/en")[2]


def proposes_a_meeting(mentee: Visitor, page: str) -> None:
    mentee.go(page)
    mentee.reads_heading(MENTOR)
    mentee.follow("Propose a meeting")
    named(mentee, "time_1").fill(f"{DAY}T17:30")
    named(mentee, "place").fill("The library, upstairs")
    mentee.press("Propose")
    mentee.sees("Waits for their answer.")


def agrees_to_it(mentor: Visitor, page: str) -> None:
    mentor.go(page)
    mentor.main.locator("[name=starts_at]").first.check()
    mentor.press("Agree to this time")
    mentor.sees("The next meeting")


def takes_it_into_a_calendar(mentee: Visitor, page: str) -> None:
    mentee.go(page)
    link = mentee.main.locator("a[href$='.ics']").first
    with mentee.page.expect_download() as download:
        link.click()
    [event] = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    meant = dt.datetime.combine(DAY, dt.time(17, 30), ZoneInfo("Europe/Warsaw"))
    assert event.decoded("dtstart") == meant
    assert "Krystyna" not in str(event["summary"])


def writes(mentee: Visitor, page: str) -> None:
    mentee.go(f"{page}thread/")
    mentee.main.locator("textarea").fill(WORDS)
    mentee.press("Send")
    expect(mentee.main.get_by_role("list", name="Messages")).to_contain_text(WORDS)


def may_read_nothing(coordinator: Visitor, page: str) -> None:
    coordinator.go(page)
    told = coordinator.main.inner_text()
    assert MENTOR in told
    for words in (WORDS, "The library, upstairs"):
        assert words not in told
    coordinator.go(f"{page}thread/", status=404)
    coordinator.go(f"{page}meetings/proposal/", status=404)


def ends_it(mentee: Visitor, page: str) -> None:
    mentee.go(page)
    mentee.follow("End it")
    mentee.main.locator("[name=reason][value=goals]").check()
    mentee.press("Yes, end it")


def answers(side: Visitor, page: str) -> None:
    side.go(f"{page}feedback/")
    for name in ("gets_on", "helps", "recommends"):
        side.main.locator(f"[name={name}][value='4']").check()
    side.press("Send my answers")
    side.sees("Thank you. Your answers count, and stay yours.")


def sees_figures(coordinator: Visitor, page: str) -> None:
    coordinator.go(page)
    expect(coordinator.main).to_contain_text("Completed on")
    coordinator.go(f"{page}thread/", status=404)
    coordinator.go(f"{ROOM}figures/")
    coordinator.reads_heading("Mentoring in figures")
    told = coordinator.main.inner_text()
    assert MENTOR not in told
    with coordinator.page.expect_download() as download:
        coordinator.main.locator("a[href$='.csv']").first.click()
    assert "Krystyna" not in download.value.path().read_text()
