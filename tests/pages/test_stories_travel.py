"""A story goes on to another centre as a draft there: by whoever writes in both, without anybody's consent."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, PageViewRestriction

from community.members.models import Centre, Membership, RoleGrant, User
from pages import actions
from pages.models import Consent, Correction, Picture, StoryIndex, StoryPage
from tests.factories import make_centre
from tests.pages.test_editors_write_and_coordinators_publish import edit_url
from tests.pages.test_stories import consent

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:get_connection")]

DAY = dt.timedelta(days=1)
OFFER = "Copy to another centre …"


def copy_url(story: Any) -> str:
    return reverse("story-copy", args=[story.pk])


@pytest.fixture
def between(writer: User, neighbours: Centre) -> User:
    """An editor of both centres."""
    membership = Membership.objects.create(member=writer, centre=neighbours)
    RoleGrant.objects.create(membership=membership, role="editor")
    writer.groups.add(RoleGrant.group(neighbours, "editor"))
    return writer


@pytest.fixture
def story(make_story: Any, make_picture: Any) -> StoryPage:
    """In Polish and in English, about Anna, with a cover and two more pictures; one of them twice."""
    cover, before = make_picture(credit="Jan"), make_picture()
    place = {"latitude": 49.6, "longitude": 20.7}
    shown = {"image": before, "alt_text": "Przed", "decorative": False}
    body = [
        ("text", "<p>Koło ruszyło.</p>"),
        ("before_after", {"before": shown, "after": shown | {"image": cover}, "caption": "", "credit": "Maria"}),
        ("video", {"title": "Film", "url": "https://films.example/1", "poster": None, "transcript": "Woda."}),
    ]
    facts = {"cover": cover, "cover_alt": "Młyn", "cover_credit": "Jan", "body": body, "search_description": "Młyny"}
    found = make_story("Młyn", slug="mlyn", **facts | place)
    facts = {"cover": cover, "cover_alt": "A mill", "cover_credit": "Jan"}
    twin = make_story("The mill", language="en", twin_of=found, **facts | place)
    for page in (found, twin):
        page.tags.add("rzeka", "praca")
        page.consents.add(consent(name="Anna Wyjątkowa", stays_until=timezone.now().date() + 30 * DAY))
        page.corrections.add(Correction(said_on=timezone.now().date(), text="Poprawione."))
        page.person = "Anna Wyjątkowa"
        page.save()
    return found


def copies(centre: Centre) -> list[StoryPage]:
    return list(StoryPage.objects.for_centre(centre).order_by("pk"))


def take(desk: Client, story: StoryPage, *centres: Centre) -> Any:
    return desk.post(copy_url(story), {"centres": [centre.slug for centre in centres]}, follow=True)


def test_the_menu_of_a_story_offers_it_to_who_writes_elsewhere_too(
    story: StoryPage, between: User, publisher: User, neighbours: Centre, client_of: Any
) -> None:
    assert OFFER in client_of(between).get(edit_url(story)).content.decode()
    assert OFFER not in client_of(publisher).get(edit_url(story)).content.decode()
    screen = client_of(between).get(copy_url(story)).content.decode()
    assert "Javorina" in screen
    assert "No consent goes along" in screen
    assert "Lipka" not in re.findall(r"<label[^>]*>(.*?)</label>", screen, re.S)


def test_a_copy_is_a_draft_in_the_languages_of_both(
    story: StoryPage, between: User, neighbours: Centre, client_of: Any, stranger_client: Client
) -> None:
    response = take(client_of(between), story, neighbours)
    (copied,) = copies(neighbours)  # Polish and English there, Slovak and English here
    twin = StoryPage.objects.get(slug="mlyn", centre=story.centre, locale__language_code="en")
    assert (copied.title, copied.slug, copied.locale.language_code) == ("The mill", "mlyn", "en")
    assert (copied.live, copied.first_published_at, copied.owner) == (False, None, between)
    assert (copied.copied_from, copied.first_published_in) == (twin, story.centre)
    assert copied.translation_key != story.translation_key
    assert sorted(tag.name for tag in copied.tags.all()) == ["praca", "rzeka"]
    assert (copied.latitude, copied.longitude) == (None, None)
    assert list(copied.corrections.all()) == []
    assert copied.get_latest_revision_as_object().title == "The mill"
    said = response.content.decode()
    assert "A draft stands in Javorina" in said
    assert "must agree again" in said
    assert stranger_client.get("/en/javorina/stories/mlyn/").status_code == 404


def test_pictures_are_the_other_centres_own(
    story: StoryPage, between: User, make_story: Any, make_picture: Any, neighbours: Centre, client_of: Any
) -> None:
    english = StoryPage.objects.get(centre=story.centre, locale__language_code="en")
    english.body = story.body
    english.save()
    make_picture(neighbours, title=story.cover.title)  # another picture of the same name
    take(client_of(between), story, neighbours)
    (copied,) = copies(neighbours)
    collection = Collection.objects.get(name=neighbours.slug)
    ours = Picture.objects.filter(collection=collection)
    assert ours.count() == 3
    assert copied.picture_numbers() <= set(ours.values_list("pk", flat=True))
    assert len(copied.picture_numbers()) == 2
    assert (copied.cover.credit, copied.cover_credit, copied.cover_alt) == ("Jan", "Jan", "A mill")
    assert copied.cover.file_hash == story.cover.file_hash
    assert copied.cover.file.name != story.cover.file.name
    pair = copied.body[1].value
    assert (pair["before"].contextual_alt_text, pair["credit"]) == ("Przed", "Maria")
    assert pair["after"].pk == copied.cover.pk  # Wagtail compares the words for it, too
    assert copied.body[2].value["poster"] is None
    with story.cover.open_file() as theirs, copied.cover.open_file() as own:
        assert theirs.read() == own.read()


def test_nobodys_consent_and_nobodys_name_goes_along(
    story: StoryPage, between: User, staff: Any, neighbours: Centre, client_of: Any
) -> None:
    assert Consent.objects.count() == 2
    take(client_of(between), story, neighbours)
    (copied,) = copies(neighbours)
    assert Consent.objects.count() == 2
    assert copied.person == "Portrayed in the original: ask for their consent through Lipka"
    assert [field for field, _text in copied.obstacles()] == ["person"]
    desk = client_of(staff(neighbours, "coordinator"))
    screen = desk.get(edit_url(copied)).content.decode()
    assert "Wyjątkowa" not in screen
    assert "Whoever is portrayed in it must agree again" in screen
    publishing = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.post(f"{publishing}?id={copied.pk}&next=/admin/", {"include_descendants": ""})
    assert not StoryPage.objects.get(pk=copied.pk).live


@pytest.fixture
def published(story: StoryPage, between: User, neighbours: Centre) -> StoryPage:
    (copied,) = actions.copy_story(story=story, centres=[neighbours], by=between)
    copied.person = ""
    copied.save_revision().publish()
    return StoryPage.objects.get(pk=copied.pk)


def test_a_published_copy_says_whose_it_is_and_points_there(
    published: StoryPage, story: StoryPage, stranger_client: Client
) -> None:
    page = stranger_client.get("/en/javorina/stories/mlyn/").content.decode()
    english = f"{published.get_url_parts()[1]}/en/lipka/stories/mlyn/"
    assert "First published in" in page
    assert '<a href="/en/lipka/stories/mlyn/">Lipka</a>' in page
    assert f'<link rel="canonical" href="{english}">' in page
    assert "Edyta Editor" not in page  # who copied it did not write it
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    assert found
    facts = json.loads(found[1])
    assert (facts["isBasedOn"], "author" in facts, "correction" in facts) == (english, False, False)
    sitemap = stranger_client.get("/sitemap.xml").content.decode()
    assert ("/en/lipka/stories/mlyn/" in sitemap, "/javorina/stories/mlyn/" in sitemap) == (True, False)
    own = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert "First published in" not in own
    assert f'<link rel="canonical" href="{english}">' in own


@pytest.mark.parametrize("how", ["taken down", "behind a password", "deleted"])
def test_an_original_that_nobody_reads_is_named_but_not_linked(
    published: StoryPage, stranger_client: Client, how: str
) -> None:
    origin = published.copied_from
    assert "/en/lipka/stories/mlyn/" in stranger_client.get("/en/javorina/stories/mlyn/").content.decode()
    if how == "taken down":
        origin.unpublish()
    elif how == "deleted":
        origin.delete()
    else:
        PageViewRestriction.objects.create(page=origin, restriction_type="password", password="secret")
    page = stranger_client.get("/en/javorina/stories/mlyn/").content.decode()
    assert "First published in Lipka" in re.sub(r"\s+", " ", page)
    assert "/en/lipka/stories/mlyn/" not in page
    assert '/en/javorina/stories/mlyn/">' in page[page.index('rel="canonical"') :][:200]
    assert "/en/javorina/stories/mlyn/" in stranger_client.get("/sitemap.xml").content.decode()


def test_done_twice_it_says_where_the_copy_stands(
    story: StoryPage, between: User, neighbours: Centre, client_of: Any
) -> None:
    desk = client_of(between)
    take(desk, story, neighbours)
    (copied,) = copies(neighbours)
    page = take(desk, story, neighbours).content.decode()
    assert "The story stands in Javorina already:" in page
    assert f'<a href="{edit_url(copied)}">' in page
    twin = StoryPage.objects.get(centre=story.centre, locale__language_code="en")
    assert "already" in take(desk, twin, neighbours).content.decode()
    assert copies(neighbours) == [copied]
    assert actions.copy_story(story=story, centres=[neighbours], by=between) == []
    assert copies(neighbours) == [copied]


def test_a_copy_goes_neither_home_nor_on_as_somebody_elses(
    published: StoryPage, story: StoryPage, between: User, administrator: User, client_of: Any
) -> None:
    assert "stands in Lipka already" in take(client_of(between), published, story.centre).content.decode()
    third = make_centre(slug="third", name="Third", languages=["hu", "en"])
    actions.open_centre(third)
    take(client_of(administrator), published, third)
    (further,) = copies(third)
    assert (further.first_published_in, further.copied_from) == (story.centre, published.copied_from)


def test_an_administrator_of_the_network_sends_it_to_several_at_once(
    story: StoryPage, neighbours: Centre, administrator: User, client_of: Any
) -> None:
    polish = make_centre(slug="polish", name="Polish", languages=["pl", "en"])
    actions.open_centre(polish)
    take(client_of(administrator), story, neighbours, polish)
    assert [page.locale.language_code for page in copies(neighbours)] == ["en"]
    there = copies(polish)
    assert [page.locale.language_code for page in there] == ["pl", "en"]
    assert len({page.translation_key for page in there}) == 1
    assert Picture.objects.filter(collection__name="polish").count() == 2


def test_without_a_common_language_it_says_so_and_copies_nothing(
    make_story: Any, between: User, neighbours: Centre, administrator: User, client_of: Any
) -> None:
    story = make_story("Tylko po polsku")
    page = take(client_of(between), story, neighbours).content.decode()
    assert "writes in no language that this story is published in" in page
    assert copies(neighbours) == []


def test_drafts_stay_where_they_are(make_story: Any, between: User, neighbours: Centre, client_of: Any) -> None:
    draft = make_story("Szkic", language="en", live=False)
    desk = client_of(between)
    assert OFFER not in desk.get(edit_url(draft)).content.decode()
    assert take(desk, draft, neighbours).status_code == 404
    live = make_story("Na żywo")
    make_story("Draft twin", language="en", twin_of=live, live=False)
    take(desk, live, neighbours)
    assert copies(neighbours) == []


def test_changing_the_form_reaches_no_centre_that_is_not_ones_own(
    story: StoryPage, between: User, publisher: User, neighbours: Centre, client_of: Any
) -> None:
    third = make_centre(slug="third", name="Third Secret", languages=["hu", "en"])
    actions.open_centre(third)
    response = take(client_of(between), story, neighbours, third)
    assert response.status_code == 200
    assert "Third Secret" not in response.content.decode()
    assert "not one of the available choices" in response.content.decode()
    assert take(client_of(between), story, story.centre).status_code == 200
    refused = client_of(publisher).post(copy_url(story), {"centres": [neighbours.slug]})
    assert (refused.status_code, refused.headers.get("location")) in {(302, "/admin/"), (403, None)}
    assert [copies(third), copies(neighbours)] == [[], []]
    for nonsense in ("x", "-1", "9" * 30, ""):
        assert client_of(between).post(copy_url(story), {"centres": nonsense}).status_code == 200
    assert [copies(third), copies(neighbours)] == [[], []]
    take(client_of(between), story, neighbours)
    assert len(copies(neighbours)) == 1


def test_strangers_members_and_other_staff_are_refused(
    story: StoryPage, staff: Any, neighbours: Centre, centre: Centre, member: User, client_of: Any
) -> None:
    desks = [staff(neighbours, "editor", "coordinator"), staff(centre, "moderator", "mentor_coordinator"), member]
    for desk in [*map(client_of, desks), Client()]:
        for answer in (desk.get(copy_url(story)), desk.post(copy_url(story), {"centres": neighbours.slug})):
            assert answer.status_code in {302, 403, 404}
            assert not answer.headers.get("location", "").startswith("/admin/pages/")
    assert copies(neighbours) == []


def test_names_of_pages_are_words_there_too(make_story: Any, between: User, neighbours: Centre, client_of: Any) -> None:
    story = make_story("<script>alert(1)</script>", language="en", summary="<img src=x onerror=alert(2)>")
    desk = client_of(between)
    said = take(desk, story, neighbours).content.decode() + take(desk, story, neighbours).content.decode()
    assert "<script>alert" not in said
    assert copies(neighbours)[0].title == "<script>alert(1)</script>"


def test_what_fails_on_the_way_leaves_nothing(
    story: StoryPage, between: User, neighbours: Centre, client_of: Any
) -> None:
    story.cover.file.storage.delete(story.cover.file.name)
    desk = client_of(between)
    desk.raise_request_exception = False
    assert take(desk, story, neighbours).status_code == 500
    assert copies(neighbours) == []
    assert not Picture.objects.filter(collection__name=neighbours.slug).exists()


def test_what_fails_after_its_pictures_takes_them_along(
    story: StoryPage, between: User, neighbours: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, storage = story.cover.file.name.rpartition("/")[0], story.cover.file.storage
    stood = storage.listdir(folder)
    monkeypatch.setattr(StoryPage, "save_revision", lambda *_args, **_options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.copy_story(story=story, centres=[neighbours], by=between)
    assert storage.listdir(folder) == stood
    assert not Picture.objects.filter(collection__name=neighbours.slug).exists()


# Wagtail's own copying


def copying(story: StoryPage, parent: Any) -> dict[str, Any]:
    return {"new_title": "Taken", "new_slug": "taken", "new_parent_page": parent.pk}


@pytest.fixture
def theirs(neighbours: Centre) -> StoryIndex:
    index = StoryIndex.objects.get(centre=neighbours, locale__language_code="sk")
    index.title = index.draft_title = "Zatajený zoznam"
    index.save()
    return index


def test_wagtails_copy_reaches_no_other_centre(
    story: StoryPage, theirs: StoryIndex, writer: User, publisher: User, administrator: User, client_of: Any
) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    for user in (writer, publisher):
        response = client_of(user).post(url, copying(story, theirs))
        assert response.status_code == 404
        assert "Zatajený" not in response.content.decode()
    desk = client_of(administrator)
    for more in ({}, {"publish_copies": "on"}, {"alias": "on"}):
        assert desk.post(url, copying(story, theirs) | more).status_code == 200
    assert copies(theirs.centre) == []
    assert Consent.objects.count() == 2
    own = story.get_parent()
    assert client_of(writer).post(url, copying(story, own)).status_code == 302
    assert StoryPage.objects.get(slug="taken").centre == story.centre


def test_whoever_writes_in_both_does_not_carry_consents_over_by_wagtails_copy(
    story: StoryPage, theirs: StoryIndex, between: User, client_of: Any
) -> None:
    desk = client_of(between)
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    response = desk.post(url, copying(story, theirs))
    assert response.status_code == 200
    assert "new_parent_page" in response.context["form"].errors
    for verb in ("copy", "create_alias", "copy_for_translation"):
        address = f"/admin/api/main/pages/{story.pk}/action/{verb}/"
        body = {"destination_page_id": theirs.pk, "recursive": False, "keep_live": False}
        assert desk.post(address, body, content_type="application/json").status_code == 404
    move = reverse("wagtailadmin_pages:move_confirm", args=[story.pk, theirs.pk])
    desk.post(move, {})
    assert copies(theirs.centre) == []


def test_a_copy_costs_its_readers_no_more_than_three_questions(published: StoryPage, stranger_client: Client) -> None:
    def asked(path: str) -> int:
        stranger_client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert stranger_client.get(path).status_code == 200
        return len(queries)

    assert asked("/en/javorina/stories/mlyn/") <= asked("/en/lipka/stories/mlyn/") + 3
