"""Somebody at a browser, who reads one language and finds things by the words that stand on the page."""

import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect


class Watch:
    """What a page may never do: complain on the console, or ask another host."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.expected: set[int] = set()

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self.heard)
        context.on("weberror", lambda failure: self.complaints.append(str(failure.error)))
        context.on("request", lambda request: self.asked(request.url))
        context.on("page", lambda page: page.on("websocket", lambda line: self.asked(line.url)))

    def heard(self, message: ConsoleMessage) -> None:
        refused = re.search(r"responded with a status of (\d+)", message.text)
        if refused and int(refused[1]) in self.expected:
            return
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:", self.site.replace("http", "ws", 1))):
            self.foreign.append(url)


class Visitor:
    def __init__(self, page: Page, language: str, watch: Watch) -> None:
        self.page, self.language, self.watch = page, language, watch
        self.main = page.get_by_role("main")

    def word(self, text: str, **values: Any) -> str:
        """How the interface says it in this visitor's language."""
        with translation.override(self.language):
            return gettext(text) % values if values else gettext(text)

    def words(self, one: str, many: str, count: int) -> str:
        with translation.override(self.language):
            return ngettext(one, many, count) % {"count": count}

    def go(self, path: str, *, status: int = 200) -> Response:
        """Opens an address below the visitor's language; `status` is what it must answer."""
        if status != 200:
            self.watch.expected.add(status)
        answer = self.page.goto(f"/{self.language}{path}")
        assert answer is not None
        assert answer.status == status, f"{answer.url}: {answer.status}"
        return answer

    def expect_refusal(self, status: int) -> None:
        """The next answers may say `status`, which the browser writes on its console."""
        self.watch.expected.add(status)

    def link(self, text: str, **values: Any) -> Locator:
        return self.main.get_by_role("link", name=self.word(text, **values), exact=True).first

    def follow(self, text: str, **values: Any) -> None:
        self.link(text, **values).click()

    def button(self, text: str, **values: Any) -> Locator:
        return self.main.get_by_role("button", name=self.word(text, **values), exact=True).first

    def press(self, text: str, **values: Any) -> None:
        self.button(text, **values).click()

    def field(self, label: str, **values: Any) -> Locator:
        """By the beginning of its label: "optional" may follow."""
        return self.main.get_by_label(re.compile(f"^\\s*{re.escape(self.word(label, **values))}")).first

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def sees(self, text: str, **values: Any) -> None:
        expect(self.main.get_by_text(self.word(text, **values)).first).to_be_visible()

    def reads_heading(self, text: str) -> None:
        expect(self.main.get_by_role("heading", level=1)).to_have_text(text)

    def error_at(self, name: str) -> Locator:
        """The message that stands at the field of that name and that a screen reader reads with it."""
        field = self.main.locator(f"[name='{name}']").first
        described = field.get_attribute("aria-describedby") or ""
        return self.page.locator(
            ", ".join(f"#{part}" for part in described.split() if part.endswith("_error")) or "#none"
        )
