"""What becomes of a story at home concerns the centres that took it over."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from community.notifications.models import Notification
from pages import actions
from pages.models import Consent, Correction, StoryPage
from tests.factories import make_member
from tests.pages.test_editors_write_and_coordinators_publish import edit_url
from tests.pages.test_stories import consent

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:get_connection")]

TODAY = dt.date(2026, 5, 3)


@pytest.fixture
def story(make_story: Any) -> StoryPage:
    return make_story("The mill", language="en", slug="mill")


@pytest.fixture
def taken(story: StoryPage, neighbours: Centre) -> StoryPage:
    """Published by the neighbours."""
    (copied,) = actions.copy_story(story=story, centres=[neighbours], by=None)
    copied.title = "Their mill, retold"
    copied.save_revision().publish()
    return StoryPage.objects.get(pk=copied.pk)


@pytest.fixture
def desk(neighbours: Centre, staff: Any) -> list[User]:
    """Those who write for the neighbours, and some who do not."""
    staff(neighbours, "moderator", "mentor_coordinator")
    make_member(neighbours)
    return [staff(neighbours, "editor"), staff(neighbours, "coordinator")]


def correct(story: StoryPage, *texts: str, by: User | None = None) -> None:
    page = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    page.corrections.add(*(Correction(said_on=TODAY, text=text) for text in texts))
    page.save_revision(user=by).publish(user=by)


def told(kind: str) -> list[tuple[User, StoryPage]]:
    rows = Notification.objects.filter(kind=f"pages.{kind}").order_by("created_at", "recipient__pk")
    return [(row.recipient, row.target) for row in rows]


def test_a_correction_at_home_reaches_who_writes_for_the_copy(
    story: StoryPage, taken: StoryPage, desk: list[User], publisher: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        correct(story, "There are 14 places, not 12.", by=publisher)
    assert told("original_corrected") == [(person, taken) for person in desk]
    sent = {message.to[0]: message for message in mail.outbox}
    assert sorted(sent) == sorted(person.email for person in desk)
    message = sent[desk[0].email]
    assert message.subject == "“Their mill, retold” is corrected where it came from"
    for part in (message.body, message.alternatives[0].content):
        assert "Lipka" in part
        assert "There are 14 places, not 12." in part
    assert "/javorina/stories/mill/" in message.body


def test_only_what_readers_had_not_seen_is_told(story: StoryPage, taken: StoryPage, desk: list[User]) -> None:
    correct(story, "First.")
    assert len(told("original_corrected")) == len(desk)
    StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().save_revision().publish()  # with other changes
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.corrections.add(Correction(said_on=TODAY, text="Second, a draft."))
    draft.save_revision()
    assert len(told("original_corrected")) == len(desk)
    draft.get_latest_revision().publish()
    assert len(told("original_corrected")) == 2 * len(desk)


def test_what_was_published_before_there_were_corrections_is_corrected_too(
    story: StoryPage, taken: StoryPage, desk: list[User]
) -> None:
    page = StoryPage.objects.get(pk=story.pk)
    page.save_revision().publish()
    old = page.latest_revision
    del old.content["corrections"]
    old.save()
    correct(story, "There are 14.")
    assert len(told("original_corrected")) == len(desk)


@pytest.mark.parametrize("how", ["by hand", "for want of a consent", "for good"])
def test_an_original_taken_down_is_told_however_it_came(
    how: str, story: StoryPage, taken: StoryPage, desk: list[User], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        if how == "by hand":
            StoryPage.objects.get(pk=story.pk).unpublish()
        elif how == "for good":
            StoryPage.objects.get(pk=story.pk).delete()
        else:
            page = StoryPage.objects.get(pk=story.pk)
            page.person = "Anna"
            page.consents.add(consent())
            page.save()
            Consent.objects.update(withdrawn_on=timezone.now().date())
            actions.unpublish_without_consent(at=timezone.now())
    assert told("original_withdrawn") == [(person, taken) for person in desk]
    assert {message.subject for message in mail.outbox} == {"“Their mill, retold” is taken down where it came from"}
    assert StoryPage.objects.get(pk=taken.pk).live


def test_of_a_copy_that_nobody_reads_nothing_is_told(story: StoryPage, taken: StoryPage, desk: list[User]) -> None:
    taken.unpublish()
    correct(story, "Once.")
    story.unpublish()
    assert not Notification.objects.filter(recipient__in=desk).exists()


def test_at_home_nobody_is_told_of_what_becomes_of_the_copy(
    story: StoryPage, taken: StoryPage, publisher: User, writer: User
) -> None:
    correct(taken, "Ours.")
    StoryPage.objects.get(pk=taken.pk).unpublish()
    assert not Notification.objects.exists()


def test_the_editor_reads_beside_the_copy_what_became_of_the_story(
    story: StoryPage, taken: StoryPage, desk: list[User], client_of: Any
) -> None:
    def screen() -> str:
        return client_of(desk[0]).get(edit_url(taken)).content.decode()

    assert "Corrected there" not in screen()
    correct(story, "<b>14</b> places, not 12.")
    assert "Corrected there. Look whether this copy says it right:" in screen()
    assert "&lt;b&gt;14&lt;/b&gt; places, not 12." in screen()
    StoryPage.objects.get(pk=story.pk).unpublish()
    assert "There it is not shown any more." in screen()
    assert "14&lt;/b&gt; places" not in screen()


def test_a_story_that_nobody_took_over_costs_one_question_more(story: StoryPage, desk: list[User]) -> None:
    correct(story, "Once.")
    with CaptureQueriesContext(connection) as queries:
        actions.announce_corrections(story=story, revision=None, by=None, at=timezone.now())
    assert len(queries) == 1
