"""One idea, on phones, from its first sentence to two names under the vote that decided about it."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.places import CENTRE
from tests.browser.test_a_day_of_a_resident import shown_receipt, supporters
from tests.browser.test_every_page_is_accessible import STICKING_OUT
from tests.browser.visitor import Visitor

Behind = Callable[[str], Any]
PHONE = 360
# A page that is wider than the phone says so on its console, which the visit reads.
TOO_WIDE = (
    f"addEventListener('load', () => {{ const out = ({STICKING_OUT})(); if (out.length) console.error(String(out)); }})"
)
REFUSAL = "The square in front of the school belongs to the county: we may not build there."
OBJECTION = "The poster on the square named another closing hour than this page."


def test_from_an_idea_to_a_certified_result(visit: Callable[..., Visitor], behind: Behind, tmp_path: Path) -> None:
    def comes(who: str = "") -> Visitor:
        visitor = visit("en", who, width=PHONE)
        visitor.page.context.add_init_script(TOO_WIDE)
        return visitor

    title = f"A roof over the bicycles {token_hex(3)}"
    author, renata = comes("marek"), comes("renata")
    proposes(author, title, tmp_path)
    becomes_coordinator(renata, dorota := comes("dorota"))
    asks_to_write_together(author, coauthor := comes("ewelina"), title)
    gathers_support(author, [tomasz := comes("tomasz"), comes("jozef")], title)
    counts_a_sheet(author, kamil := comes("kamil"), halina := comes("halina"), tmp_path)
    is_refused_and_admitted(author, renata, dorota, title)
    prepares_a_vote(renata, vote := f"Small works {token_hex(3)}", title)
    number = int(renata.page.url.rstrip("/").rpartition("/")[2])
    behind(f"from tests.browser import turning; turning.opens({number})")
    receipts = [votes_in_three_taps(tomasz, vote, title), votes_by_keyboard(coauthor, vote, title)]
    assert behind(f"from tests.browser import turning; turning.fills_and_closes({number})") == 14
    objects_and_is_answered(comes(), renata, vote)
    behind(f"from tests.browser import turning; turning.hears_no_more({number})")
    certifies(kamil, vote, title, tmp_path)
    certifies(halina, vote, title, tmp_path)
    recounts(tomasz, vote, title, receipts)
    learns_that_it_won(author, title, vote)


def opens_room(visitor: Visitor, name: str) -> None:
    """From wherever one is, by the menu of the centre."""
    if CENTRE not in visitor.page.url:
        visitor.go(f"{CENTRE}/")
    visitor.page.get_by_text(visitor.word("Menu"), exact=True).click()
    visitor.page.get_by_role("navigation", name=visitor.word("Rooms of the centre")).get_by_role(
        "link", name=visitor.word(name), exact=True
    ).click()
    visitor.reads_heading(visitor.word(name))


def finds(visitor: Visitor, room: str, title: str) -> None:
    opens_room(visitor, room)
    visitor.main.get_by_role("link", name=title, exact=True).click()
    visitor.reads_heading(title)


def is_waited_for(visitor: Visitor, text: str | re.Pattern[str]) -> None:
    """Follows what stands under "Waiting for you" on the centre's first page."""
    visitor.go(f"{CENTRE}/")
    waiting = visitor.main.get_by_role("region", name=visitor.word("Waiting for you"))
    waiting.get_by_role("link", name=text).first.click()


def named(visitor: Visitor, name: str) -> Locator:
    return visitor.main.locator(f"[name={name}]")


def downloaded(visitor: Visitor, click: Callable[[], None], path: Path) -> str:
    """The words of the PDF that this brings."""
    with visitor.page.expect_download() as download:
        click()
    download.value.save_as(path)
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def proposes(author: Visitor, title: str, folder: Path) -> None:
    photo = folder / "square.jpg"
    Image.new("RGB", (1200, 900), "peru").save(photo)
    opens_room(author, "Initiatives")
    author.follow("Propose something")
    named(author, "title").fill(title)
    named(author, "summary").fill("So that whoever comes by bicycle finds a dry saddle.")
    named(author, "category").select_option("public_space")
    named(author, "language").select_option("en")
    named(author, "price").fill("12500")
    named(author, "place").fill("in front of the school")
    author.page.locator("[data-map-canvas]").click(position={"x": 110, "y": 110})
    named(author, "pictures-0-file").set_input_files(photo)
    named(author, "pictures-0-alt").fill("The bare stands in front of the school")
    author.press("Publish")
    author.sees("Published. Now tell your neighbours: pass the address on.")
    author.reads_heading(title)
    expect(author.main.get_by_role("img", name="The bare stands in front of the school")).to_be_visible()
    expect(author.main.locator(".map__spot--picked")).to_be_visible()
    assert supporters(author) == 0


def becomes_coordinator(renata: Visitor, dorota: Visitor) -> None:
    renata.go(f"{CENTRE}/members/staff/")
    renata.follow("Invite somebody")
    named(renata, "email").fill("dorota@jodlowiec.example")
    renata.main.get_by_label("coordinator", exact=True).check()
    named(renata, "language").select_option("en")
    renata.press("Send the invitation")
    renata.sees("Who serves here")
    dorota.page.goto("/dev/outbox/")
    mail = dorota.main.get_by_role("article").filter(has_text="dorota@jodlowiec.example").first
    mail.get_by_role("link").first.click()
    dorota.press("I accept")


