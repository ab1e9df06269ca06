"""A phone asks, the moderators' desk lets in and puts on screen, the screen shows it: nobody loads a page again."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.places import CENTRE, HALL, Place
from tests.browser.visitor import Visitor

ASK, SCREEN, DESK = (
    Place(name, f"{CENTRE}/board/?kind=question", HALL, f"{name}/") for name in ("ask", "screen", "hall")
)
WORDS = "Who clears the snow on Mill Street?"
CLIPPED = """async () => {
    await document.fonts.ready;
    const [shown, box] = [".shown", ".screen__shown"].map((part) => document.querySelector(part).getBoundingClientRect());
    return shown.height > box.height + 1 || shown.width > box.width + 1;
}"""
PREPARED = """
import datetime as dt, json, uuid
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from community.board import actions
from community.board.models import Hall
from community.members.models import User
hall = Hall.objects.select_related("topic__centre").get(topic__title__contains="remizie")
by = User.objects.get(email="halina@jodlowiec.example")
words = ("Przewodniczący rady opowiadał niedawno o przebudowie oświetlenia i odśnieżaniu, a chodnika " * 9)[:%d]
facts = dict(name="Władysława", browser="x", token=uuid.uuid4(), by=AnonymousUser(), at=timezone.now())
question = actions.ask(hall=hall, text=words, **facts)
actions.let_in(question=question, by=by, at=timezone.now())
actions.put_on_screen(question=question, by=by, at=timezone.now())
print(json.dumps(question.pk))
"""


def test_a_question_goes_from_a_phone_to_the_screen_without_a_reload(visit: Callable[..., Visitor]) -> None:
    phone, other = visit("en", width=360), visit("en", width=360)
    desk, screen = visit("en", "halina"), visit("en")
    for visitor, place in ((phone, ASK), (other, ASK), (desk, DESK), (screen, SCREEN)):
        place.enter(visitor)

    phone.fill("Your question", WORDS)
    phone.fill("First name", "Ala")
    phone.press("Send it to the moderators")
    phone.sees("It waits for a moderator.")
    held = desk.main.locator("#desk-waiting .question").filter(has_text=WORDS)
    expect(held).to_be_visible()
    assert WORDS not in other.page.content()
    assert WORDS not in screen.page.content()

    held.get_by_role("button", name="Let it in").click()
    expect(desk.main.locator("#desk-let-in .question").filter(has_text=WORDS)).to_be_visible()
    mine, theirs = (each.main.locator("#questions .question").filter(has_text=WORDS) for each in (phone, other))
    expect(mine).to_be_visible()
    expect(phone.main.locator(".question--own")).to_have_count(0)

    theirs.get_by_role("button", name="Like").click()
    expect(theirs.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    let_in = desk.main.locator("#desk-let-in .question").filter(has_text=WORDS)
    for shown in (mine, theirs, let_in):
        expect(shown.locator("[data-likes]")).to_have_text("1")

    let_in.get_by_role("button", name="Put on screen").click()
    expect(desk.main.locator("#desk-on-screen .question")).to_have_count(1)
    expect(screen.main.locator(".shown__text")).to_have_text(WORDS)
    expect(phone.main.locator(".hall-now .shown__text")).to_have_text(WORDS)
    expect(screen.main.locator("button, input, a")).to_have_count(0)

    desk.main.locator("#desk-on-screen").get_by_role("button", name="Answered").click()
    expect(phone.main.locator("#answered .question").filter(has_text=WORDS)).to_be_visible()
    expect(screen.main.locator(".shown__text")).not_to_have_text(WORDS)
    other.page.reload()
    assert WORDS in other.page.content()


def test_a_question_is_turned_down_by_two_presses(visit: Callable[..., Visitor]) -> None:
    phone, desk = visit("en", width=360), visit("en", "halina", width=360)
    DESK.enter(desk)
    ASK.enter(phone)
    phone.fill("Your question", "Is he a fool?")
    phone.press("Send it to the moderators")
    phone.sees("It waits for a moderator.")
    desk.main.locator("#desk-waiting .question").filter(has_text="Is he a fool?").locator("[data-turn-down]").click()
    desk.main.locator("#reasons .reasons button").first.click()
    expect(desk.main.locator("#desk-turned-down .question").filter(has_text="Is he a fool?")).to_be_visible()
    expect(desk.main.locator("#reasons")).to_be_hidden()
    phone.page.reload()
    phone.sees("A moderator has turned it down:")


def test_the_longest_question_fits_on_the_screen(visit: Callable[..., Visitor], behind: Callable[[str], int]) -> None:
    screen = visit("en")
    SCREEN.enter(screen)
    for signs in (70, 110, 180, 300):
        pk = behind(PREPARED % signs)
        expect(screen.main.locator(f"[data-likes='{pk}']")).to_be_visible()
        for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.reload()  # right after a change of size, a browser still measures the former one
            assert not screen.page.evaluate(CLIPPED), f"{signs} signs at {width} × {height}"


def test_all_of_it_works_without_script(visit: Callable[..., Visitor]) -> None:
    phone, desk = visit("en", width=360, script=False), visit("en", "halina", script=False)
    ASK.enter(phone)
    phone.fill("Your question", "Without any script?")
    phone.press("Send it to the moderators")
    phone.sees("It waits for a moderator.")
    DESK.enter(desk)
    desk.main.locator(".question").filter(has_text="Without any script?").get_by_role(
        "button", name="Let it in"
    ).click()
    desk.page.wait_for_url("**/hall/#question-*")
    ASK.enter(phone)
    mine = phone.main.locator("#questions .question").filter(has_text="Without any script?")
    mine.get_by_role("button", name="Like").click()
    expect(mine.locator("[data-likes]")).to_have_text("1")
    expect(mine.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
