"""From the first story read to a ballot in the box, as one person goes through it, in two languages."""

import re
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import pytest
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.places import CENTRE, ELECTION, OPEN
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SAME_AS_THE_CITY = (
    "The city itself chose %(count)s project, and our count names exactly the same one.",
    "The city itself chose %(count)s projects, and our count names exactly the same ones.",
)
NEIGHBOURS = {"en": "ewelina", "pl": "tomasz"}


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_day_of_a_resident(visit: Visit, language: str, tmp_path: Path) -> None:
    reader = visit(language)
    reads_a_story(reader)
    keeps_an_event(reader, tmp_path)
    opens_an_account(reader, f"nowa-{token_hex(4)}@example.org")
    proves_to_live_here(reader, printed_code(visit(language, "renata"), tmp_path))
    title = proposes(reader, tmp_path)
    is_backed(visit(language, NEIGHBOURS[language]), title)
    votes_and_changes_the_vote(reader)
    sees_the_winners_of_a_real_election(reader)


def reads_a_story(reader: Visitor) -> None:
    reader.go("/")
    reader.main.get_by_role("link", name="Jodłowiec", exact=True).first.click()
    reader.reads_heading("Jodłowiec")
    reader.follow("All stories")
    card = reader.main.locator(".card__link[href*=stolarz]")
    title = card.inner_text()
    card.click()
    reader.reads_heading(title)
    assert len(reader.main.locator(".prose").all_inner_texts()) >= 2
    expect(reader.page.locator("html")).to_have_attribute("lang", reader.language)


def keeps_an_event(reader: Visitor, folder: Path) -> None:
    reader.go(f"{CENTRE}/")
    reader.follow("All events")
    card = reader.main.locator(".card__link").first
    title = card.inner_text()
    card.click()
    reader.reads_heading(title)
    [event] = downloaded_events(reader, reader.link("Add to my calendar"), folder)
    assert str(event["SUMMARY"]) == title
    assert event.start.tzinfo is not None
    reader.go(f"{CENTRE}/events/")
    events = downloaded_events(reader, reader.link("All events for your calendar (iCalendar)"), folder)
    assert str(event["UID"]) in [str(other["UID"]) for other in events]
    assert len(events) > 1


def downloaded_events(reader: Visitor, link: Locator, folder: Path) -> list[Calendar]:
    with reader.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".ics")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def opens_an_account(reader: Visitor, address: str) -> None:
    reader.page.get_by_role("link", name=reader.word("Sign in"), exact=True).click()
    reader.follow("Open an account")
    reader.fill("E-mail", address)
    reader.fill("Name shown to others", f"Nowa {reader.language}")
    reader.press("Send me a code")
    reader.reads_heading(reader.word("Type the code"))
    reader.fill("Code from the mail", mailed_code(reader, address))
    reader.press("Go on")
    expect(reader.page.get_by_text(f"Nowa {reader.language}").first).to_be_visible()


def mailed_code(reader: Visitor, address: str) -> str:
    """Read where the demonstration shows its mails, in another tab."""
    outbox = reader.page.context.new_page()
    outbox.goto("/dev/outbox/")
    mail = outbox.get_by_role("article").filter(has_text=address).first.inner_text()
    outbox.close()
    found = re.search(r"^\s*(\d{4}-?\d{4})\s*$", mail, re.MULTILINE)
    assert found, mail
    return found[1]


