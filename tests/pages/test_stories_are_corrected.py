"""A correction stands beside its story, wherever the story is read, and does not vanish unseen."""

import datetime as dt
import json
import re
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset
from wagtail_localize.models import StringTranslation, Translation

from pages.models import Correction, StoryPage
from tests.pages.test_editors_write_and_coordinators_publish import add_url, edit_url, story_form
from tests.pages.test_translating import WORDS, say, submit

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:get_connection")]

DAY = dt.timedelta(days=1)
WRONG = "Pisaliśmy o 12 miejscach; jest ich 14."
PUBLISH = {"action-publish": "1"}


def day(ago: int = 0) -> dt.date:
    return timezone.now().date() - ago * DAY


def corrected(story: StoryPage, *texts: str, ago: int = 1) -> StoryPage:
    """Each text a day older than the one before."""
    for number, text in enumerate(texts):
        story.corrections.add(Correction(said_on=day(ago + number), text=text))
    story.save()
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def story(make_story: Any) -> StoryPage:
    return make_story("Młyn", slug="mlyn", first_published_at=timezone.now() - 10 * DAY)


def rows(*typed: dict[str, Any], initial: int = 0) -> Any:
    return inline_formset([{"id": ""} | row for row in typed], initial=initial)


def row(text: str = WRONG, ago: int = 1, **fields: Any) -> dict[str, Any]:
    return {"said_on": str(day(ago)), "text": text} | fields


def kept(story: StoryPage) -> list[dict[str, Any]]:
    return [{"id": found.pk, "said_on": str(found.said_on), "text": found.text} for found in story.corrections.all()]


def post(desk: Client, story: StoryPage, corrections: Any, **more: Any) -> Any:
    return desk.post(edit_url(story), story_form(title="Młyn", slug="mlyn", corrections=corrections) | more)


