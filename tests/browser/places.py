"""Each kind of page once, and how one gets there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.visitor import Visitor

CENTRE = "/jodlowiec"
VILLAGE = "/zalesie-narwianskie"
OPEN = ".vote-card:has(.badge--good) .card__link"
CLOSED = ".vote-card:has(.badge--accent) .card__link"
ELECTION = f"{CLOSED}:has-text('Wieliczka')"  # a real one, imported


@dataclass(frozen=True)
class Place:
    """`path` is below the language; with `first`, the place is where the first such link of that page leads."""

    name: str
    path: str
    first: str = ""
    beyond: str = ""
    who: str = ""
    status: int = 200
    has_map: bool = False
    arrange: Callable[[Visitor], None] | None = None

    def address(self, visitor: Visitor) -> str:
        """The path below the language."""
        if not self.first:
            return self.path
        visitor.go(self.path)
        href = visitor.page.locator(self.first).first.get_attribute("href")
        assert href, f"{self.path} leads to no {self.name}"
        return re.sub(r"^/[a-z]{2}(?=/)", "", urlsplit(href).path) + self.beyond

    def enter(self, visitor: Visitor) -> None:
        visitor.go(self.address(visitor), status=self.status)
        if self.arrange:
            self.arrange(visitor)


def send_nothing(visitor: Visitor) -> None:
    """Sends the propose form empty, past the browser's own checks."""
    visitor.page.locator("main form.form").evaluate("form => { form.noValidate = true }")
    visitor.press("Publish")
    visitor.sees("Please look at this again")


def put_a_ballot_in(visitor: Visitor) -> None:
    visitor.page.locator("input[name=choices]").first.check()
    visitor.page.locator("form[data-ballot] button").last.click()
    visitor.page.wait_for_url("**/ballot/receipt/")


def report_it(visitor: Visitor) -> None:
    visitor.follow("Report this")
    visitor.page.wait_for_url("**/reports/new/**")


STRANGERS = [
    Place("home of the network", "/"),
    Place("home of a centre", f"{CENTRE}/", has_map=True),
    Place("stories", f"{CENTRE}/stories/"),
    Place("story", f"{CENTRE}/stories/", "main .card__link"),
    Place("events", f"{CENTRE}/events/"),
    Place("event", f"{CENTRE}/events/", "main .card__link"),
    Place("standard page", f"{CENTRE}/", ".footer__links li:last-child a"),
    Place("search", f"{CENTRE}/search/?q=most"),
    Place("initiatives", f"{CENTRE}/initiatives/"),
    Place("initiative", f"{CENTRE}/initiatives/", "main .card__link", has_map=True),
    Place("rounds", f"{CENTRE}/votes/"),
    Place("open round", f"{CENTRE}/votes/", OPEN),
    Place("closed round", f"{CENTRE}/votes/", CLOSED),
    Place("results", f"{CENTRE}/votes/", ELECTION, "results/"),
    Place("certified results", f"{CENTRE}/votes/", CLOSED, "results/"),
    Place("notices of a round", f"{CENTRE}/votes/", OPEN, "notices/"),
    Place("check of a receipt", f"{CENTRE}/votes/", OPEN, "receipts/"),
    Place("village meetings", f"{VILLAGE}/votes/meetings/"),
    Place("village meeting to come", f"{VILLAGE}/votes/meetings/", "[aria-labelledby=meetings-ahead] .card__link"),
    Place("village meeting that was held", f"{VILLAGE}/votes/meetings/", "[aria-labelledby=meetings-past] .card__link"),
    Place("map", f"{CENTRE}/map/", has_map=True),
    Place("sign-in", "/accounts/login/"),
    Place("sign-up", "/accounts/signup/"),
    Place("residency", f"{CENTRE}/members/"),
    Place("report of an initiative", f"{CENTRE}/initiatives/", "main .card__link", arrange=report_it),
    Place("moderation log", f"{CENTRE}/reports/decisions/"),
    Place("404", f"{CENTRE}/stories/nothing-here/", status=404),
    Place("style guide", "/styleguide/"),
]
MEMBERS = [
    Place("home of a centre, signed in", f"{CENTRE}/", who="agata", has_map=True),
    Place("profile", "/members/", who="marek"),
    Place("news for me", "/notifications/", who="marek"),
    Place("choice of mails", "/notifications/mail/", who="marek"),
    Place("code of a letter", f"{CENTRE}/members/residency/code/", who="agata"),
    Place("own initiatives", f"{CENTRE}/initiatives/mine/", who="marek"),
    Place("propose form", f"{CENTRE}/initiatives/new/", who="marek", has_map=True),
    Place("propose form with errors", f"{CENTRE}/initiatives/new/", who="marek", has_map=True, arrange=send_nothing),
    Place("ballot", f"{CENTRE}/votes/", OPEN, "ballot/", who="krystyna"),
    Place("receipt", f"{CENTRE}/votes/", OPEN, "ballot/", who="wojciech", arrange=put_a_ballot_in),
]
STAFF = [
    Place("desk", f"{CENTRE}/members/desk/", who="renata"),
    Place("letters", f"{CENTRE}/members/letters/", who="renata"),
    Place("printing of letters", f"{CENTRE}/members/letters/print/", who="renata"),
    Place("staff", f"{CENTRE}/members/staff/", who="renata"),
    Place("settings of a centre", f"{CENTRE}/members/centre/", who="renata"),
    Place("preparing a round", f"{CENTRE}/votes/new/", who="renata"),
    Place("preparing a village meeting", f"{CENTRE}/votes/meetings/new/", who="renata"),
    Place("reports that wait", f"{CENTRE}/reports/", who="halina"),
]
PLACES = STRANGERS + MEMBERS + STAFF
