"""A concern: an owner, a day, an answer, and whether it was one."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.board import actions
from community.board.models import Concern, Topic
from community.live.models import Event
from community.members.actions import erase_member
from community.members.export import gather
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.notifications.models import Notification
from tests.board.conftest import begin, say
from tests.factories import make_member

Sign = Callable[[User], Client]


@pytest.fixture
def concern(centre: Centre, member: User, coordinator: User) -> Concern:
    return begin(centre, member, kind="concern", title="Dark lamps").concern


def told(member: User) -> list[str]:
    return list(Notification.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True))


def make_late(concern: Concern) -> None:
    Concern.objects.filter(pk=concern.pk).update(due_at=timezone.now() - dt.timedelta(hours=1))


def test_the_centre_hears_of_it_and_has_a_fortnight(concern: Concern, coordinator: User) -> None:
    assert told(coordinator) == ["board.raised"]
    assert concern.due_at - concern.topic.opened_at == dt.timedelta(days=14)


def test_an_overdue_answer_is_overdue_for_everybody(
    concern: Concern, coordinator: User, member: User, stranger_client: Client
) -> None:
    page, listed = concern.topic.get_absolute_url(), f"/en/{concern.centre.slug}/board/?overdue=on"
    assert "This answer is overdue" not in stranger_client.get(page).text
    assert list(stranger_client.get(listed).context["object_list"]) == []
    make_late(concern)
    assert "This answer is overdue" in stranger_client.get(page).text
    assert list(stranger_client.get(listed).context["object_list"]) == [concern.topic]
    late = "1 concern should have been answered by now"
    assert late in [row.text for row in waiting_for(coordinator, concern.centre)]
    assert late not in [row.text for row in waiting_for(member, concern.centre)]


def test_it_is_entrusted_to_somebody_who_serves_the_centre(
    concern: Concern, coordinator: User, editor: User, member: User, client_of: Sign
) -> None:
    address = reverse("board:concern-entrust", kwargs={"centre": concern.centre.slug, "pk": concern.pk})
    client = client_of(coordinator)
    assert client.post(address, {"owner": member.pk}).status_code == 200
    assert client.post(address, {"owner": editor.pk}).status_code == 302
    concern.refresh_from_db()
    assert concern.owner == editor
    assert told(editor) == ["board.entrusted"]
    assert "“Dark lamps” waits for your answer" in [row.text for row in waiting_for(editor, concern.centre)]
    assert "Edyta Editor sees to it" in client.get(concern.get_absolute_url()).text


def test_the_answer_is_public_and_told(
    concern: Concern, coordinator: User, member: User, client_of: Sign, stranger_client: Client
) -> None:
    address = reverse("board:concern-answer", kwargs={"centre": concern.centre.slug, "pk": concern.pk})
    assert client_of(coordinator).post(address, {"text": "On **Monday**."}).status_code == 302
    page = stranger_client.get(concern.get_absolute_url()).text
    assert "On <strong>Monday</strong>." in page
    assert told(member) == ["board.answered"]
    assert Event.objects.filter(kind="state").count() == 1


def test_whoever_raised_it_says_whether_it_was_answered(
    concern: Concern, coordinator: User, member: User, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        actions.judge(concern=concern, verdict="no", by=member, at=timezone.now())
    actions.answer(concern=concern, text="Perhaps.", by=coordinator, at=timezone.now())
    address = reverse("board:concern-judge", kwargs={"centre": concern.centre.slug, "pk": concern.pk})
    assert client_of(editor).post(address, {"verdict": "yes"}).status_code == 403
    assert client_of(member).post(address, {"verdict": "no"}).status_code == 302
    assert "Whoever raised it says: this was not answered" in stranger_client.get(concern.get_absolute_url()).text
    assert told(coordinator) == ["board.raised", "board.unanswered"]
    actions.answer(concern=concern, text="On Monday.", by=coordinator, at=timezone.now())
    concern.refresh_from_db()
    assert concern.verdict == ""


def test_a_concern_without_a_name_names_nobody_anywhere(
    centre: Centre, coordinator: User, editor: User, stranger_client: Client, client_of: Sign
) -> None:
    author = make_member(centre, display_name="Zofia Secret")
    topic = begin(centre, author, kind="concern", title="Fear", is_unnamed=True)
    post = say(topic, editor, "Who are you, @Zofia Secret?")
    say(topic, author, "I stay unnamed.", parent=post)
    actions.answer(concern=topic.concern, text="We see.", by=coordinator, at=timezone.now())
    assert "board.mentioned" not in told(author)
    pages = [topic.get_absolute_url(), post.get_absolute_url(), f"/en/{centre.slug}/board/"]
    for client in (stranger_client, client_of(editor), client_of(coordinator)):
        for page in pages:
            text = client.get(page).text.replace("@Zofia Secret?", "")
            assert "Zofia" not in text
            assert f'data-author="{author.pk}"' not in text
    assert "whoever raised this concern" in stranger_client.get(pages[0]).text
    assert "I stay unnamed." in stranger_client.get(pages[0]).text
    events = [event.html["en"].replace("@Zofia Secret?", "") for event in Event.objects.all()]
    assert len(events) == 3
    assert "Zofia" not in str(events)
    assert all(row.actor != author for row in Notification.objects.exclude(recipient=author))
    assert gather(author)["board"]["topics"][0]["is_unnamed"]


def test_an_erased_author_leaves_their_words_or_takes_them_along(
    centre: Centre, member: User, editor: User, topic: Topic
) -> None:
    post = say(topic, editor, "My words")
    say(topic, member, "Others’ words")
    erase_member(member=editor, keep_public=False, at=timezone.now())
    post.refresh_from_db()
    assert (post.text, post.author, post.is_removed) == ("", None, True)
    erase_member(member=member, keep_public=True, at=timezone.now())
    assert [row.text for row in topic.posts.order_by("number")] == ["On Sundays?", "", "Others’ words"]
    assert set(topic.posts.values_list("author", flat=True)) == {None}