def test_a_coordinator_publishes_a_correction_and_readers_see_it_below_the_headline(
    story: StoryPage, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    assert "Corrected" not in stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert post(client_of(publisher), story, rows(row()), **PUBLISH).status_code == 302
    page = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    box = page[page.index("<h1") : page.index("</aside>")]
    assert f'<time datetime="{day(1)}">' in box
    assert f'<p lang="pl">{WRONG}</p>' in box
    assert 'id="corrections"' not in page
    assert "notice--danger" not in page


def test_several_are_counted_above_and_all_listed_below_the_newest_first(
    story: StoryPage, stranger_client: Client
) -> None:
    corrected(story, "Najnowsze.", "Starsze.", "Najstarsze.")
    page = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    box, rest = page[page.index("<h1") :].split("</aside>", 1)
    assert "Najnowsze." in box
    assert "Starsze." not in box
    assert 'href="#corrections">All 3 corrections</a>' in box
    ended = rest[rest.index('id="corrections"') :]
    assert re.findall(r"<dd[^>]*>([^<]*)</dd>", ended)[:3] == ["Najnowsze.", "Starsze.", "Najstarsze."]


def test_the_feed_says_when_and_its_moment_changes(
    story: StoryPage, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    StoryPage.objects.filter(pk=story.pk).update(last_published_at=timezone.now() - 9 * DAY)
    before = feedparser.parse(stranger_client.get("/en/lipka/feeds/stories.xml").content).entries[0]
    assert "Corrected" not in before.summary
    post(client_of(publisher), story, rows(row(ago=0)), **PUBLISH)
    after = feedparser.parse(stranger_client.get("/en/lipka/feeds/stories.xml").content).entries[0]
    assert re.search(r"Corrected on \w+\.? \d+, \d{4}\.$", after.summary)
    assert after.updated_parsed > before.updated_parsed
    assert (after.id, after.published) == (before.id, before.published)


def linked(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_search_engines_are_told_in_their_words(
    story: StoryPage, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    assert "correction" not in linked(stranger_client.get("/pl/lipka/stories/mlyn/").content.decode())
    post(client_of(publisher), story, rows(row()), **PUBLISH)
    facts = linked(stranger_client.get("/pl/lipka/stories/mlyn/").content.decode())
    assert facts["correction"] == [{"@type": "CorrectionComment", "text": WRONG, "datePublished": str(day(1))}]
    story.refresh_from_db()
    assert facts["dateModified"] == story.last_published_at.isoformat()
    assert facts["dateModified"] > facts["datePublished"]


def test_programs_read_them_from_the_api(story: StoryPage) -> None:
    address = f"/api/v1/stories/{story.translation_key}"
    assert Client().get(address).json()["corrections"] == []
    corrected(story, WRONG, "Starsze.")
    assert Client().get(address).json()["corrections"] == [
        {"said_on": str(day(1)), "text": WRONG},
        {"said_on": str(day(2)), "text": "Starsze."},
    ]


@pytest.mark.parametrize("address", ["/api/v1/stories", "/pl/lipka/feeds/stories.xml", "/pl/lipka/stories/"])
def test_lists_ask_as_often_for_three_corrected_stories_as_for_one(make_story: Any, address: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(address).status_code == 200
        return len(queries)

    corrected(make_story(), WRONG, "Starsze.")
    asked()
    one = asked()
    for _n in range(2):
        corrected(make_story(), WRONG, "Starsze.")
    assert asked() == one


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7|add:7 }} & ]]>"


def test_hostile_words_are_words(story: StoryPage, stranger_client: Client, publisher: Any, client_of: Any) -> None:
    corrected(story, HOSTILE, HOSTILE)
    page = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert linked(page)["correction"][0]["text"] == HOSTILE
    assert "<script>alert" not in client_of(publisher).get(edit_url(story)).content.decode()
    feed = feedparser.parse(stranger_client.get("/en/lipka/feeds/stories.xml").content)
    assert not feed.bozo


@pytest.mark.parametrize(
    ("ago", "words"), [(-2, "This day is still to come"), (11, "was not published yet on this day")]
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    story: StoryPage, publisher: Any, client_of: Any, ago: int, words: str
) -> None:
    response = post(client_of(publisher), story, rows(row(ago=ago)), **PUBLISH)
    assert response.status_code == 200
    assert words in response.content.decode()
    formset = response.context["form"].formsets["corrections"]
    assert list(formset.forms[0].errors) == ["said_on"]
    assert not Correction.objects.exists()


def test_the_first_and_the_present_day_are_days_of_the_place(story: StoryPage, publisher: Any, client_of: Any) -> None:
    zone = story.centre.zone
    first, today = story.first_published_at.astimezone(zone).date(), timezone.now().astimezone(zone).date()
    typed = rows({"said_on": str(first), "text": "a"}, {"said_on": str(today), "text": "b"})
    assert post(client_of(publisher), story, typed, **PUBLISH).status_code == 302
    assert Correction.objects.count() == 2


def test_a_draft_has_nothing_to_correct(publisher: Any, centre: Any, client_of: Any) -> None:
    form = story_form(corrections=rows(row()))
    response = client_of(publisher).post(add_url(centre), form)
    assert "Only what has been published can be corrected" in response.content.decode()
    assert not StoryPage.objects.exists()


def test_five_hundred_signs_and_no_more(story: StoryPage, publisher: Any, client_of: Any) -> None:
    desk = client_of(publisher)
    assert post(desk, story, rows(row("x" * 501)), **PUBLISH).status_code == 200
    assert not Correction.objects.exists()
    assert post(desk, story, rows(row("x" * 500)), **PUBLISH).status_code == 302
    assert Correction.objects.get().text == "x" * 500


def test_what_an_editor_drafts_is_seen_when_a_coordinator_publishes(
    story: StoryPage, writer: Any, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    post(client_of(writer), story, rows(row()), **PUBLISH)  # an editor cannot
    assert WRONG not in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    post(client_of(writer), story, rows(row()), **{"action-submit": "1"})
    story = StoryPage.objects.get()
    state = story.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
    client_of(publisher).post(url)
    assert WRONG in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()


def gone_or_reworded(story: StoryPage) -> list[Any]:
    first = kept(story)[0]
    return [
        rows(first | {"DELETE": "1"}, initial=1),
        rows(first | {"text": "."}, initial=1),
        rows(first | {"said_on": str(day(3))}, initial=1),
        rows(),  # a form from before it was published, or one with a row left out
        rows(row("Coś innego")),
    ]


def test_an_editor_neither_takes_back_nor_rewords_what_readers_saw(
    story: StoryPage, writer: Any, client_of: Any
) -> None:
    corrected(story, WRONG)
    desk = client_of(writer)
    for typed in gone_or_reworded(story):
        response = post(desk, story, typed)
        assert response.status_code == 200
        assert "only a coordinator takes it back or rewords it" in response.content.decode()
    assert StoryPage.objects.get().latest_revision is None
    assert post(desk, story, rows(*kept(story), row("Dodane."), initial=1)).status_code == 302
    assert Correction.objects.get().text == WRONG


def test_an_editor_withdraws_what_was_only_drafted(story: StoryPage, writer: Any, client_of: Any) -> None:
    desk = client_of(writer)
    post(desk, story, rows(row()))
    assert post(desk, story, rows()).status_code == 302
    assert list(StoryPage.objects.get().get_latest_revision_as_object().corrections.all()) == []


def test_a_coordinator_takes_one_back(
    story: StoryPage, publisher: Any, client_of: Any, stranger_client: Client
) -> None:
    corrected(story, WRONG)
    assert WRONG in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    post(client_of(publisher), story, rows(kept(story)[0] | {"DELETE": "1"}, initial=1), **PUBLISH)
    assert not Correction.objects.exists()
    assert WRONG not in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()


def test_publishing_again_leaves_a_correction_what_it_was(story: StoryPage, publisher: Any, client_of: Any) -> None:
    desk = client_of(publisher)
    post(desk, story, rows(row()), **PUBLISH)
    key = Correction.objects.get().translation_key
    for _n in range(2):
        form = desk.get(edit_url(story)).context["form"].formsets["corrections"]
        shown = [{"id": found.instance.pk or ""} | row() for found in form.initial_forms]
        assert post(desk, story, rows(*shown, initial=len(shown)), **PUBLISH).status_code == 302
        assert Correction.objects.get().translation_key == key


def test_a_translation_carries_the_day_and_its_own_words(
    story: StoryPage, publisher: Any, client_of: Any, stranger_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    corrected(story, WRONG)
    desk = client_of(publisher)
    assert submit(desk, StoryPage.objects.get()).status_code == 302
    twin = story.get_translation(Locale.objects.get(language_code="en"))
    translation = Translation.objects.get(source__object_id=story.translation_key)
    words = {WRONG: "We wrote of 12 places; there are 14.", "Młyn": "The mill", "mlyn": "the-mill"}
    say(desk, translation, WORDS | words)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("wagtailadmin_pages:edit", args=[twin.pk]), {"action": "publish"})
    page = stranger_client.get("/en/lipka/stories/the-mill/").content.decode()
    assert "We wrote of 12 places; there are 14." in page
    assert f'<time datetime="{day(1)}">' in page
    assert WRONG in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    assert StringTranslation.objects.filter(data="We wrote of 12 places; there are 14.").count() == 1


def test_other_staff_residents_and_strangers_correct_nothing(
    story: StoryPage, staff: Any, neighbours: Any, centre: Any, member: Any, client_of: Any, stranger_client: Client
) -> None:
    desks = [staff(neighbours, "editor", "coordinator"), staff(centre, "moderator"), member]
    for desk in [*map(client_of, desks), stranger_client]:
        assert post(desk, story, rows(row()), **PUBLISH).status_code in {302, 403, 404}
    assert not Correction.objects.exists()
    assert StoryPage.objects.get().latest_revision is None
