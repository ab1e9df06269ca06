"""Each of the payloads in every field of the board, in a real browser: none runs, and none even stands in a page."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.board.payloads import PAYLOADS
from tests.browser.hostile import SLUG
from tests.browser.visitor import Visitor, Watch

BOARD, REPORTS = f"/{SLUG}/board/", f"/{SLUG}/reports/"
RUN = "import json; from tests.browser import hostile; print(json.dumps(hostile.{}))"
# What no page of ours has, whoever made it.
INJECTED = """root => {
  const found = [...root.querySelectorAll(
    "script:not([src]):not([type$=json]), style, iframe, object, embed, base, frame, applet, marquee, xss, math," +
    "template[shadowrootmode], meta[http-equiv], main img:not([src^='/']), main :is(video, audio, link, body, details[ontoggle])")];
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const address = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "poster"].includes(name);
      if (name.startsWith("on") || name === "style") found.push(element);
      else if (address && !/^(https?|mailto|tel):$/.test(new URL(value, "https://here.example/").protocol)) found.push(element);
    }
  }
  return found.map((element) => element.outerHTML.slice(0, 300));
}"""


class Lookout:
    """Goes to pages and looks whether anything ran there, or stands there that might."""

    def __init__(self, page: Page) -> None:
        self.page, self.seen = page, 0
        self.dialogs: list[str] = []
        page.on("dialog", self.said)

    def said(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def look(self) -> None:
        self.seen += 1
        assert self.page.evaluate(f"({INJECTED})(document)") == [], self.page.url

    def look_through(self, address: str) -> None:
        """This page and those that follow it."""
        self.page.goto(address)
        self.look()
        while (further := self.page.locator("main [rel=next]")).count():
            further.first.click()
            self.page.wait_for_load_state()
            self.look()


@pytest.fixture(scope="module")
def things(behind: Callable[[str], Any]) -> dict[str, Any]:
    found: dict[str, Any] = behind(RUN.format("prepare()"))
    return found


@pytest.fixture
def come(visit: Callable[..., Visitor]) -> Iterator[Callable[..., Lookout]]:
    """Beside what `visit` sees to: nobody complains of a breach of the policy, and no other host is asked."""
    lookouts: list[Lookout] = []

    def coming(who: str = "") -> Lookout:
        lookouts.append(Lookout(visit("en", who).page))
        return lookouts[-1]

    yield coming
    for lookout in lookouts:
        assert lookout.dialogs == []
        assert lookout.seen > 0


@pytest.mark.parametrize("policy", ["", "script-src 'self'"])
def test_what_would_run_is_noticed(browser: Browser, site: str, policy: str) -> None:
    """On a page that shows words as they come, without a policy and with one."""
    context, watch = browser.new_context(base_url=site), Watch(site)
    watch.follow(context)
    lookout = Lookout(context.new_page())
    shown = "<img src=//evil.example/x.png onerror=alert(1)><a href=javascript:alert(1)>x</a>"
    headers = {"content-security-policy": policy} if policy else {}
    lookout.page.route("**/open/", lambda route: route.fulfill(body=shown, content_type="text/html", headers=headers))
    lookout.page.goto("/open/")
    lookout.page.wait_for_timeout(1000)
    assert len(lookout.page.evaluate(f"({INJECTED})(document)")) == 2
    assert watch.foreign == ["http://evil.example/x.png"]
    assert len(lookout.dialogs) == (0 if policy else 1)
    assert any("Content Security Policy" in words for words in watch.complaints) == bool(policy)
    context.close()


def test_lists_searches_and_topics(come: Callable[..., Lookout], things: dict[str, Any]) -> None:
    stranger = come()
    stranger.look_through(f"/en{BOARD}?sort=newest")
    for address in (
        f"{BOARD}?q=alert",
        f"{BOARD}?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        f"/{SLUG}/search/?q=alert",
    ):
        stranger.page.goto(f"/en{address}")
        stranger.look()
    parsed = "text => new DOMParser().parseFromString(text, 'text/html')"
    inspected = f"(text => ({INJECTED})(({parsed})(text)))"
    for number, pk in enumerate(things["topics"]):
        answer = stranger.page.request.get(f"/en{BOARD}{pk}/")
        assert answer.status == (404 if number % 6 == 3 else 200)
        assert stranger.page.evaluate(inspected, answer.text()) == []
        if number % 10 == 0:
            stranger.page.goto(f"/en{BOARD}{pk}/")
            stranger.look()


def test_what_comes_in_while_one_looks_on(
    come: Callable[..., Lookout], behind: Callable[[str], Any], things: dict[str, Any]
) -> None:
    stranger, reader = come(), come("hostile@example.org")
    crowded, concern = (f"/en{BOARD}{things[name]}/" for name in ("crowded", "concern"))
    reader.page.goto(crowded)
    reader.page.get_by_label("Show others that I am here").check()
    stranger.page.goto(crowded)
    expect(stranger.page.locator("[data-here]")).to_contain_text("onerror=alert")
    last = behind(RUN.format(f"speak({things['crowded']})"))
    assert last == len(PAYLOADS) + 1
    expect(stranger.page.locator(f"#post-{last}")).to_be_attached()
    expect(stranger.page.locator("#post-1")).to_contain_text("edited")
    reader.look()
    stranger.look()
    stranger.look_through(f"{crowded}?order=oldest")
    for address in (f"{crowded}1/edit/", f"{crowded}1/removal/", f"{crowded}9/answer/?quote=yes"):
        reader.page.goto(address)
        reader.look()
    stranger.page.goto(concern)
    behind(RUN.format(f"settle({things['concern']})"))
    expect(stranger.page.locator("#topic-state")).to_contain_text(PAYLOADS[-1])
    stranger.look()
    for address in (f"{crowded}1/", concern):
        stranger.page.goto(address)
        stranger.look()


def test_what_those_see_who_look_after_it(come: Callable[..., Lookout], things: dict[str, Any]) -> None:
    moderator, reader, stranger = come("keeper@example.org"), come("hostile@example.org"), come()
    moderator.look_through(f"/en{REPORTS}")
    moderator.page.goto(f"/en{REPORTS}?category=illegal")
    moderator.page.locator("main .card__title a").first.click()
    moderator.look()
    for place in ("appeals/", "sanctions/", "words/"):
        moderator.page.goto(f"/en{REPORTS}{place}")
        moderator.look()
    moderator.page.goto("/en/members/waiting/")
    moderator.look()
    stranger.look_through(f"/en{REPORTS}decisions/")
    assert things["topics"]
    reader.look_through("/en/notifications/")
    for place in ("/en/notifications/following/", "/en/members/", "/en/members/waiting/"):
        reader.page.goto(place)
        reader.look()


def test_a_feed_is_markup_in_a_reader_and_harmless_there(come: Callable[..., Lookout], things: dict[str, Any]) -> None:
    stranger = come()
    assert things["topics"]
    feed = ElementTree.fromstring(stranger.page.request.get(f"/en{BOARD}feed/").body())
    summaries = [found.text or "" for found in feed.iter("{http://www.w3.org/2005/Atom}summary")]
    assert any(re.search("alert", words) for words in summaries)
    stranger.page.goto(f"/en/{SLUG}/")
    stranger.page.evaluate("words => { document.querySelector('main').innerHTML = words.join('') }", summaries)
    stranger.look()
