"""A topic in which thousands have written is read like one of fifty posts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.board.models import Topic
from community.board.threads import ANSWERS, PAGE, ROOM, Thread
from community.members.models import Centre, User
from tests.board.conftest import begin
from tests.board.crowding import ALL_TO_ONE, MIXED, crowd
from tests.factories import make_member

MOST_QUERIES = 15
MOST_BYTES = 60_000
SHAPES = {"as people talk": MIXED, "all to one post": ALL_TO_ONE}


def cost(client: Client, topic: Topic, order: str) -> tuple[int, int, int]:
    """Queries, bytes and posts of a first view."""
    address = f"{topic.get_absolute_url()}?order={order}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return len(asked), len(answer.content), answer.text.count("<article ")


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_first_view_of_five_thousand_posts_costs_that_of_fifty(
    shape: tuple[int, ...], centre: Centre, member: User, moderator: User, client_of: Any, stranger_client: Client
) -> None:
    people = [make_member(centre) for _person in range(12)]
    short, long = begin(centre, member), begin(centre, member)
    crowd(short, people, 50, shape)
    crowd(long, people, 5000, shape)
    for client in (stranger_client, client_of(people[0]), client_of(member), client_of(moderator)):
        for order in ("newest", "oldest", "helpful"):
            usual, (queries, size, posts) = cost(client, short, order), cost(client, long, order)
            assert (queries, posts) == (usual[0], usual[2])
            assert posts > ANSWERS
            assert queries <= MOST_QUERIES
            assert size <= MOST_BYTES


def counted(thread: Thread) -> int:
    return 1 + sum(counted(reply) for reply in thread.replies)


@pytest.mark.django_db
@pytest.mark.parametrize("each", [0, 1, 3, 9])
def test_conversations_share_the_room_of_a_page_and_say_what_is_left(
    each: int, centre: Centre, member: User, stranger_client: Client
) -> None:
    topic = begin(centre, member)
    crowd(topic, [member], 1 + PAGE * (1 + each), (0, *range(1, each + 1)))
    threads = stranger_client.get(topic.get_absolute_url()).context["threads"]
    assert len(threads) == PAGE
    shown = [counted(thread) - 1 for thread in threads]
    assert sum(shown) == min(PAGE * each, ROOM - PAGE)
    assert max(shown) - min(shown) <= 1
    assert [there + thread.more for there, thread in zip(shown, threads, strict=True)] == [each] * PAGE


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_post_is_reached_by_going_on(
    shape: tuple[int, ...], centre: Centre, member: User, stranger_client: Client
) -> None:
    topic, seen = begin(centre, member), set()
    crowd(topic, [member], 90, shape)
    pages = [topic.get_absolute_url()]
    while pages:
        found = stranger_client.get(pages.pop()).context
        here = found["threads"] if "threads" in found else [found["thread"]]
        seen |= gather(here, pages)
        if found["next_page"]:
            pages.append(f"{found['request'].path}?{found['next_page']}")
    assert seen == set(range(2, 91))


def gather(threads: list[Thread], pages: list[str]) -> set[int]:
    """The numbers shown, and onto `pages` where the page itself says that one reads on."""
    seen = set()
    for thread in threads:
        seen |= {thread.post.number} | gather(thread.replies, pages)
        if thread.more or thread.goes_deeper:
            pages.append(thread.post.get_absolute_url())
    return seen
