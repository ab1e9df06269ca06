"""An editor writes and submits, a coordinator publishes; each sees what is theirs and why something cannot go up."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.models import EventIndex, EventPage, StoryIndex, StoryPage

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still opens a mail connection the way that Django 6.1 discourages.
    pytest.mark.filterwarnings("ignore:get_connection"),
]


def story_form(**fields: Any) -> dict[str, Any]:
    facts = {
        "title": "Młyn znów miele",
        "slug": "mlyn",
        "summary": "Po trzydziestu latach.",
        "cover": "",
        "cover_alt": "",
        "cover_credit": "",
        "body": streamfield([("text", rich_text("<p>Koło ruszyło w sobotę.</p>"))]),
        "person": "",
        "tags": "praca",
        "consents": inline_formset([]),
        "corrections": inline_formset([]),
        "comments": inline_formset([]),
        "search_description": "",
    }
    return nested_form_data(facts | fields)


def add_url(centre: Any) -> str:
    index = StoryIndex.objects.get(centre=centre, locale__language_code="pl")
    return reverse("wagtailadmin_pages:add", args=["pages", "storypage", index.pk])


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_an_editor_opens_the_form_of_a_story(writer: Any, centre: Any, client_of: Any) -> None:
    response = client_of(writer).get(add_url(centre))
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in response.headers["Content-Security-Policy"]


def test_an_editor_cannot_publish(writer: Any, centre: Any, client_of: Any) -> None:
    client_of(writer).post(add_url(centre), story_form() | {"action-publish": "1"})
    assert not StoryPage.objects.get(slug="mlyn").live


def test_what_an_editor_submits_a_coordinator_publishes(
    writer: Any, publisher: Any, centre: Any, client_of: Any, stranger_client: Client
) -> None:
    client_of(writer).post(add_url(centre), story_form() | {"action-submit": "1"})
    story = StoryPage.objects.get(slug="mlyn")
    assert not story.live
    assert story.current_workflow_task is not None

    desk = client_of(publisher)
    dashboard = desk.get("/admin/").content.decode()
    assert "What waits for you" in dashboard
    assert "Młyn znów miele" in dashboard
    state = story.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
    desk.post(url)

    assert "Koło ruszyło w sobotę." in stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    assert "Młyn znów miele" in stranger_client.get("/pl/lipka/feeds/stories.xml").content.decode()
    assert "Młyn znów miele" in stranger_client.get("/pl/lipka/search/?q=mlyn").content.decode()
    assert stranger_client.get("/pl/lipka/tags/praca/").status_code == 200


def test_a_coordinator_of_another_centre_cannot_approve(
    writer: Any, staff: Any, centre: Any, neighbours: Any, client_of: Any
) -> None:
    client_of(writer).post(add_url(centre), story_form() | {"action-submit": "1"})
    story = StoryPage.objects.get(slug="mlyn")
    stranger = staff(neighbours, "coordinator")
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[story.pk, "approve", story.current_workflow_task_state.pk]
    )
    assert client_of(stranger).post(url).status_code == 404
    story.refresh_from_db()
    assert not story.live


def test_a_draft_may_have_gaps(writer: Any, centre: Any, make_picture: Any, client_of: Any) -> None:
    picture = make_picture()
    client_of(writer).post(add_url(centre), story_form(cover=picture.pk, person="Anna Młynarz"))
    assert StoryPage.objects.get(slug="mlyn").cover == picture


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ("cover", "Say what the picture shows"),
        ("body", "Say what the picture shows"),
        ("person", "the consent must still stand"),
    ],
)
def test_publishing_needs_a_decision_about_pictures_and_people(
    publisher: Any, centre: Any, make_picture: Any, client_of: Any, gap: str, words: str
) -> None:
    picture = make_picture().pk
    body = streamfield(
        [("picture", {"picture": {"image": picture, "alt_text": "", "decorative": False}, "caption": "", "credit": ""})]
    )
    gaps = {"cover": {"cover": picture}, "body": {"body": body}, "person": {"person": "Anna Młynarz"}}
    response = client_of(publisher).post(add_url(centre), story_form(**gaps[gap]) | {"action-publish": "1"})
    assert response.status_code == 200
    text = response.content.decode()
    assert words in text or (gap == "body" and "Please add some alt text" in text)
    assert not StoryPage.objects.filter(slug="mlyn").exists()


def consent(**fields: Any) -> Any:
    today = timezone.now().date()
    facts = {
        "name": "Anna Młynarz",
        "given_on": str(today - dt.timedelta(days=10)),
        "how": "paper",
        "document": "",
        "stays_until": str(today + dt.timedelta(days=300)),
        "withdrawn_on": "",
    }
    return inline_formset([facts | fields])


def test_a_story_about_somebody_goes_up_with_their_consent(publisher: Any, centre: Any, client_of: Any) -> None:
    form = story_form(person="Anna Młynarz", consents=consent())
    client_of(publisher).post(add_url(centre), form | {"action-publish": "1"})
    story = StoryPage.objects.get(slug="mlyn")
    assert story.live
    assert story.consents.get().name == "Anna Młynarz"


def test_a_consent_that_was_taken_back_does_not_count(publisher: Any, centre: Any, client_of: Any) -> None:
    form = story_form(person="Anna Młynarz", consents=consent(withdrawn_on=str(timezone.now().date())))
    response = client_of(publisher).post(add_url(centre), form | {"action-publish": "1"})
    assert "the consent must still stand" in response.content.decode()


def test_decorative_is_a_decision(publisher: Any, centre: Any, make_picture: Any, client_of: Any) -> None:
    form = story_form(cover=make_picture().pk, cover_decorative="on")
    client_of(publisher).post(add_url(centre), form | {"action-publish": "1"})
    assert StoryPage.objects.get(slug="mlyn").live


def test_a_list_of_drafts_with_gaps_is_not_published_and_says_why(
    publisher: Any, make_story: Any, make_picture: Any, client_of: Any
) -> None:
    story = make_story(live=False, cover=make_picture())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client_of(publisher).post(f"{url}?id={story.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert "Say what the picture shows" in response.content.decode()
    story.refresh_from_db()
    assert not story.live


def test_hours_are_typed_by_the_clock_of_the_place(publisher: Any, make_event: Any, client_of: Any) -> None:
    event = make_event(starts_at=dt.datetime(2027, 7, 1, 15, 0, tzinfo=dt.UTC))
    desk = client_of(publisher)
    assert 'value="2027-07-01 17:00"' in desk.get(edit_url(event)).content.decode()
    form = nested_form_data(
        {
            "title": event.title,
            "slug": event.slug,
            "summary": event.summary,
            "starts_at": "2027-07-01 18:30",
            "ends_at": "2027-07-01 20:00",
            "state": "moved",
            "change_notice": "Pół godziny później.",
            "place": "Remiza",
            "latitude": "",
            "longitude": "",
            "online_url": "",
            "signup": "on",
            "capacity": "5",
            "cover": "",
            "cover_alt": "",
            "body": rich_text("<p>Przyjdź.</p>"),
            "tags": "",
            "comments": inline_formset([]),
            "search_description": "",
        }
    )
    desk.post(edit_url(event), form | {"action-publish": "1"})
    assert EventPage.objects.get(pk=event.pk).starts_at == dt.datetime(2027, 7, 1, 16, 30, tzinfo=dt.UTC)


def test_a_preview_shows_the_draft_in_our_frame_to_its_editor_only(
    writer: Any, make_story: Any, client_of: Any, stranger_client: Client
) -> None:
    story = make_story("Still unread", slug="unread", live=False)
    story.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[story.pk])
    response = client_of(writer).get(url)
    assert b"Still unread" in response.content
    assert b"wagtail-userbar" in response.content
    assert "'unsafe-inline'" in response.headers["Content-Security-Policy"]
    assert stranger_client.get(url).status_code == 302


def test_the_editors_panel_previews_what_is_being_typed(writer: Any, make_story: Any, client_of: Any) -> None:
    story = make_story("Before", slug="typed", live=False)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    desk = client_of(writer)
    assert desk.post(url, story_form(title="While typing", slug="typed")).json()["is_valid"]
    assert b"While typing" in desk.get(url).content


def test_staff_without_pages_find_no_pages(staff: Any, centre: Any, client_of: Any) -> None:
    moderator = staff(centre, "moderator")
    desk = client_of(moderator)
    assert desk.get("/admin/").status_code == 200
    assert desk.get(add_url(centre)).status_code in {302, 403, 404}


def test_residents_have_no_back_office(member: Any, trees: Any, client_of: Any, stranger_client: Client) -> None:
    assert client_of(member).get("/admin/").status_code in {302, 403}
    response = stranger_client.get("/admin/")
    assert response.status_code == 302
    assert response.headers["location"].startswith("/en/accounts/login/?next=")
    assert stranger_client.get("/admin/login/").headers["location"].startswith("/en/accounts/login/")


def test_a_page_is_previewed_before_it_is_first_saved(writer: Any, centre: Any, trees: Any, client_of: Any) -> None:
    desk = client_of(writer)
    index = StoryIndex.objects.get(centre=centre, locale__language_code="pl")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "storypage", index.pk])
    assert desk.post(url, story_form()).json()["is_valid"]
    page = desk.get(url).content.decode()
    assert "Koło ruszyło w sobotę." in page
    assert "Lipka" in page
    assert not StoryPage.objects.exists()


def test_a_new_events_hours_are_those_of_the_place(publisher: Any, centre: Any, client_of: Any) -> None:
    index = EventIndex.objects.get(centre=centre, locale__language_code="pl")
    url = reverse("wagtailadmin_pages:add", args=["pages", "eventpage", index.pk])
    facts = {
        "title": "Chór",
        "slug": "choir",
        "summary": "Przyjdź.",
        "starts_at": "2027-07-01 18:30",
        "ends_at": "2027-07-01 20:00",
        "state": "planned",
        "capacity": "0",
        "body": rich_text("<p>Przyjdź.</p>"),
        "comments": inline_formset([]),
    }
    blank = "change_notice place latitude longitude online_url cover cover_alt tags search_description"
    form = nested_form_data(facts | dict.fromkeys(blank.split(), "")) | {"action-publish": "1"}
    client_of(publisher).post(url, form)
    assert EventPage.objects.get(slug="choir").starts_at == dt.datetime(2027, 7, 1, 16, 30, tzinfo=dt.UTC)


def test_an_event_that_ends_before_it_starts_is_refused_in_words(publisher: Any, centre: Any, make_event: Any) -> None:
    event = make_event()
    event.ends_at = event.starts_at
    assert [field for field, _text in event.obstacles()] == ["ends_at"]
