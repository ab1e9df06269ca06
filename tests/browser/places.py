"""Each kind of page once, and how one gets there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.visitor import Visitor

CENTRE = "/jodlowiec"
VILLAGE = "/zalesie-narwianskie"
TERESA = "teresa@zalesie-narwianskie.example"  # coordinates there
MENTORING = f"{CENTRE}/mentoring/"
PAIR = "[aria-labelledby=together] .panel > a"
DRAFT = "main a[href*='/matching/']:not([href$='/matching/'])"
CINEMA, SQUARE = "/horni-sindelna", "/javorova"  # where people put films in order, and say yes or no
# Every centre of the demonstration divides the money of 2027; some ask a question besides.
OPEN = ".vote-card:has(.badge--good) .card__link:has-text('2027')"
QUESTION = ".vote-card:has(.badge--good) .card__link:not(:has-text('2027'))"
CLOSED = ".vote-card:has(.badge--accent) .card__link"
CARD = "main .card__link"
TOPICS = "main .topics__row"
TOPIC = f"{TOPICS} h2 a"
CARD_TITLE = "main .card__title a"
HALL = "main .topics__row:has-text('remizie') h2 a"
AHEAD, HELD = "[aria-labelledby=meetings-ahead] .card__link", "[aria-labelledby=meetings-past] .card__link"
MAP = f"{CENTRE}/map/"
PLACE = ".place-row__name a[href*='/places/']"
OFFER = "main a[href*='/offers/']:not([href*='mine']):not([href*='new']):not([href*='?']):not([href$='/offers/'])"
SUGGESTED = "main a[href*='/suggestions/']:not([href*='new'])"
ORGANISATION = "main a[href*='/organisations/']:not([href*='new'])"
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


def click_first(selector: str) -> Callable[[Visitor], None]:
    """Goes where the first such link of the page leads."""

    def click(visitor: Visitor) -> None:
        with visitor.page.expect_navigation():
            visitor.main.locator(selector).first.click()

    return click


def gathering(state: str) -> str:
    return f"{CENTRE}/initiatives/?state={state}"


STRANGERS = [
    Place("home of the network", "/"),
    Place("home of a centre", f"{CENTRE}/", has_map=True),
    Place("stories", f"{CENTRE}/stories/"),
    Place("story", f"{CENTRE}/stories/", CARD),
    Place("story that was corrected", f"{CENTRE}/stories/kurs-o-17-40/"),
    Place("story of another centre", "/gemerske-hamre/stories/zbor-na-dve-polovice/"),
    Place("events", f"{CENTRE}/events/"),
    Place("event", f"{CENTRE}/events/", CARD),
    Place("event that comes again", f"{CENTRE}/events/otwarta-proba-choru/"),
    Place("standard page", f"{CENTRE}/", ".footer__links li:last-child a"),
    Place("search", f"{CENTRE}/search/?q=most"),
    Place("initiatives", f"{CENTRE}/initiatives/"),
    Place("initiative", f"{CENTRE}/initiatives/", CARD, has_map=True),
    Place("initiatives on the map", f"{CENTRE}/initiatives/?map=on", has_map=True),
    Place("initiative that was refused", gathering("refused"), CARD, has_map=True),
    Place("initiative with an appeal", gathering("appealed"), CARD, has_map=True),
    Place("initiative being carried out", gathering("in_delivery"), CARD, has_map=True),
    Place("initiative that is done", gathering("done"), CARD, has_map=True),
    Place("initiative that was merged", gathering("merged"), CARD, has_map=True),
    Place("amendments of an initiative", gathering("published"), CARD, "amendments/"),
    Place("board", f"{CENTRE}/board/"),
    Place("topic", f"{CENTRE}/board/?kind=idea", TOPIC),
    Place("concern that is answered", f"{CENTRE}/board/?kind=concern", f"{TOPICS}:has(.badge--good) h2 a"),
    Place("concern that is overdue", f"{CENTRE}/board/?overdue=on", TOPIC),
    Place("post", f"{CENTRE}/board/?kind=idea", TOPIC, "3/"),
    Place("screen of a hall", f"{CENTRE}/board/?kind=question", HALL, "screen/"),
    Place("questions of a hall", f"{CENTRE}/board/?kind=question", HALL, "ask/"),
    Place("rounds", f"{CENTRE}/votes/"),
    Place("open round", f"{CENTRE}/votes/", OPEN),
    Place("closed round", f"{CENTRE}/votes/", CLOSED),
    Place("results", f"{CENTRE}/votes/", ELECTION, "results/"),
    Place("certified results", f"{CENTRE}/votes/", CLOSED, "results/"),
    Place("open round with a question", f"{CENTRE}/votes/", QUESTION),
    Place("certification of a round", f"{CENTRE}/votes/", CLOSED, "certification/"),
    Place("objections to a round", f"{CENTRE}/votes/", CLOSED, "objections/"),
    Place("objection", f"{CENTRE}/votes/", CLOSED, "objections/", arrange=click_first(".project__title a")),
    Place("too late objection", f"{CENTRE}/votes/", CLOSED, "objections/new/"),
    Place("notices of a round", f"{CENTRE}/votes/", OPEN, "notices/"),
    Place("check of a receipt", f"{CENTRE}/votes/", OPEN, "receipts/"),
    Place("village meetings", f"{VILLAGE}/votes/meetings/"),
    Place("village meeting to come", f"{VILLAGE}/votes/meetings/", AHEAD),
    Place("village meeting that was held", f"{VILLAGE}/votes/meetings/", HELD),
    Place("map", MAP, has_map=True),
    Place("map with an answer", f"{MAP}?kind=learning&when=3-evening", has_map=True),
    Place("map with words that nothing answers", f"{MAP}?q=qwerty&near=Atlantis", has_map=True),
    Place("place", MAP, PLACE, has_map=True),
    Place("correction of a place", MAP, PLACE, "correction/"),
    Place("suggestion of a place", f"{MAP}suggestions/new/", has_map=True),
    Place("leaflet", f"{MAP}leaflet/"),
    Place("offers and needs", f"{MAP}offers/", has_map=True),
    Place("offer", f"{MAP}offers/", OFFER, has_map=True),
    Place("data of the map", f"{MAP}data/"),
    Place("sign-in", "/accounts/login/"),
    Place("sign-up", "/accounts/signup/"),
    Place("residency", f"{CENTRE}/members/"),
    Place("report of an initiative", f"{CENTRE}/initiatives/", CARD, arrange=report_it),
    Place("moderation log", f"{CENTRE}/reports/decisions/"),
    Place("rules of the house", f"{CENTRE}/reports/rules/"),
    Place("404", f"{CENTRE}/stories/nothing-here/", status=404),
    Place("style guide", "/styleguide/"),
    Place("open data", "/developers/"),
]
MEMBERS = [
    Place("home of a centre, signed in", f"{CENTRE}/", who="agata", has_map=True),
    Place("profile", "/members/", who="marek"),
    Place("news for me", "/notifications/", who="marek"),
    Place("choice of mails", "/notifications/mail/", who="marek"),
    Place("what I follow", "/notifications/following/", who="marek"),
    Place("what waits for me", "/members/waiting/", who="marek"),
    Place("offer form", f"{MAP}offers/new/", who="marek", has_map=True),
    Place("own offers", f"{MAP}offers/mine/", who="marek"),
    Place("first letter about an offer", f"{MAP}offers/", OFFER, "enquiry/", who="agata"),
    Place("code of a letter", f"{CENTRE}/members/residency/code/", who="agata"),
    Place("own initiatives", f"{CENTRE}/initiatives/mine/", who="marek"),
    Place("propose form", f"{CENTRE}/initiatives/new/", who="marek", has_map=True),
    Place("propose form with errors", f"{CENTRE}/initiatives/new/", who="marek", has_map=True, arrange=send_nothing),
    Place("topic, signed in", f"{CENTRE}/board/?kind=idea", TOPIC, who="krystyna"),
    Place("topic form", f"{CENTRE}/board/new/", who="krystyna"),
    Place("answer to a post", f"{CENTRE}/board/?kind=idea", TOPIC, "3/answer/", who="krystyna"),
    Place("ballot", f"{CENTRE}/votes/", OPEN, "ballot/", who="krystyna"),
    Place("ballot with one answer", f"{CENTRE}/votes/", QUESTION, "ballot/", who="krystyna"),
    Place("ballot in order", f"{CINEMA}/votes/", QUESTION, "ballot/", who="krystyna"),
    Place("ballot with yes or no", f"{SQUARE}/votes/", QUESTION, "ballot/", who="krystyna"),
    Place("authors of an initiative", f"{CENTRE}/initiatives/mine/", CARD, "coauthors/", who="marek"),
    Place("amendment form of an initiative", gathering("published"), CARD, "amendments/new/", who="krystyna"),
    Place("offer to help with an initiative", gathering("published"), CARD, "help/", who="krystyna"),
    Place("receipt", f"{CENTRE}/votes/", OPEN, "ballot/", who="wojciech", arrange=put_a_ballot_in),
]
STAFF = [
    Place("initiative that waits for its check", gathering("merit"), CARD, who="renata", has_map=True),
    Place("sheets of an initiative", gathering("published"), CARD, "sheets/", who="kamil"),
    Place("merger of an initiative", gathering("published"), CARD, "mergers/", who="renata"),
    Place("milestone of an initiative", gathering("in_delivery"), CARD, "milestones/", who="renata"),
    Place("end of an initiative", gathering("in_delivery"), CARD, "completion/", who="renata"),
    Place("terms for initiatives", f"{CENTRE}/initiatives/terms/", who="renata"),
    Place("areas for initiatives", f"{CENTRE}/initiatives/areas/", who="renata"),
    Place("desk of a round", f"{CENTRE}/votes/", OPEN, "desk/", who="renata"),
    Place("paper ballots", f"{CENTRE}/votes/", OPEN, "paper/", who="renata"),
    Place("paper ballot being read", f"{CENTRE}/votes/", OPEN, "paper/", who="kamil", arrange=click_first(".sheet a")),
    Place("printing of paper ballots", f"{CENTRE}/votes/", OPEN, "paper/print/", who="renata"),
    Place("remark on a certified round", f"{CENTRE}/votes/", CLOSED, "certification/", who="renata"),
    Place("hall of a village meeting", f"{VILLAGE}/votes/meetings/", HELD, "hall/", who=TERESA),
    Place("preparation of a village meeting", f"{VILLAGE}/votes/meetings/", AHEAD, "preparation/", who=TERESA),
    Place("places that are kept", f"{MAP}places/", who="renata"),
    Place("place form", MAP, PLACE, "edit/", who="renata", has_map=True),
    Place("place in another language", MAP, PLACE, "words/en/", who="renata"),
    Place("service form", MAP, PLACE, "services/new/", who="renata"),
    Place("end of a place", MAP, PLACE, "withdrawal/", who="renata"),
    Place("suggestions for the map", f"{MAP}suggestions/", who="renata"),
    Place("suggestion for the map", f"{MAP}suggestions/", SUGGESTED, who="renata"),
    Place("organisations", f"{MAP}organisations/", who="renata"),
    Place("organisation", f"{MAP}organisations/", ORGANISATION, who="renata"),
    Place("imports", f"{MAP}import/", who="renata"),
    Place("import form", f"{MAP}import/new/", who="renata"),
    Place("desk", f"{CENTRE}/members/desk/", who="renata"),
    Place("letters", f"{CENTRE}/members/letters/", who="renata"),
    Place("printing of letters", f"{CENTRE}/members/letters/print/", who="renata"),
    Place("staff", f"{CENTRE}/members/staff/", who="renata"),
    Place("settings of a centre", f"{CENTRE}/members/centre/", who="renata"),
    Place("preparing a round", f"{CENTRE}/votes/new/", who="renata"),
    Place("preparing a village meeting", f"{CENTRE}/votes/meetings/new/", who="renata"),
    Place("desk of a hall", f"{CENTRE}/board/?kind=question", HALL, "hall/", who="halina"),
    Place("opening of a hall", f"{CENTRE}/board/?kind=question", HALL, "hall/opening/", who="halina"),
    Place("reports that wait", f"{CENTRE}/reports/", who="halina"),
    Place("report", f"{CENTRE}/reports/", CARD_TITLE, who="halina"),
    Place("hiding all of one author", f"{CENTRE}/reports/", CARD_TITLE, "everything/", who="halina"),
    Place("appeals that wait", f"{CENTRE}/reports/appeals/", who="halina"),
    Place("who may not write", f"{CENTRE}/reports/sanctions/", who="halina"),
    Place("words to look at", f"{CENTRE}/reports/words/", who="halina"),
    Place("first posts and links", f"{CENTRE}/reports/gate/", who="halina"),
    Place("mentoring", MENTORING),
    Place("my mentoring", f"{MENTORING}mine/", who="pawel"),
    Place("offer of a mentor", f"{MENTORING}mine/offer/", who="marek"),
    Place("request for a mentor", f"{MENTORING}mine/request/", who="halina"),
    Place("who fits best", f"{MENTORING}mine/request/best/", who="halina"),
    Place("mentorship", f"{MENTORING}mine/", PAIR, who="pawel"),
    Place("thread of a mentorship", f"{MENTORING}mine/", PAIR, "thread/", who="pawel"),
    Place("something is wrong", f"{MENTORING}mine/", PAIR, "wrong/", who="pawel"),
    Place("proposing a meeting", f"{MENTORING}mine/", PAIR, "meetings/proposal/", who="pawel"),
    Place("agreement of a mentorship", f"{MENTORING}mine/", PAIR, "agreement/", who="pawel"),
    Place("goals of a mentorship", f"{MENTORING}mine/", PAIR, "goals/", who="pawel"),
    Place("end of a mentorship", f"{MENTORING}mine/", PAIR, "end/", who="pawel"),
    Place("meetings in one's calendar", f"{MENTORING}mine/calendar/", who="pawel"),
    Place("desk of the mentor coordinator", f"{MENTORING}desk/", who="dorota"),
    Place("mentors", f"{MENTORING}mentors/", who="dorota"),
    Place("mentorships", f"{MENTORING}mentorships/", who="dorota"),
    Place("runs of matching", f"{MENTORING}matching/", who="dorota"),
    Place("draft of pairs", f"{MENTORING}desk/", DRAFT, who="dorota"),
    Place("weights of a score", f"{MENTORING}weights/", who="dorota"),
    Place("mentoring in figures", f"{MENTORING}figures/", who="dorota"),
    Place("where something is wrong", f"{MENTORING}cases/", who="dorota"),
    Place("a rule of the house", f"{CENTRE}/reports/rules/rule-1/", who="renata"),
]
# Below the centre in which prepared.py has made them.
MADE = "/zalesie-narwianskie/votes/"
PREPARED = [
    Place("ballot with points", MADE, ".card__link:has-text('Give points')", "ballot/", who="krystyna"),
    Place("ballot by letter", MADE, ".card__link:has-text('By letter')", "ballot/"),
    Place("desk by letter", MADE, ".card__link:has-text('By letter')", "desk/open/", who=TERESA),
    Place("results of a question", MADE, ".card__link:has-text('What was asked')", "results/"),
    Place("certification of a question", MADE, ".card__link:has-text('What was asked')", "certification/"),
    Place("preparation of a round", MADE, ".card__link:has-text('A draft')", "preparation/", who=TERESA),
    Place("preview of a ballot", MADE, ".card__link:has-text('A draft')", "preparation/ballot/", who=TERESA),
    Place("trial vote", MADE, ".card__link:has-text('Only tried')", who=TERESA),
    Place("end of a trial vote", MADE, ".card__link:has-text('Only tried')", "trial/removal/", who=TERESA),
    Place("certifiers of a round", MADE, ".card__link:has-text('A draft')", "preparation/certifiers/", who=TERESA),
    Place("freezing of a round", MADE, ".card__link:has-text('A draft')", "preparation/opening/", who=TERESA),
    Place("objection form of a round", MADE, ".card__link:has-text('What was asked')", "objections/new/"),
]
PLACES = STRANGERS + MEMBERS + STAFF
