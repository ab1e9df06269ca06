"""An editor writes, a coordinator publishes, and the story gets its twin in the centre's other language."""

import re
from collections.abc import Callable
from pathlib import Path
from secrets import token_bytes, token_hex
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.places import CENTRE
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
TRANSLATED = {
    "Nowe deski.": "New planks.",
    "Mostek z nowymi deskami": "The footbridge with its new planks",
    "Deski przywiózł sąsiad.": "A neighbour brought the planks.",
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(("own", "other"), [("pl", "en"), ("en", "pl")])
def test_a_story_is_written_published_and_translated(visit: Visit, own: str, other: str, tmp_path: Path) -> None:
    word = token_hex(4)
    title, twin = f"Mostek {word}", f"Twin {word}"
    editor = visit(own, "kamil")
    writes(editor, title, tmp_path / f"{word}.jpg")
    previews(editor, title)
    hands_in(editor)
    assert title not in feed(visit(own))
    coordinator = visit(own, "renata")
    publishes(coordinator, title)
    is_published(visit(own), title, word)
    translates(editor, title, twin)
    publishes_twin(coordinator, editor.page.url)
    is_published(visit(other), twin, word)
    is_published(visit(own), title, word)
    switches_language(visit(own), title, twin, other)


def writes(editor: Visitor, title: str, photo: Path) -> None:
    page = editor.page
    Image.new("RGB", (1600, 1000), tuple(token_bytes(3))).save(photo)
    page.goto("/admin/pages/")
    for address in (f"/{editor.language}/", f"/{editor.language}{CENTRE}/", f"/{editor.language}{CENTRE}/stories/"):
        listed = page.get_by_role("row").filter(has=page.locator(f"a[href='{address}']"))
        listed.locator(".children a").click()
    page.locator("header a[href$='/add_subpage/'], .w-slim-header a[href$='/add_subpage/']").first.click()
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("Nowe deski.")
    expect(page.locator("#id_slug")).to_have_value(title.replace(" ", "-").lower())
    save_draft(editor)
    choose_picture(page, photo)
    page.locator("#id_cover_alt").fill("Mostek z nowymi deskami")
    page.locator("#body-root .c-sf-add-button").first.click()
    page.get_by_role("option", name=editor.word("Text"), exact=True).click()
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type("Deski przywiózł sąsiad.")
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile("przywi"))
    save_draft(editor)


def save_draft(editor: Visitor) -> None:
    editor.expect_refusal(400)  # Wagtail refuses its own saving in the background that comes after ours
    with editor.page.expect_navigation(url="**/edit/"):
        editor.page.get_by_role("button", name=editor.word("Save draft"), exact=True).click()
    expect(editor.page.locator(".messages .success")).to_be_visible()


def choose_picture(page: Page, photo: Path) -> None:
    page.locator("#id_cover-chooser .unchosen button").click()
    page.locator(".modal-body [role=tab]").last.click()
    page.locator("#id_image-chooser-upload-file").set_input_files(photo)
    page.locator("#id_image-chooser-upload-title").fill(photo.stem)
    page.locator(".modal-body form[enctype] [type=submit]").click()
    expect(page.locator("#id_cover-chooser .chosen img")).to_be_visible()


def previews(editor: Visitor, title: str) -> None:
    editor.page.get_by_role("button", name=editor.word("Toggle preview")).click()
    shown = editor.page.frame_locator("[data-side-panel=preview] iframe").last
    expect(shown.get_by_role("heading", level=1)).to_have_text(title)
    expect(shown.get_by_text("Deski przywiózł sąsiad.")).to_be_visible()
    expect(shown.get_by_role("img", name="Mostek z nowymi deskami").first).to_be_visible()


def hands_in(editor: Visitor) -> None:
    more_actions(editor).click()
    assert editor.page.locator("[name=action-publish]").count() == 0
    editor.page.locator("[name=action-submit]").click()
    editor.page.wait_for_url(lambda url: not url.endswith("/edit/"))
    expect(editor.page.locator(".messages .success")).to_be_visible()


def more_actions(staff: Visitor) -> Locator:
    return staff.page.get_by_role("button", name=staff.word("More actions"))


def publishes(coordinator: Visitor, title: str) -> None:
    """From what waits for her on the first page of the back office."""
    coordinator.page.goto("/admin/")
    coordinator.page.locator("#waiting-section, main").get_by_role("link", name=title).first.click()
    more_actions(coordinator).click()
    coordinator.page.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    coordinator.page.wait_for_url(lambda url: not url.endswith("/edit/"))
    expect(coordinator.page.locator(".messages .success")).to_be_visible()


def feed(stranger: Visitor) -> list[str]:
    answer = stranger.page.request.get(f"/{stranger.language}{CENTRE}/feeds/stories.xml")
    assert answer.ok
    return [
        entry.findtext(f"{ATOM}title") or "" for entry in ElementTree.fromstring(answer.body()).iter(f"{ATOM}entry")
    ]


def is_published(stranger: Visitor, title: str, word: str) -> None:
    """In the feed and in the search, at its language's address, with its picture."""
    assert feed(stranger)[0] == title
    found = searches(stranger, word)
    expect(found).to_have_text([title])
    found.click()
    stranger.reads_heading(title)
    assert f"/{stranger.language}{CENTRE}/stories/" in stranger.page.url
    picture = stranger.main.locator("article img").first
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 400


def searches(stranger: Visitor, word: str) -> Locator:
    """Asked again while nothing is found: the worker enters a page into the index after it is published."""
    found = stranger.main.locator(".card__link")
    for _attempt in range(60):
        stranger.go(f"{CENTRE}/search/?q={word}")
        if found.count():
            break
        stranger.page.wait_for_timeout(500)
    return found


def translates(editor: Visitor, title: str, twin: str) -> None:
    """Segment by segment, the source beside its translation."""
    page = editor.page
    page.get_by_role("link", name=title).first.click()
    page.wait_for_url("**/edit/")
    page.goto(page.url.replace("/pages/", "/localize/submit/page/").replace("/edit/", "/"))
    page.locator("[name=locales]").check()
    page.locator("main form [type=submit]").last.click()
    page.wait_for_url("**/edit/")
    for source, translated in ({title: twin} | TRANSLATED).items():
        segment = page.locator("li.incomplete").filter(has_text=source).first
        segment.locator("button").last.click()
        page.locator("li:has(> * > textarea) textarea").fill(translated)
        page.locator("li:has(> * > textarea) button").last.click()
        expect(page.locator("li.complete").filter(has_text=translated)).to_be_visible()


def publishes_twin(coordinator: Visitor, address: str) -> None:
    coordinator.page.goto(address)
    coordinator.page.locator("[name=action][value=publish]").click()
    expect(coordinator.page.locator(".messages .success, .messages .warning")).to_be_visible()


def switches_language(reader: Visitor, title: str, twin: str, other: str) -> None:
    reader.go(f"{CENTRE}/stories/")
    reader.main.get_by_role("link", name=title).first.click()
    reader.main.locator(f"a[hreflang={other}]").first.click()
    reader.reads_heading(twin)
    assert f"/{other}{CENTRE}/" in reader.page.url