def printed_code(coordinator: Visitor, folder: Path) -> str:
    coordinator.go(f"{CENTRE}/members/desk/")
    coordinator.page.get_by_role("link", name=coordinator.word("Letters"), exact=True).click()
    coordinator.follow("Print letters")
    coordinator.fill("Label", "Rynek")
    coordinator.fill("How many letters", "2")
    with coordinator.page.expect_download() as download:
        coordinator.press("Make the PDF")
    path = folder / "letters.pdf"
    download.value.save_as(path)
    letters = [page.extract_text() for page in PdfReader(path).pages]
    codes = [re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", letter) for letter in letters]
    assert [len(found) for found in codes] == [1, 1]
    assert codes[0] != codes[1]
    return str(codes[0][0])


def proves_to_live_here(reader: Visitor, code: str) -> None:
    reader.go(f"{CENTRE}/")
    reader.follow("Say that you live here, to back initiatives and vote")
    reader.press("Yes, I live here")
    reader.follow("Type the code")
    reader.fill("Code from your letter", "00000-00000")
    reader.press("This is my code")
    expect(reader.error_at("code")).to_be_visible()
    reader.fill("Code from your letter", code.replace("-", " ").lower())
    reader.press("This is my code")
    reader.sees("You are a verified resident: you can propose, back initiatives and vote.")


def proposes(reader: Visitor, folder: Path) -> str:
    title = f"Ławka pod lipą {token_hex(4)}"
    photo = folder / "bench.jpg"
    Image.new("RGB", (1600, 1200), "olivedrab").save(photo)
    reader.go(f"{CENTRE}/initiatives/")
    reader.follow("Propose something")
    reader.page.locator("[name=title]").fill(title)
    reader.page.locator("[name=summary]").fill("Żeby było gdzie usiąść w drodze z przystanku.")
    reader.page.locator("[name=category]").select_option("public_space")
    reader.page.locator("[name=price]").fill("1250.50")
    reader.page.locator("[name=place]").fill("przy przystanku, Rynek")
    reader.page.locator("[data-map-canvas]").click(position={"x": 120, "y": 120})
    assert float(reader.page.locator("[name=latitude]").input_value()) == pytest.approx(49.57, abs=0.2)
    reader.page.locator("[name=pictures-0-file]").set_input_files(photo)
    reader.page.locator("[name=pictures-0-alt]").fill("Miejsce pod starą lipą")
    reader.press("Publish")
    reader.sees("Published. Now tell your neighbours: pass the address on.")
    reader.reads_heading(title)
    picture = reader.main.get_by_role("img", name="Miejsce pod starą lipą")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 600
    expect(reader.main.locator(".map__spot--picked")).to_be_visible()
    return title


def is_backed(neighbour: Visitor, title: str) -> None:
    neighbour.go(f"{CENTRE}/initiatives/")
    neighbour.main.get_by_role("link", name=title, exact=True).click()
    before = supporters(neighbour)
    neighbour.press("I stand behind it")
    neighbour.sees("You are counted. We tell you what becomes of it.")
    assert supporters(neighbour) == before + 1


def supporters(reader: Visitor) -> int:
    return int(reader.main.locator("[aria-labelledby=support-title] progress").first.get_attribute("value") or -1)


def votes_and_changes_the_vote(reader: Visitor) -> None:
    reader.go(f"{CENTRE}/votes/")
    reader.main.locator(OPEN).first.click()
    reader.follow("Vote")
    boxes = reader.page.locator("input[name=choices]")
    first, second = (boxes.nth(number).get_attribute("value") for number in (0, 1))
    boxes.nth(0).check()
    reader.press("Put my ballot in the box")
    receipt = shown_receipt(reader)
    reader.follow("change your ballot")
    expect(boxes.nth(0)).to_be_checked()
    boxes.nth(0).uncheck()
    boxes.nth(1).check()
    reader.press("Replace my ballot")
    assert shown_receipt(reader) == receipt
    reader.follow("change your ballot")
    assert [box.get_attribute("value") for box in boxes.all() if box.is_checked()] == [second]
    assert first != second


def shown_receipt(reader: Visitor) -> str:
    reader.reads_heading(reader.word("Your ballot is in the box"))
    receipt = reader.main.locator(".receipt__code").inner_text()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", receipt)
    return receipt


def sees_the_winners_of_a_real_election(reader: Visitor) -> None:
    reader.go(f"{CENTRE}/votes/")
    reader.main.locator(ELECTION).first.click()
    reader.follow("See the results")
    reader.reads_heading(reader.word("Results"))
    expect(reader.main.locator(".notice__title").filter(has_text="Wieliczka")).to_be_visible()
    winners = {
        rule: int(reader.main.locator(f"section[aria-labelledby=side-{rule}] dd").first.inner_text())
        for rule in ("equal-shares", "greedy")
    }
    # 30 is what the city of Wieliczka announced; counted by votes alone, fewer projects would share the money.
    assert winners["equal-shares"] == 30
    assert 0 < winners["greedy"] < 30
    expect(reader.main.locator(".outcome--won")).to_have_count(30)
    expect(reader.main.get_by_text(reader.words(*SAME_AS_THE_CITY, 30))).to_be_visible()