def asks_to_write_together(author: Visitor, coauthor: Visitor, title: str) -> None:
    author.follow("Write it together with others")
    author.fill("Name shown on this site", "Ewelina")
    author.page.keyboard.press("Enter")
    author.press("Ask %(name)s", name="Ewelina Lupa")
    author.sees("%(name)s is asked to write with you.", name="Ewelina Lupa")
    is_waited_for(coauthor, f"You are asked to write “{title}” together with its author")
    coauthor.reads_heading(title)
    coauthor.press("Yes, I join")
    coauthor.sees("You are one of its authors now.")
    expect(coauthor.main.locator(".page-head")).to_contain_text("Marek Bodziony")
    expect(coauthor.main.locator(".page-head")).to_contain_text("Ewelina Lupa")


def gathers_support(author: Visitor, neighbours: list[Visitor], title: str) -> None:
    """Whoever has the page open sees the number grow."""
    finds(author, "Initiatives", title)
    for count, neighbour in enumerate(neighbours, 1):
        finds(neighbour, "Initiatives", title)
        neighbour.press("I stand behind it")
        neighbour.sees("You are counted. We tell you what becomes of it.")
        expect(meter(author)).to_have_attribute("value", str(count))


def meter(visitor: Visitor) -> Locator:
    return visitor.main.locator("[aria-labelledby=support-title] progress").first


def counts_a_sheet(author: Visitor, kamil: Visitor, halina: Visitor, folder: Path) -> None:
    page = author.page.url
    author.follow("Sheets of paper for signatures")
    named(author, "count").fill("1")
    sheet = downloaded(author, lambda: author.press("Print sheets (PDF)"), folder / "sheet.pdf")
    label = re.search(r"\b\d+-001\b", sheet)
    assert label, sheet
    kamil.page.goto(page)
    kamil.follow("Sheets of paper for signatures")
    kamil.follow("Key in")
    kamil.reads_heading(f"Sheet {label[0]}")
    kamil.fill("Valid lines", "13")
    kamil.fill("Invalid lines", "2")
    kamil.fill("Why they are invalid", "2 outside the commune")
    kamil.press("Key it in")
    kamil.sees("Keyed in. A second person must confirm it.")
    kamil.sees("another person confirms")
    is_waited_for(halina, f"Sheet {label[0]} waits for a second person to count it")
    halina.follow("Confirm")
    halina.fill("Valid lines", "12")
    halina.press("I have counted the same")
    expect(halina.error_at("valid")).to_contain_text("You have counted another number than the first person.")
    halina.fill("Valid lines", "13")
    halina.press("I have counted the same")
    halina.sees("Confirmed: its valid lines are counted.")
    author.page.goto(page)
    assert supporters(author) == 15
    author.sees("online 2, on paper 13")
    author.sees("Enough stand behind it. The centre must answer until")


def is_refused_and_admitted(author: Visitor, renata: Visitor, dorota: Visitor, title: str) -> None:
    is_waited_for(renata, re.compile("ha(s|ve) enough support"))
    renata.main.get_by_role("link", name=title, exact=True).click()
    takes_step(renata, "Begin the formal check")
    takes_step(renata, "Its form is right: begin the merit check")
    takes_step(renata, "Say no: refuse it", REFUSAL)
    author.page.reload()
    author.sees(REFUSAL)
    author.sees("Its authors may appeal until")
    author.follow("Take the next step")
    expect(step(author, "Appeal")).to_be_in_viewport()
    takes_step(author, "Appeal", "The county has let us use the square since 2019: see the contract.")
    renata.page.reload()
    renata.sees("Its authors have appealed.")
    expect(step(renata, "The appeal is right: admit it")).to_have_count(0)
    is_waited_for(dorota, re.compile("appeals? waits? for a decision"))
    dorota.main.get_by_role("link", name=title, exact=True).click()
    takes_step(dorota, "The appeal is right: admit it", "The contract stands until 2031.")
    dorota.sees("The contract stands until 2031.")


def step(visitor: Visitor, verb: str) -> Locator:
    return visitor.main.locator("details").filter(has=visitor.page.get_by_text(visitor.word(verb), exact=True))


def takes_step(visitor: Visitor, verb: str, reason: str = "") -> None:
    opened = step(visitor, verb)
    opened.locator("summary").click()
    opened.get_by_role("textbox").fill(reason)
    opened.get_by_role("button", name=visitor.word(verb), exact=True).click()
    visitor.sees("Done. Everybody who follows the initiative has been told.")


