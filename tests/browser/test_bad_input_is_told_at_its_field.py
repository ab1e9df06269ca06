"""What is wrong stands beside the field it is about, and nothing that was typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.places import CENTRE
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SUMMARY = "Żeby było gdzie poczekać na dzieci."
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def past_the_browser(visitor: Visitor) -> None:
    """Sends what the browser itself would hold back."""
    visitor.page.locator("main form[method=post]").first.evaluate("form => { form.noValidate = true }")
    visitor.page.locator("main [maxlength]").evaluate_all(
        "fields => fields.forEach((field) => field.removeAttribute('maxlength'))"
    )


def propose(visitor: Visitor, **values: str) -> None:
    visitor.go(f"{CENTRE}/initiatives/new/")
    past_the_browser(visitor)
    for name, value in ({"title": "Huśtawka bez miejsca", "summary": SUMMARY} | values).items():
        visitor.page.locator(f"[name={name}]").fill(value)
    visitor.page.locator("[name=category]").select_option("sport")
    # By the keyboard: what is similar appears above the button, which a click in that instant would miss.
    visitor.button("Publish").press("Enter")


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize(("name", "value"), [("price", "-1"), ("title", "ż" * 10_000), ("latitude", "500")])
def test_a_proposal_that_cannot_be(visit: Visit, language: str, name: str, value: str) -> None:
    proposer = visit(language, "dorota")
    propose(proposer, **{name: value})
    expect(proposer.error_at(name)).to_be_visible()
    expect(proposer.main.locator("[data-errors]")).to_be_focused()
    expect(proposer.page.locator("[name=summary]")).to_have_value(SUMMARY)
    expect(proposer.page.locator(f"[name={name}]")).to_have_attribute("aria-invalid", "true")
    proposer.go(f"{CENTRE}/initiatives/mine/")
    assert SUMMARY not in proposer.main.inner_text()


def test_the_browser_itself_holds_a_negative_budget_back(visit: Visit) -> None:
    proposer = visit("en", "dorota")
    proposer.go(f"{CENTRE}/initiatives/new/")
    price = proposer.page.locator("[name=price]")
    price.fill("-1")
    assert price.evaluate("field => field.validity.rangeUnderflow")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_picture_that_is_none(visit: Visit, language: str, tmp_path: Path) -> None:
    drawing = tmp_path / "photo.jpg"
    drawing.write_text(SVG)
    proposer = visit(language, "dorota")
    proposer.go(f"{CENTRE}/initiatives/new/")
    proposer.page.locator("[name=title]").fill("Ławka")
    proposer.page.locator("[name=summary]").fill(SUMMARY)
    proposer.page.locator("[name=category]").select_option("sport")
    proposer.page.locator("[name=pictures-0-file]").set_input_files(drawing)
    proposer.page.locator("[name=pictures-0-alt]").fill("Ławka")
    proposer.press("Publish")
    expect(proposer.error_at("pictures-0-file")).to_be_visible()
    expect(proposer.page.locator("[name=title]")).to_have_value("Ławka")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_budget_below_zero(visit: Visit, language: str) -> None:
    coordinator = visit(language, "renata")
    coordinator.go(f"{CENTRE}/votes/new/")
    coordinator.page.locator("[name=title]").fill("Budżet")
    coordinator.page.locator("[name=budget]").fill("-1")
    past_the_browser(coordinator)
    coordinator.main.locator("form button").last.click()
    expect(coordinator.error_at("budget")).to_be_visible()
    expect(coordinator.page.locator("[name=title]")).to_have_value("Budżet")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_code_that_is_none(visit: Visit, language: str) -> None:
    resident = visit(language, "agata")
    resident.go(f"{CENTRE}/members/residency/code/")
    resident.fill("Code from your letter", "ABC")
    resident.press("This is my code")
    expect(resident.error_at("code")).to_be_visible()
    expect(resident.field("Code from your letter")).to_have_value("ABC")
