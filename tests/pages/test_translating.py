"""A story is translated side by side, and its twin stands at its own language's address."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from pages.models import EventPage, StoryPage

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:get_connection")]


def submit(desk: Client, page: Any) -> Any:
    english = Locale.objects.get(language_code="en")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return desk.post(url, {"locales": [english.pk], "include_subtree": ""})


def say(desk: Client, translation: Translation, words: dict[str, str]) -> None:
    """Types a translation beside each string, as the editor's screen does."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        value = words.get(segment.string.data, segment.string.data)
        response = desk.put(url, urlencode({"value": value}), content_type="application/x-www-form-urlencoded")
        assert response.status_code in {200, 201}, response.content


WORDS = {
    "Młyn znów miele": "The mill grinds again",
    "mlyn": "the-mill",
    "Po trzydziestu latach.": "After thirty years.",
    "Koło ruszyło.": "The wheel turned.",
    "Młyn nad rzeką": "A mill by the river",
}


@pytest.fixture
def story(make_story: Any, make_picture: Any) -> StoryPage:
    picture = {"image": make_picture(), "alt_text": "Młyn nad rzeką", "decorative": False}
    return make_story(
        "Młyn znów miele",
        slug="mlyn",
        summary="Po trzydziestu latach.",
        cover=make_picture(),
        cover_alt="Młyn nad rzeką",
        body=[("text", "<p>Koło ruszyło.</p>"), ("picture", {"picture": picture, "caption": "", "credit": ""})],
    )


def test_a_translated_twin_stands_at_its_languages_address(
    story: StoryPage,
    publisher: Any,
    client_of: Any,
    stranger_client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    desk = client_of(publisher)
    assert submit(desk, story).status_code == 302
    twin = story.get_translation(Locale.objects.get(language_code="en"))
    translation = Translation.objects.get(source__object_id=story.translation_key)
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[twin.pk]))
    assert edit.status_code == 200
    assert "Młyn znów miele" in edit.content.decode()

    assert "Młyn znów miele" in stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert not StoryPage.objects.get(pk=twin.pk).live
    say(desk, translation, WORDS)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("wagtailadmin_pages:edit", args=[twin.pk]), {"action": "publish"})
    page = stranger_client.get("/en/lipka/stories/the-mill/").content.decode()
    for words in ("The mill grinds again", "After thirty years.", "The wheel turned.", 'alt="A mill by the river"'):
        assert words in page
    assert 'href="/pl/lipka/stories/mlyn/" hreflang="pl"' in page
    assert stranger_client.get("/en/lipka/stories/mlyn/").headers["location"] == "/en/lipka/stories/the-mill/"
    assert "Koło ruszyło." in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()


def test_only_the_centres_languages_are_offered(story: StoryPage, publisher: Any, client_of: Any) -> None:
    page = client_of(publisher).get(reverse("wagtail_localize:submit_page_translation", args=[story.pk]))
    assert "English" in page.content.decode()
    form = page.context["form"]
    assert [locale.language_code for locale in form.fields["locales"].queryset] == ["en"]


def test_no_tree_of_copies_grows_by_itself(story: StoryPage, trees: Any) -> None:
    assert StoryPage.objects.filter(translation_key=story.translation_key).count() == 1
    assert not StoryPage.objects.filter(alias_of__isnull=False).exists()


def test_an_events_translation_never_turns_back_its_clock(
    make_event: Any, publisher: Any, client_of: Any, gathering_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    event = make_event("Chór", slug="choir", capacity=5)
    desk = client_of(publisher)
    submit(desk, event)
    twin = event.get_translation(Locale.objects.get(language_code="en"))
    translation = Translation.objects.get(source__object_id=event.translation_key)

    event.refresh_from_db()
    event.starts_at, event.ends_at = event.starts_at.replace(hour=9), event.ends_at.replace(hour=11)
    event.capacity = 8
    event.save_revision().publish()
    say(desk, translation, {"Chór": "Choir"})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("wagtailadmin_pages:edit", args=[twin.pk]), {"action": "publish"})

    published = EventPage.objects.get(pk=twin.pk)
    assert published.title == "Choir"
    assert (published.starts_at, published.capacity) == (event.starts_at, 8)
    assert gathering_of(event).starts_at == event.starts_at


def test_the_dashboards_list_of_translations_is_the_centres_own(
    story: StoryPage, publisher: Any, staff: Any, neighbours: Any, client_of: Any
) -> None:
    submit(client_of(publisher), story)
    url = reverse("wagtail_localize:translations_report")
    assert "Młyn znów miele" in client_of(publisher).get(url).content.decode()
    assert "Młyn znów miele" not in client_of(staff(neighbours, "coordinator")).get(url).content.decode()


def test_a_picture_of_another_centre_does_not_come_in_by_translation(
    story: StoryPage, publisher: Any, neighbours: Any, make_picture: Any, client_of: Any
) -> None:
    desk = client_of(publisher)
    submit(desk, story)
    theirs = make_picture(neighbours)
    translation = Translation.objects.get(source__object_id=story.translation_key)
    pictures = [segment for segment in translation.source.overridablesegment_set.all() if segment.data_json.isdigit()]
    assert pictures
    for segment in pictures:
        url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        response = desk.put(url, f"value={theirs.pk}", content_type="application/x-www-form-urlencoded")
        assert response.status_code == 404