def prepares_a_vote(renata: Visitor, vote: str, title: str) -> None:
    soon = dt.datetime.now() + dt.timedelta(days=1)
    opens_room(renata, "Votes")
    renata.follow("Prepare a vote")
    for name, text in {
        "title": vote,
        "summary": "Twenty thousand for what is small and soon done.",
        "budget": "20000",
        "opens_at": f"{soon:%Y-%m-%dT08:00}",
        "closes_at": f"{soon + dt.timedelta(days=7):%Y-%m-%dT20:00}",
        "max_choices": "2",
    }.items():
        named(renata, name).fill(text)
    renata.press("Save")
    renata.reads_heading("Prepare the vote")
    renata.sees("Name the two people of the staff who certify the result.")
    renata.main.get_by_label(title).check()
    renata.press("Put them on the ballot")
    renata.follow("Add a project")
    named(renata, "title").fill("Lamps on the way to school")
    named(renata, "cost").fill("15000")
    renata.press("Save")
    renata.follow("Name two people")
    for name in ("Kamil Maciaszek", "Halina Wnęk"):
        renata.main.get_by_label(name).check()
    renata.press("Save")
    renata.follow("Freeze the rules and open")
    renata.reads_heading("Freeze the rules?")
    renata.press("Freeze and publish")
    renata.sees("The rules are frozen and published. Voting opens by the clock.")
    renata.reads_heading(vote)
    expect(renata.main.get_by_role("link", name=title)).to_be_visible()


def votes_in_three_taps(voter: Visitor, vote: str, title: str) -> str:
    """Vote, tick, put it in: then the receipt, which stays when the mind has changed."""
    finds(voter, "Votes", vote)
    voter.follow("Vote")
    voter.main.get_by_label("Lamps on the way to school").check()
    voter.press("Put my ballot in the box")
    receipt = shown_receipt(voter)
    voter.follow("change your ballot")
    expect(voter.main.get_by_label("Lamps on the way to school")).to_be_checked()
    voter.main.get_by_label("Lamps on the way to school").uncheck()
    voter.main.get_by_label(title).check()
    voter.press("Replace my ballot")
    assert shown_receipt(voter) == receipt
    return receipt


def votes_by_keyboard(voter: Visitor, vote: str, title: str) -> str:
    is_waited_for(voter, f"You have not voted yet: “{vote}” closes on")
    voter.main.get_by_label(title).focus()
    voter.page.keyboard.press("Space")
    voter.page.keyboard.press("Enter")
    return shown_receipt(voter)


def objects_and_is_answered(stranger: Visitor, renata: Visitor, vote: str) -> None:
    """Without an account; a coordinator who does not certify answers in public."""
    finds(stranger, "Votes", vote)
    stranger.follow("See the results")
    stranger.sees("Not certified yet")
    stranger.follow("Object")
    stranger.fill("What went wrong?", OBJECTION)
    stranger.press("Send the objection")
    stranger.sees("Your objection has arrived. Keep its number or this page's address.")
    is_waited_for(renata, f"An objection waits for an answer: “{vote}”")
    renata.main.get_by_role("link", name="Answer").click()
    renata.fill("The answer", "It did; the hour on this page was the later one, and it held.")
    renata.press("Publish the answer")
    stranger.page.reload()
    stranger.sees("It did; the hour on this page was the later one, and it held.")


def certifies(person: Visitor, vote: str, title: str, folder: Path) -> None:
    """What is typed is read off the minutes."""
    is_waited_for(person, f"Your name is wanted under a result: “{vote}”")
    expect(person.main.locator(".project__title")).to_have_text([f"1. {title}"])
    minutes = downloaded(person, lambda: person.follow("Minutes to sign (PDF)"), folder / "minutes.pdf")
    seal = person.main.locator(".hash").inner_text()
    assert seal[:8] in minutes.replace("\n", "")
    person.fill("The first eight characters of the seal", "00000000")
    person.press("I certify this result")
    expect(person.error_at("seal")).to_have_text("This is not how the seal begins. Compare it with the minutes.")
    person.fill("The first eight characters of the seal", seal[:8])
    person.page.keyboard.press("Enter")
    person.sees("Your name stands under the result.")


def recounts(reader: Visitor, vote: str, title: str, receipts: list[str]) -> None:
    """The results page, and what the phone itself counts from its files."""
    finds(reader, "Votes", vote)
    reader.follow("See the results")
    reader.sees("Certified by Kamil Maciaszek and Halina Wnęk")
    expect(reader.main.locator(".outcome--won")).to_contain_text(title)
    reader.press("Recount it here, in your browser")
    box = reader.main.locator("[data-recount]")
    expect(box.get_by_role("status").first.locator(".finding--good")).to_have_count(7)
    expect(box.locator(".finding--bad")).to_have_count(0)
    reader.sees("Your browser counted the same winners as this page.")
    for receipt in receipts:
        reader.fill("My receipt", receipt)
        reader.press("Find it in these files")
        reader.sees("This receipt is among those counted.")
    assert reader.page.evaluate(STICKING_OUT) == []


def learns_that_it_won(author: Visitor, title: str, vote: str) -> None:
    author.go("/notifications/")
    expect(author.main.get_by_text(title).first).to_be_visible()
    finds(author, "Initiatives", title)
    expect(author.main.locator(".page-head")).to_contain_text("selected")
    for happened in ("Appeal granted: admitted", "On the ballot", "Selected"):
        expect(author.main.locator(".steps")).to_contain_text(f"{happened}, done")
