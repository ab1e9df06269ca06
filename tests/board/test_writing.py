"""Posts: written once, in order, below what they answer; anew for a quarter of an hour; removed with a trace."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from community.board import actions
from community.board.actions.telling import tell_followers
from community.board.models import Post, PostVersion, Reading, Topic
from community.board.models.posts import EDITABLE, MOST_STEPS, step_of
from community.live.models import Event
from community.members.actions import erase_member
from community.members.models import Centre, User
from community.notifications.actions import read
from community.notifications.models import Notification
from tests.board.conftest import begin, say
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once


def told(member: User) -> list[str]:
    return list(Notification.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True))


def test_posts_are_numbered_in_the_order_in_which_they_came(topic: Topic, editor: User) -> None:
    first, second = say(topic, editor), say(topic, editor, "Or ten.")
    topic.refresh_from_db()
    assert [post.number for post in (first, second)] == [2, 3]
    assert (topic.last_number, topic.post_count) == (3, 3)


def test_an_answer_lies_below_what_it_answers(topic: Topic, member: User, editor: User) -> None:
    above = say(topic, editor)
    below = say(topic, member, parent=above)
    deeper = say(topic, editor, parent=below)
    say(topic, editor, "Elsewhere")
    assert list(topic.posts.under(above).oldest()) == [below, deeper]
    assert (deeper.depth, deeper.root) == (3, above.number)
    assert deeper.path.startswith(below.path)
    above.refresh_from_db()
    assert above.reply_count == 1


def test_an_answer_to_the_opening_is_a_post_of_its_own(topic: Topic, editor: User) -> None:
    assert say(topic, editor, parent=topic.posts.get(number=1)).parent is None


def test_a_conversation_goes_on_for_ever(topic: Topic, editor: User) -> None:
    post = say(topic, editor)
    for _step in range(MOST_STEPS + 2):
        post = say(topic, editor, parent=post)
    assert post.depth == MOST_STEPS


def test_steps_sort_like_the_numbers_they_stand_for() -> None:
    numbers = [1, 9, 10, 35, 36, 1295, 1296, 46655, 46656, 1_000_000]
    assert sorted(numbers, key=step_of) == numbers
    assert {len(step_of(number)) for number in numbers} == {4}


def test_the_same_form_sent_twice_is_one_post(topic: Topic, editor: User) -> None:
    token = uuid.uuid4()
    assert say(topic, editor, token=token) == say(topic, editor, "Again", token=token)
    assert topic.posts.count() == 2
    assert told(topic.author) == ["board.replied"]


def test_another_may_use_the_same_token(topic: Topic, editor: User, coordinator: User) -> None:
    token = uuid.uuid4()
    assert say(topic, editor, token=token) != say(topic, coordinator, token=token)


def test_nobody_writes_where_a_topic_is_closed(topic: Topic, editor: User, coordinator: User) -> None:
    actions.close(topic=topic, because="Answered.", by=coordinator, at=timezone.now())
    with pytest.raises(PermissionDenied):
        say(topic, editor)
    actions.reopen(topic=topic, by=coordinator)
    assert say(topic, editor).number == 2


def test_everybody_hears_once_of_what_concerns_them_most(topic: Topic, editor: User, coordinator: User) -> None:
    first = say(topic, editor)
    say(topic, coordinator, "So says @edyta EDITOR, and @Maria Resident knows.", parent=first)
    assert told(editor) == ["board.replied"]
    assert told(topic.author) == ["board.replied", "board.mentioned"]
    for words in ("Thank you.", "Thank you both."):
        tell_followers.func(say(topic, topic.author, words).pk)
    assert told(editor) == ["board.replied", "board.posted"]
    assert told(coordinator) == ["board.posted"]
    assert told(topic.author) == ["board.replied", "board.mentioned"]
    read(member=editor, notifications=Notification.objects.of(editor))
    tell_followers.func(say(topic, coordinator, "At ten, then.").pk)
    assert told(editor) == ["board.replied", "board.posted", "board.posted"]


def test_followers_hear_after_the_commit_and_no_post_waits_for_that(
    topic: Topic, editor: User, coordinator: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    say(topic, coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        say(topic, editor)
        assert told(coordinator) == []
    assert told(coordinator) == ["board.posted"]


def test_a_name_that_nobody_here_has_calls_nobody(topic: Topic, editor: User, outsider: User) -> None:
    post = say(topic, editor, "@Ondrej Outsider and mail@Maria Resident.example")
    assert told(outsider) == []
    assert "<b>" not in post.html


def test_a_called_name_stands_out(topic: Topic, editor: User) -> None:
    assert "<b>@Maria Resident</b>" in say(topic, editor, "Hello @Maria Resident!").html


def test_an_author_may_write_anew_and_the_earlier_wording_stays(topic: Topic, editor: User) -> None:
    post = say(topic, editor, "At nine.")
    at = timezone.now()
    actions.edit(post=post, text="At **ten**.", by=editor, at=at)
    post.refresh_from_db()
    assert (post.text, post.html, post.edited_at) == ("At **ten**.", "<p>At <strong>ten</strong>.</p>\n", at)
    assert list(PostVersion.objects.values_list("text", flat=True)) == ["At nine."]


def test_after_a_quarter_of_an_hour_a_post_stays_as_it_is(topic: Topic, editor: User) -> None:
    post = say(topic, editor, at=timezone.now() - EDITABLE - dt.timedelta(seconds=1))
    with pytest.raises(ValidationError, match="Fifteen minutes after writing"):
        actions.edit(post=post, text="Never.", by=editor, at=timezone.now())
    assert not PostVersion.objects.exists()


def test_nobody_changes_another_s_words(topic: Topic, editor: User, moderator: User) -> None:
    post = say(topic, editor)
    with pytest.raises(ValidationError):
        actions.edit(post=post, text="Mine.", by=moderator, at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.remove(post=post, by=moderator, at=timezone.now())


def test_removing_takes_the_words_and_leaves_a_trace(topic: Topic, editor: User, member: User) -> None:
    post = say(topic, editor, "Insult")
    actions.edit(post=post, text="Worse insult", by=editor, at=timezone.now())
    answer = say(topic, member, parent=post)
    actions.remove(post=post, by=editor, at=timezone.now())
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.text, post.html, post.folded, post.is_removed) == ("", "", "", True)
    assert not PostVersion.objects.exists()
    assert answer in topic.posts.under(post)
    assert topic.post_count == 2
    assert "nsult" not in str(list(Event.objects.filter(kind="changed").order_by("-pk").values("html")[:1]))


def test_thanks_count_once_and_can_be_taken_back(topic: Topic, editor: User, member: User) -> None:
    post = say(topic, editor)
    for _twice in range(2):
        actions.thank(post=post, member=member)
    post.refresh_from_db()
    assert post.helpful_count == 1
    actions.unthank(post=post, member=member)
    post.refresh_from_db()
    assert post.helpful_count == 0
    with pytest.raises(PermissionDenied):
        actions.thank(post=post, member=editor)


def test_reading_goes_forward_only(topic: Topic, editor: User, member: User) -> None:
    for _post in range(3):
        say(topic, editor)
    topic.refresh_from_db()
    for number in (3, 2, 99):
        actions.read_up_to(topic=topic, member=member, number=number)
    assert Reading.objects.get(topic=topic, member=member).number == 4


def test_a_post_s_words_reach_the_open_pages_in_every_language(topic: Topic, editor: User) -> None:
    say(topic, editor, "At *nine*.")
    event = Event.objects.get(kind="written")
    assert set(event.html) == {"en", "pl", "sk", "cs", "hu", "uk"}
    assert all("At <em>nine</em>." in html for html in event.html.values())
    assert "csrf" not in str(event.html)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_posts_written_at_once_have_numbers_of_their_own() -> None:
    centre = make_centre(**LIPKA)
    topic = begin(centre, make_member(centre))
    writers = [make_member(centre) for _number in range(4)]
    assert at_once([partial(say, topic, writer) for writer in writers]) == []
    topic.refresh_from_db()
    assert sorted(topic.posts.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert (topic.last_number, topic.post_count) == (5, 5)
    events = Event.objects.filter(topic__name=topic.live_name).order_by("number")
    assert list(events.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_one_post() -> None:
    centre: Centre = make_centre(**LIPKA)
    topic, writer, token = begin(centre, make_member(centre)), make_member(centre), uuid.uuid4()
    assert at_once([partial(say, topic, writer, token=token)] * 2) == []
    assert Post.objects.filter(author=writer).count() == 1


@pytest.mark.parametrize("way", ["removed", "erased"])
def test_words_that_are_gone_are_gone_from_what_a_late_page_is_sent(
    way: str, topic: Topic, editor: User, stranger_client: Client
) -> None:
    post = say(topic, editor, "regretted")
    asked = f"/en/live/?topic={topic.live_name}&since=0"
    assert "regretted" in stranger_client.get(asked).text
    if way == "removed":
        actions.remove(post=post, by=editor, at=timezone.now())
    else:
        erase_member(member=editor, keep_public=True, at=timezone.now())
    later = stranger_client.get(asked).text
    assert "regretted" not in later
    assert len(json.loads(later)["frames"]) == Event.objects.filter(topic__name=topic.live_name).count()
