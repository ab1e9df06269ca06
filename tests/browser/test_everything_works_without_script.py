"""Proposing, backing and voting in a browser that runs no script."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.places import CENTRE, OPEN
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
PROPOSER = {"en": "jozef", "pl": "halina"}


@pytest.mark.parametrize("language", ["en", "pl"])
def test_one_proposes_backs_and_votes_without_script(visit: Visit, language: str) -> None:
    title = f"Lampa nad kładką {token_hex(4)}"
    proposer = visit(language, PROPOSER[language], script=False)
    proposes(proposer, title)
    backs(visit(language, "krystyna", script=False), title)
    votes(proposer)


def proposes(proposer: Visitor, title: str) -> None:
    proposer.go(f"{CENTRE}/initiatives/new/")
    page = proposer.page
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Po zmroku nie widać desek.")
    page.locator("[name=category]").select_option("safety")
    page.locator("[name=latitude]").fill("49.571")
    page.locator("[name=longitude]").fill("20.582")
    page.locator("[name=price]").fill("900")
    proposer.press("Save as a draft")
    proposer.reads_heading(title)
    proposer.sees("This is a draft. Only its authors and the centre see it.")
    proposer.press("Publish")
    proposer.sees("Who stands behind it")


def backs(neighbour: Visitor, title: str) -> None:
    neighbour.go(f"{CENTRE}/initiatives/?q={title.rsplit(maxsplit=1)[-1]}")
    neighbour.main.get_by_role("link", name=title, exact=True).click()
    neighbour.press("I stand behind it")
    neighbour.sees("You are counted. We tell you what becomes of it.")
    neighbour.press("Take my signature back")
    neighbour.sees("Your signature is taken back.")


def votes(voter: Visitor) -> None:
    voter.go(f"{CENTRE}/votes/")
    voter.main.locator(OPEN).first.click()
    voter.follow("Vote")
    boxes = voter.page.locator("input[name=choices]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    voter.expect_refusal(422)
    voter.press("Put my ballot in the box")
    expect(voter.page.locator("#id_choices_error")).to_be_visible()
    assert boxes.count() == voter.page.locator("input[name=choices]:checked").count()
    for number in range(1, boxes.count()):
        boxes.nth(number).uncheck()
    voter.press("Put my ballot in the box")
    voter.reads_heading(voter.word("Your ballot is in the box"))
    expect(voter.main.locator(".receipt__code")).to_be_visible()
