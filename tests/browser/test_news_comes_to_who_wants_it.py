"""The number of unread news on an open page, and the button that lets a device tell of them."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

TELL = """
import json
from community.members.models import User
from community.notifications.actions import notify
from initiatives.proposals.models import Initiative
reader = User.objects.get(email="krystyna@jodlowiec.example")
notify([reader], "proposals.backed", Initiative.objects.public().filter(centre__slug="jodlowiec").first())
print(json.dumps({"unread": reader.notifications.unread().count()}))
"""


def test_the_number_rises_with_news_and_falls_with_reading_without_a_reload(
    visit: Callable[..., Visitor], behind: Callable[[str], dict[str, int]]
) -> None:
    reader = visit("en", "krystyna")
    reader.go("/members/")
    shown = reader.page.locator(".topbar__unread")
    unread = behind(TELL)["unread"]
    expect(shown).to_contain_text(str(unread))
    other_page = visit("en", "krystyna")
    other_page.go("/notifications/")
    other_page.press("Mark all as read")
    expect(shown).to_be_hidden()
    assert behind(TELL)["unread"] == 1
    expect(shown).to_contain_text("1")


def test_the_button_for_this_device_asks_the_browser_first(visit: Callable[..., Visitor]) -> None:
    reader = visit("en", "krystyna")
    reader.go("/notifications/mail/")
    reader.press("Tell me on this device")
    reader.sees("Your browser does not allow it. You may change that in its settings for this site.")


def test_the_worker_that_shows_messages_has_its_own_folder_as_scope(visit: Callable[..., Visitor]) -> None:
    reader = visit("en", "krystyna")
    reader.go("/notifications/mail/")
    path = reader.page.locator("form[data-push]").get_attribute("data-push-worker")
    scope = reader.page.evaluate("path => navigator.serviceWorker.register(path).then(({ scope }) => scope)", path)
    assert scope.endswith("/static/js/")


def test_without_script_the_page_says_what_is_missing(visit: Callable[..., Visitor]) -> None:
    reader = visit("en", "krystyna", script=False)
    reader.go("/notifications/mail/")
    reader.sees("This needs a browser that can take such messages, with scripts switched on.")
    expect(reader.main.locator("form[data-push]")).to_be_hidden()
