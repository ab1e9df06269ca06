"""Two people at one topic: each sees what the other does, and a server that is killed under them costs neither a post."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import PATIENCE, ROOT, free_port

WRITE, NOTE = "form[data-post] textarea", "[data-post-note]"


class Web:
    """A second web process of the demonstration, which nobody else uses and which may be killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        paths = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "LOCER_URL": self.address}
        self.environment = {**environment, **paths, "DJANGO_SETTINGS_MODULE": "config.settings"}
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "daphne", "-p", str(self.port), "--verbosity", "0", "config.asgi:application"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        for _try in range(240):
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.5)
        raise AssertionError("The second web process does not answer.")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


@pytest.fixture
def web(site: str, surroundings: dict[str, str]) -> Iterator[Web]:
    running = Web(surroundings)
    yield running
    running.kill()


@pytest.fixture
def enter(browser: Browser, web: Web, sessions: Callable[[str], StorageState]) -> Iterator[Callable[[str], Page]]:
    """A page of one's own; nobody watches its console, on which a browser writes that a server is gone."""
    contexts: list[BrowserContext] = []

    def entering(who: str) -> Page:
        context = browser.new_context(base_url=web.address, locale="en-GB", storage_state=sessions(who))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield entering
    for context in contexts:
        context.close()


def open_topic(page: Page, title: str) -> str:
    page.goto("/en/jodlowiec/board/new/")
    page.get_by_label("In one line").fill(title)
    page.get_by_label("Your words").fill("Who comes along?")
    page.get_by_role("button", name="Publish it").click()
    page.wait_for_url("**/board/*/")
    return page.url


def write(page: Page, words: str) -> None:
    page.fill(WRITE, words)
    page.locator("form[data-post] .form__actions button").click()


def numbers(page: Page) -> list[str]:
    return page.locator("#posts .post").evaluate_all("posts => posts.map((post) => post.dataset.number)")


def test_two_see_each_other_and_lose_nothing_when_the_server_is_killed(web: Web, enter: Callable[[str], Page]) -> None:
    writer, reader = enter("krystyna"), enter("wojciech")
    topic = open_topic(writer, "Mushrooms on Saturday")
    reader.goto(topic)
    expect(reader.locator("[data-here]")).to_have_text("Here now: 2")
    writer.get_by_label("Show others that I am here").check()
    expect(reader.locator("[data-here]")).to_contain_text("Krystyna")
    writer.locator(WRITE).press_sequentially("At six, ")
    expect(reader.locator("[data-typing]")).to_contain_text("Krystyna")
    write(writer, "At six, by the chapel.")
    expect(reader.locator("#post-2")).to_contain_text("At six, by the chapel.")
    expect(reader.locator("[data-typing]")).to_be_empty()
    expect(writer.locator(WRITE)).to_have_value("")

    web.kill()
    write(writer, "Bring a basket.")
    expect(writer.locator(NOTE)).to_have_text("Not sent: no connection. Your text is kept here.")
    expect(writer.locator(WRITE)).to_have_value("Bring a basket.")
    web.start()
    writer.reload()
    expect(writer.locator(WRITE)).to_have_value("Bring a basket.")
    writer.locator("form[data-post] .form__actions button").click()
    expect(reader.locator("#post-3")).to_contain_text("Bring a basket.")
    write(reader, "I bring two.")
    expect(writer.locator("#post-4")).to_contain_text("I bring two.")
    assert numbers(writer) == numbers(reader) == ["4", "3", "2"]


def test_a_post_is_changed_hidden_and_thanked_for_before_the_reader_s_eyes(
    web: Web, enter: Callable[[str], Page]
) -> None:
    writer, reader = enter("krystyna"), enter("wojciech")
    topic = open_topic(writer, "A name for the pond")
    reader.goto(topic)
    write(writer, "Frog pond")
    expect(reader.locator("#post-2")).to_contain_text("Frog pond")
    expect(reader.locator("[data-board][data-sends]")).to_be_attached()
    reader.locator("#post-2 [data-thank]").click()
    expect(writer.locator("#thanks-2")).to_have_text("helped 1 person")
    other = enter("krystyna")
    other.goto(f"{topic}2/edit/")
    other.get_by_label("Your words").fill("Newt pond")
    other.get_by_role("button", name="Keep the new wording").click()
    expect(reader.locator("#post-2")).to_contain_text("Newt pond")
    other.goto(f"{topic}2/removal/")
    other.get_by_role("button", name="Yes, remove it").click()
    expect(reader.locator("#post-2")).to_contain_text("Its author has removed this.")
    expect(reader.locator("#post-2")).not_to_contain_text("Newt pond")


def test_a_picture_comes_with_the_words_and_need_not_be_chosen_twice(web: Web, enter: Callable[[str], Page]) -> None:
    writer, reader = enter("krystyna"), enter("wojciech")
    topic = open_topic(writer, "Where the bus stops")
    reader.goto(topic)
    file, shows = writer.locator("form[data-post] [name=file]"), writer.locator("form[data-post] [name=alt]")
    expect(file).to_be_hidden()
    writer.locator("form[data-post] summary").press("Enter")
    file.set_input_files({"name": "heavy.png", "mimeType": "image/png", "buffer": b"\0" * 11_000_000})
    expect(writer.locator(".field__preview")).to_contain_text("This file is too heavy.")
    file.set_input_files(ROOT / "demo" / "pictures" / "bus_stop.webp")
    expect(writer.locator(".field__preview")).to_contain_text("Chosen: bus_stop.webp")
    expect(writer.locator("[data-board][data-sends]")).to_be_attached()
    write(writer, "Below the church.")
    expect(writer.locator("#id_alt_error")).to_have_text("Please say in a few words what the picture shows.")
    expect(writer.locator("[data-errors]")).to_be_focused()
    expect(writer.locator(".field__preview")).to_contain_text("Chosen: bus_stop.webp")
    expect(writer.locator("[data-lost-file]")).not_to_be_attached()
    shows.fill("A stop with a roof")
    writer.locator("form[data-post] .form__actions button").click()
    picture = reader.get_by_role("img", name="A stop with a roof")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 640)
    expect(writer.locator(WRITE)).to_have_value("")
    expect(writer.locator("[data-errors]")).not_to_be_attached()
    expect(file).to_be_hidden()
    other = enter("krystyna")
    other.goto(f"{topic}2/edit/")
    other.get_by_label("Remove this picture").check()
    other.get_by_role("button", name="Keep the new wording").click()
    expect(picture).not_to_be_attached()
    expect(reader.locator("#post-2")).to_contain_text("Below the church.")
