"""What waits for a moderator counts nowhere; let in, it is new to everybody who has been there before."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone, translation

from community.board import actions
from community.board.models import Post, Reading, Topic
from community.live.models import Event
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation import actions as moderation
from community.moderation.models import Decision, Report
from community.notifications.models import Notification
from tests.board.conftest import begin, say
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once

Sign = Callable[[User], Client]
BOARD = "/en/lipka/board/"
LATER = dt.timedelta(hours=1)


@pytest.fixture
def newcomer(centre: Centre) -> User:
    return make_member(centre, display_name="Nadia New")


@pytest.fixture
def guarded(topic: Topic) -> Topic:
    """Where a first post waits."""
    moderation.set_gate(centre=topic.centre, first_posts_wait=1, links_wait=True, slow_seconds=0)
    return topic


def let_in(post: Post, by: User, at: dt.datetime | None = None) -> None:
    report = Report.objects.open().get(target_id=post.pk)
    moderation.decide(report=report, outcome="keep", facts="Good.", by=by, at=at or timezone.now())


def numbers(topic: Topic) -> tuple[int, dt.datetime]:
    fresh = Topic.objects.get(pk=topic.pk)
    return fresh.post_count, fresh.last_post_at


def unread(topic: Topic, member: User) -> int | None:
    return Topic.objects.with_unread(member).get(pk=topic.pk).unread  # type: ignore[attr-defined, no-any-return]


def open_page(topic: Topic, client: Client) -> None:
    """As the script of the page does: tells what it was given as the last."""
    page = client.get(topic.get_absolute_url()).text
    found = re.search(r'data-last="(\d+)" data-read="([^"]+)"', page)
    assert found
    assert client.post(found[2], {"number": found[1]}).status_code == 204


def test_what_waits_counts_nowhere_until_it_is_let_in(
    guarded: Topic, newcomer: User, member: User, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    before = numbers(guarded)
    post = say(guarded, newcomer, "my first words", at=timezone.now() + LATER)
    assert numbers(guarded) == before
    assert unread(guarded, member) == 0
    assert "1 answer" not in stranger_client.get(BOARD).text
    assert "1 new" not in client_of(member).get(BOARD).text
    let_in(post, moderator, timezone.now() + 2 * LATER)
    count, last = numbers(guarded)
    assert (count, last > before[1] + LATER) == (2, True)
    assert "1 answer" in stranger_client.get(BOARD).text
    assert "1 new" in client_of(member).get(BOARD).text


def test_it_does_not_lift_a_topic_above_others_while_it_waits(
    guarded: Topic, centre: Centre, member: User, newcomer: User, moderator: User
) -> None:
    other = begin(centre, moderator, title="Other")
    post = say(guarded, newcomer, at=timezone.now() + LATER)
    assert list(Topic.objects.liveliest()) == [other, guarded]
    let_in(post, moderator, timezone.now() + LATER)
    assert list(Topic.objects.liveliest()) == [guarded, other]


def test_let_in_late_it_is_new_also_to_whoever_has_read_further(
    guarded: Topic,
    newcomer: User,
    member: User,
    editor: User,
    moderator: User,
    client_of: Sign,
    stranger_client: Client,
) -> None:
    held = say(guarded, newcomer, "waited long")
    later = say(guarded, editor, "written after it")
    open_page(guarded, client_of(member))
    assert unread(guarded, member) == 0
    address = held.get_absolute_url()
    let_in(held, moderator)
    held.refresh_from_db()
    assert (held.number, later.number) == (2, 3)
    assert unread(guarded, member) == 1
    assert held.get_absolute_url() == address
    page = client_of(member).get(guarded.get_absolute_url()).text
    assert f'data-number="2" data-arrival="{held.arrival}"' in page
    assert held.arrival == 3
    order = [thread.post for thread in stranger_client.get(guarded.get_absolute_url()).context["threads"]]
    assert order == [held, later]
    open_page(guarded, client_of(member))
    assert unread(guarded, member) == 0


def test_nobody_is_asked_to_answer_what_waits(guarded: Topic, newcomer: User, moderator: User, client_of: Sign) -> None:
    post = say(guarded, newcomer)
    assert client_of(newcomer).get(post.get_absolute_url()).context["form"] is None
    let_in(post, moderator)
    assert client_of(newcomer).get(post.get_absolute_url()).context["form"] is not None


def test_whoever_wrote_it_is_not_told_that_it_is_new(guarded: Topic, newcomer: User, moderator: User) -> None:
    post = say(guarded, newcomer)
    let_in(post, moderator)
    assert unread(guarded, newcomer) == 0


def test_what_is_hidden_or_removed_is_new_to_nobody(topic: Topic, member: User, editor: User, moderator: User) -> None:
    gone, bad, good = (say(topic, editor, words) for words in ("gone", "bad", "good"))
    assert unread(topic, member) == 3
    actions.remove(post=gone, by=editor, at=timezone.now())
    moderation.flag(target=bad, found=["bad"], at=timezone.now())
    report = Report.objects.get()
    rule = {"ground": Decision.Ground.RULE, "ground_text": "Be civil"}
    moderation.decide(report=report, outcome="hide", facts="Bad.", by=moderator, at=timezone.now(), **rule)
    assert unread(topic, member) == 1
    assert good.arrival == 4


def test_an_edit_that_must_wait_leaves_the_numbers_and_comes_back(
    topic: Topic, newcomer: User, member: User, editor: User, moderator: User
) -> None:
    above = say(topic, editor)
    post = say(topic, newcomer, "harmless", parent=above)
    moderation.set_gate(centre=topic.centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    assert unread(topic, member) == 2
    actions.edit(post=post, text="https://shop.example", by=newcomer, at=timezone.now())
    above.refresh_from_db()
    assert (numbers(topic)[0], above.reply_count, unread(topic, member)) == (2, 0, 1)
    let_in(post, moderator)
    above.refresh_from_db()
    assert (numbers(topic)[0], above.reply_count, unread(topic, member)) == (3, 1, 2)
    assert Notification.objects.filter(recipient=editor, kind="board.replied").count() == 1


def test_what_its_author_removes_while_it_waits_never_arrives(guarded: Topic, newcomer: User, moderator: User) -> None:
    before = numbers(guarded)
    post = say(guarded, newcomer)
    actions.remove(post=post, by=newcomer, at=timezone.now())
    assert numbers(guarded) == before
    let_in(post, moderator)
    assert numbers(guarded) == before
    assert not Event.objects.filter(kind="written").exists()


def test_a_concern_that_waited_reaches_the_centre_when_it_is_let_in(
    guarded: Topic, newcomer: User, coordinator: User, moderator: User
) -> None:
    topic = begin(guarded.centre, newcomer, kind="concern", title="Fear", is_unnamed=True)
    assert topic.post_count == Topic.objects.get(pk=topic.pk).post_count == 0
    assert not Notification.objects.filter(kind="board.raised").exists()
    let_in(topic.posts.get(), moderator)
    assert Topic.objects.get(pk=topic.pk).post_count == 1
    [raised] = Notification.objects.filter(kind="board.raised")
    assert (raised.recipient, raised.actor) == (coordinator, None)
    assert not Notification.objects.filter(recipient=newcomer, kind__startswith="board").exists()
    assert not Event.objects.filter(kind="written").exists()


def test_nobody_hears_of_their_own_words(centre: Centre, member: User) -> None:
    topic = begin(centre, member, kind="concern", is_unnamed=True)
    say(topic, member, "And another thing.")
    assert not Notification.objects.filter(recipient=member).exists()


def test_moderators_read_in_their_own_language_that_something_waits(
    guarded: Topic, newcomer: User, moderator: User, client_of: Sign
) -> None:
    moderation.add_word(centre=guarded.centre, word="dureń")
    with translation.override("pl"):
        say(guarded, newcomer, "Ty durniu, dureń!")
        plain = say(guarded, make_member(guarded.centre), "Hello")
    assert set(Report.objects.values_list("text", flat=True)) == {"dureń", ""}
    client, address = client_of(moderator), "/en/lipka/reports/"
    assert client.get(address).text.count("waits to be let in") == 2
    report = Report.objects.get(target_id=plain.pk)
    detail = client.get(f"{address}{report.pk}/").text
    assert "It waits to be let in" in detail
    assert "Nobody else reads it before you decide." in detail
    lines = [row.text for row in waiting_for(moderator, guarded.centre)]
    assert "2 texts wait to be let in" in lines
    assert not [line for line in lines if line.startswith("The filter")]


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_what_is_let_in_and_what_is_written_at_once_arrive_one_after_another() -> None:
    centre = make_centre(**LIPKA)
    moderator, topic = make_member(centre, "moderator"), begin(centre, make_member(centre, "editor"))
    moderation.set_gate(centre=centre, first_posts_wait=1, links_wait=False, slow_seconds=0)
    held = [say(topic, make_member(centre)) for _number in range(2)]
    writers = [make_member(centre, "editor") for _number in range(2)]
    work: list[Any] = [partial(let_in, post, moderator) for post in held]
    work += [partial(say, topic, writer) for writer in writers]
    assert at_once(work) == []
    assert sorted(topic.posts.values_list("arrival", flat=True)) == [1, 2, 3, 4, 5]
    topic.refresh_from_db()
    assert (topic.last_number, topic.last_arrival, topic.post_count) == (5, 5, 5)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_an_edit_and_an_answer_at_once_wait_for_each_other() -> None:
    centre = make_centre(**LIPKA)
    topic, writer = begin(centre, make_member(centre)), make_member(centre)
    moderation.set_gate(centre=centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    posts = [say(topic, writer, f"Words {number}") for number in range(3)]
    others = [make_member(centre) for _number in range(3)]
    now = timezone.now()
    work: list[Any] = [
        partial(actions.edit, post=post, text="https://shop.example", by=writer, at=now) for post in posts
    ]
    work += [partial(say, topic, other, parent=post) for other, post in zip(others, posts, strict=True)]
    assert at_once(work) == []
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_number) == (4, 7)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_what_waited_before_arrivals_were_numbered_counts_no_more() -> None:
    before, after = [("board", "0005_in_which_order_posts_arrive")], [("board", "0006_number_what_has_arrived")]
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    executor = MigrationExecutor(connection)
    old = executor.migrate(before).apps
    now = timezone.now()
    try:
        centre = make_centre(**LIPKA)
        topics, posts = old.get_model("board", "Topic").objects, old.get_model("board", "Post").objects
        counts = {"last_number": 3, "post_count": 3, "last_post_at": now + LATER}
        topic = topics.create(centre_id=centre.pk, kind="idea", title="T", language="en", **counts)
        for number, held_at in ((1, None), (2, None), (3, now)):
            facts = {"text": "W", "html": "W", "written_at": now, "held_at": held_at, "parent_id": None}
            if number == 3:
                facts["parent_id"] = posts.get(topic=topic, number=2).pk
            names = {"path": str(number), "root": number, "token": f"0b5c4b1a-9f0e-4c3e-8a57-2d8f9f4f7f1{number}"}
            posts.create(centre_id=centre.pk, topic=topic, number=number, **names, **facts)
        posts.filter(number=2).update(reply_count=1)
        executor = MigrationExecutor(connection)
        executor.migrate(after)
    finally:
        MigrationExecutor(connection).migrate(newest)
    found = Topic.objects.get()
    assert (found.last_arrival, found.post_count, found.last_post_at) == (3, 2, now)
    rows = list(found.posts.order_by("number").values_list("arrival", "reply_count"))
    assert rows == [(1, 0), (2, 0), (None, 0)]


def test_reading_is_told_by_arrival(topic: Topic, editor: User, member: User) -> None:
    for _post in range(3):
        say(topic, editor)
    topic.refresh_from_db()
    actions.read_up_to(topic=topic, member=member, number=99)
    assert Reading.objects.get(topic=topic, member=member).number == topic.last_arrival == 4
