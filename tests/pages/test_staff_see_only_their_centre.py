"""Every screen of the back office, opened by another centre's staff, names nothing of this one."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from community.members.models import User
from pages import actions
from pages.models import Picture, Seat, StoryIndex, StoryPage
from tests.pages.screens import every_address
from tests.pages.test_editors_write_and_coordinators_publish import story_form

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.filterwarnings("ignore:get_connection")]

SECRET = "Zatajony Rękopis"


@pytest.fixture
def secrets(
    make_story: Any, make_event: Any, make_picture: Any, neighbours: Any, writer: Any, gathering_of: Any, centre: Any
) -> dict[str, Any]:
    """One of each thing that belongs to the first centre, each named with the secret and not yet public."""
    story = make_story(f"{SECRET} one", slug="secret-draft", live=False, owner=writer)
    story.save_revision(user=writer, log_action=True)
    submitted = make_story(f"{SECRET} two", slug="secret-submitted", live=False, owner=writer)
    submitted.save_revision(user=writer)
    submitted.get_workflow().start(submitted, writer)
    event = make_event(f"{SECRET} three", slug="secret-event")
    actions.ask_for_seat(
        gathering=gathering_of(event), name=f"{SECRET} four", email="four@example.org", language="pl", at=timezone.now()
    )
    collection = Collection.objects.get(name=centre.slug)
    document = get_document_model()(title=f"{SECRET} five", collection=collection)
    document.file.save("five.pdf", ContentFile(b"%PDF-1.4 five"))
    document.save()
    picture = make_picture(title=f"{SECRET} six")
    live = make_story(f"{SECRET} seven", slug="secret-source")
    translate_object(live, [Locale.objects.get(language_code="en")], user=None)
    source = TranslationSource.objects.get(object_id=live.translation_key)
    return {
        "page": [story.pk, submitted.pk],
        "image": [picture.pk],
        "document": [document.pk],
        "seat": [Seat.objects.get().pk],
        "source": [source.pk],
        "translation": [source.translations.get().pk],
        "revision": [story.latest_revision_id],
        "task_state": [submitted.current_workflow_task_state.pk],
    }


def spoken(client: Client, address: str) -> str:
    response = client.get(address, headers={"x-requested-with": ""})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


def leaks(client: Client, found: list[str]) -> list[str]:
    client.raise_request_exception = False
    return [address for address in found if SECRET in spoken(client, address)]


def test_the_own_coordinator_sees_the_secret_on_many_screens(secrets: Any, publisher: Any, client_of: Any) -> None:
    assert len(leaks(client_of(publisher), every_address(secrets, "Zatajony"))) > 25


@pytest.mark.parametrize("roles", [("editor", "coordinator"), ("moderator", "mentor_coordinator")])
def test_another_centres_staff_never_read_it(
    secrets: Any, staff: Any, neighbours: Any, client_of: Any, roles: Any
) -> None:
    stranger = staff(neighbours, *roles, display_name="Stranger")
    assert leaks(client_of(stranger), every_address(secrets, "Zatajony")) == []


def test_another_centres_coordinator_changes_nothing(secrets: Any, staff: Any, neighbours: Any, client_of: Any) -> None:
    desk = client_of(staff(neighbours, "editor", "coordinator"))
    desk.raise_request_exception = False
    before = list(StoryPage.objects.order_by("pk").values_list("pk", "title", "live", "url_path"))
    for address in every_address(secrets, "Zatajony"):
        if "/account/" not in address:
            desk.post(address, {"action-publish": "1", "publish": "1", "title": "Taken over"})
    assert list(StoryPage.objects.order_by("pk").values_list("pk", "title", "live", "url_path")) == before
    assert Picture.objects.count() == 1
    assert Seat.objects.kept().count() == 1


def test_a_picture_of_another_centre_is_not_borrowed_past_the_chooser(
    make_picture: Any, staff: Any, neighbours: Any, client_of: Any
) -> None:
    theirs = make_picture()
    index = StoryIndex.objects.get(centre=neighbours, locale__language_code="sk")
    desk = client_of(staff(neighbours, "editor"))
    response = desk.post(f"/admin/pages/add/pages/storypage/{index.pk}/", story_form(cover=theirs.pk))
    assert "belongs to another centre" in response.content.decode()
    assert not StoryPage.objects.filter(cover=theirs).exists()


def test_the_menu_holds_what_an_editor_needs(writer: Any, client_of: Any) -> None:
    page = client_of(writer).get("/admin/").content.decode()
    for word in ("/admin/images/", "/admin/seat/", "/admin/documents/"):
        assert word in page
    for word in ("/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/locales/", "/admin/workflows/"):
        assert word not in page


def test_an_administrator_of_the_network_opens_every_list(administrator: Any, secrets: Any, client_of: Any) -> None:
    desk = client_of(administrator)
    for address in (
        "users/",
        "users/new/",
        f"users/edit/{administrator.pk}/",
        "groups/",
        "sites/",
        "locales/",
        "account/",
    ):
        assert desk.get(f"/admin/{address}").status_code == 200
    assert desk.get("/admin/users/?q=admin").status_code == 200


def test_an_administrator_opens_an_account_with_our_fields(administrator: Any, client_of: Any) -> None:
    form = {
        "handle": "new-person",
        "email": "",
        "display_name": "New Person",
        "language": "pl",
        "password1": "eight-horses-drink",
        "password2": "eight-horses-drink",
    }
    client_of(administrator).post("/admin/users/new/", form)
    assert User.objects.get(handle="new-person").display_name == "New Person"
