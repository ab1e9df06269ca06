"""Something is reported, hidden, explained by mail, appealed against, shown again by another, and told in public."""

import re
from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.places import CENTRE
from tests.browser.test_from_an_idea_to_a_certified_result import is_waited_for, named
from tests.browser.visitor import Visitor

WORDS, HIDDEN = "In front of number 12, where the bus stops.", "A moderator has hidden this."
REPORTED = "It names the street and number of my aunt."
FOUND = "It shows a private address, and nothing says that its owner agreed."
APPEAL = "It is the address of the fire station."
LOOKS = 45  # the worker writes it, in its own time
ANSWER = "Looked up: the address is the fire station's, and public."


def proposes(author: Visitor, title: str) -> None:
    author.go(f"{CENTRE}/initiatives/new/")
    named(author, "title").fill(title)
    named(author, "summary").fill(WORDS)
    named(author, "category").select_option("public_space")
    named(author, "language").select_option("en")
    named(author, "price").fill("900")
    author.press("Publish")
    author.reads_heading(title)


def writes(author: Visitor, title: str) -> None:
    """A post in a topic, and goes to the page on which it stands alone."""
    author.go(f"{CENTRE}/board/new/")
    author.fill("In one line", title)
    author.fill("Your words", "Who would like one?")
    author.press("Publish it")
    author.reads_heading(title)
    author.page.locator("form[data-post] textarea").fill(WORDS)
    author.page.locator("form[data-post] .form__actions button").click()
    expect(author.page.locator("#post-2")).to_contain_text(WORDS)
    author.page.locator("#post-2 .post__when").click()
    author.page.wait_for_url("**/2/")


@pytest.mark.parametrize("publishes", [proposes, writes])
def test_from_a_report_to_the_public_log(
    publishes: Callable[[Visitor, str], None], visit: Callable[..., Visitor]
) -> None:
    title = f"A bench for whoever waits {token_hex(3)}"
    author, first, second = visit("en", "marek"), visit("en", "halina"), visit("en", "tomasz")
    becomes_moderator(visit("en", "renata"), second)
    publishes(author, title)
    page = author.page.url
    onlooker = visit("en")
    onlooker.page.goto(page.removesuffix("2/"))
    sees_on_the_board(onlooker, page, WORDS)
    reports(stranger := visit("en"), page)
    receipt = stranger.page.url
    hides(first, title)
    sees_on_the_board(onlooker, page, HIDDEN)
    statement = reads_the_mail(author, title)
    stranger.expect_refusal(404)
    stranger.page.goto(page)
    stranger.reads_heading("This page is not here")
    appeals(author, statement)
    may_not_answer(first)
    shows_again(second, title)
    sees_on_the_board(onlooker, page, WORDS)
    stranger.page.goto(page)
    stranger.reads_heading(title)
    stranger.page.goto(receipt)
    stranger.sees(ANSWER)
    is_told_in_public(stranger, title)


def sees_on_the_board(onlooker: Visitor, page: str, words: str) -> None:
    """What stands in the topic whose page is open all the while."""
    if "/board/" in page:
        post = onlooker.page.locator("#post-2")
        expect(post).to_contain_text(words)
        expect(post).not_to_contain_text(HIDDEN if words == WORDS else WORDS)


def becomes_moderator(renata: Visitor, second: Visitor) -> None:
    renata.go(f"{CENTRE}/members/staff/")
    if renata.main.get_by_role("heading", name="Tomasz Gromala").count():
        return  # since the last thing that was walked
    renata.follow("Invite somebody")
    named(renata, "email").fill("tomasz@jodlowiec.example")
    renata.main.get_by_label("moderator", exact=True).check()
    named(renata, "language").select_option("en")
    renata.press("Send the invitation")
    renata.sees("Who serves here")
    second.page.goto("/dev/outbox/")
    mail = second.main.get_by_role("article").filter(has_text="tomasz@jodlowiec.example").first
    mail.get_by_role("link").first.click()
    second.press("I accept")


def reports(stranger: Visitor, page: str) -> None:
    stranger.page.goto(page)
    stranger.follow("Report this")
    stranger.main.get_by_label("Nie ujawniaj cudzych spraw").check()
    stranger.fill("In your words", REPORTED)
    stranger.main.get_by_label("I say this in good faith, as far as I know it is true.").check()
    stranger.fill("E-mail for the answer", "aunt@example.org")
    stranger.press("Send the report")
    stranger.reads_heading("Your report")


def hides(moderator: Visitor, title: str) -> None:
    is_waited_for(moderator, re.compile("wait(s)? for a decision"))
    moderator.main.get_by_role("link", name=title, exact=True).click()
    moderator.sees(REPORTED)
    expect(moderator.main.get_by_label("Nie ujawniaj cudzych spraw")).to_be_checked()
    moderator.main.get_by_label("hidden", exact=True).check()
    moderator.fill("What we found", FOUND)
    moderator.press("Decide and tell everybody concerned")
    moderator.reads_heading("Statement of reasons")


def reads_the_mail(author: Visitor, title: str) -> str:
    """The address of the statement, from the mail."""
    letters = author.main.get_by_role("article").filter(has_text="marek@jodlowiec.example")
    mail = letters.filter(has_text=title).filter(has_text=FOUND).first
    for _look in range(LOOKS):
        author.page.goto("/dev/outbox/")
        if mail.is_visible():
            break
        author.page.wait_for_timeout(1000)
    expect(mail).to_be_visible()
    link = mail.get_by_role("link").first.get_attribute("href")
    assert link
    return link


def appeals(author: Visitor, statement: str) -> None:
    author.page.goto(statement.replace("/pl/", "/en/"))
    author.reads_heading("Statement of reasons")
    author.sees(FOUND)
    author.sees("Nie ujawniaj cudzych spraw")
    author.follow("Appeal")
    author.fill("Why is the decision wrong?", APPEAL)
    author.press("Send the appeal")
    author.sees("Another moderator of the centre hears it.")


def may_not_answer(moderator: Visitor) -> None:
    moderator.go(f"{CENTRE}/reports/appeals/")
    moderator.sees("Every appeal that is yours to hear has been answered.")


def shows_again(moderator: Visitor, title: str) -> None:
    is_waited_for(moderator, re.compile("appeal(s)? wait(s)? for your answer"))
    moderator.main.get_by_role("link", name=title, exact=True).click()
    moderator.sees(APPEAL)
    moderator.sees(FOUND)
    moderator.main.get_by_label("the decision is undone", exact=True).check()
    moderator.fill("Why", ANSWER)
    moderator.press("Answer and tell both sides")
    moderator.sees("Answered. Both sides have been told.")


def is_told_in_public(stranger: Visitor, title: str) -> None:
    stranger.go(f"{CENTRE}/reports/decisions/")
    for words in (FOUND, ANSWER):
        stranger.sees(words)
    log = stranger.main.inner_text()
    assert "Who wrote it has appealed: the decision is undone" in log
    assert title not in log
    assert "Marek" not in log
    with stranger.page.expect_download() as download:
        stranger.follow("The log as a table (CSV)")
    assert ANSWER in download.value.path().read_text()
