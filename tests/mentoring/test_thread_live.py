"""A message reaches the other side's open page; nobody else follows, and a pause or an end cuts the pages off."""

import asyncio
import json
from typing import Any

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.live.consumers import LiveConsumer
from community.live.follower import NOT_ALLOWED, Follower
from community.live.guard import refused
from community.live.hub import hub
from mentoring import actions
from mentoring.models import Mentorship
from mentoring.models.threads import thread_name
from tests.factories import make_centre, make_member
from tests.mentoring.making import make_mentorship, reported, wrote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_follows() -> None:
    hub.followers.clear()
    hub.sockets.clear()
    hub.running.clear()


@pytest.fixture
def mentorship() -> Mentorship:
    return make_mentorship(make_centre())


async def follow(user: Any, mentorship: Mentorship, since: int = 0, language: str = "en") -> WebsocketCommunicator:
    socket = WebsocketCommunicator(LiveConsumer.as_asgi(), f"/live/{language}/")
    socket.scope |= {"user": user, "session": None, "url_route": {"kwargs": {"language": language}}}
    assert (await socket.connect())[0]
    message = {"kind": "follow", "topic": thread_name(mentorship), "since": since}
    await socket.send_to(text_data=json.dumps(message))
    return socket


async def heard(socket: WebsocketCommunicator) -> dict[str, Any]:
    return json.loads(await socket.receive_from(5))


async def until_closed(socket: WebsocketCommunicator) -> tuple[list[str], int]:
    """The kinds of what came before, and the code with which the server ended it."""
    kinds = []
    while True:
        output = await socket.receive_output(6)
        if output["type"] == "websocket.close":
            return kinds, output["code"]
        kinds.append(json.loads(output["text"])["kind"])


async def test_what_one_side_sends_arrives_on_the_others_page_in_order_and_in_its_language(
    mentorship: Mentorship,
) -> None:
    sockets = [await follow(mentorship.mentor, mentorship, language="pl"), await follow(mentorship.mentee, mentorship)]
    for number, author in enumerate((mentorship.mentor, mentorship.mentee, mentorship.mentor), start=1):
        await database_sync_to_async(wrote)(mentorship, author, f"Number {number} <b>x</b>")
    for socket in sockets:
        news = [await heard(socket) for _number in range(3)]
        assert [each["number"] for each in news] == [1, 2, 3]
        assert ["&lt;b&gt;x" in each["html"] for each in news] == [True] * 3
        await socket.disconnect()


async def test_a_page_that_lost_its_line_catches_up_and_so_does_one_that_asks(
    mentorship: Mentorship, client_of: Any
) -> None:
    for number in range(3):
        await database_sync_to_async(wrote)(mentorship, mentorship.mentor, f"Number {number}")
    socket = await follow(mentorship.mentee, mentorship, since=1)
    assert [(await heard(socket))["number"] for _number in range(2)] == [2, 3]
    await socket.disconnect()
    where = {"topic": thread_name(mentorship), "since": "1"}
    clients = [await database_sync_to_async(client_of)(side) for side in (mentorship.mentor, mentorship.mentee)]
    for client in clients:
        answer = await database_sync_to_async(client.get)("/en/live/", where)
        assert [frame["number"] for frame in answer.json()["frames"]] == [2, 3]
    await database_sync_to_async(reported)(mentorship, mentorship.mentee)
    for client in clients:
        assert (await database_sync_to_async(client.get)("/en/live/", where)).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "member", "mentor_coordinator", "coordinator", "moderator"])
async def test_nobody_else_follows_it(who: str, mentorship: Mentorship) -> None:
    user: Any = AnonymousUser()
    if who != "stranger":
        roles = [] if who == "member" else [who]
        user = await database_sync_to_async(make_member)(mentorship.centre, *roles)
    await database_sync_to_async(wrote)(mentorship, mentorship.mentor)
    assert await until_closed(await follow(user, mentorship)) == ([], NOT_ALLOWED)


def end(mentorship: Mentorship) -> None:
    actions.end(mentorship=mentorship, by=mentorship.mentor, at=timezone.now())


def pause(mentorship: Mentorship) -> None:
    reported(mentorship, mentorship.mentee)


@pytest.mark.parametrize("stop", [pause, end])
async def test_a_pause_or_the_end_is_shown_and_then_both_pages_are_cut_off_and_cannot_come_back(
    stop: Any, mentorship: Mentorship
) -> None:
    sockets = [await follow(side, mentorship) for side in (mentorship.mentor, mentorship.mentee)]
    await asyncio.sleep(2.5)  # the guard has seen them, and has nothing more to ask
    await database_sync_to_async(wrote)(mentorship, mentorship.mentor)
    await database_sync_to_async(stop)(mentorship)
    for socket in sockets:
        assert await until_closed(socket) == (["message", "state"], NOT_ALLOWED)
    assert await until_closed(await follow(mentorship.mentor, mentorship)) == ([], NOT_ALLOWED)


async def test_a_page_that_began_to_follow_while_the_thread_was_paused_is_cut_off(mentorship: Mentorship) -> None:
    """Its right was asked for before the pause, and it stands among the followers after it."""
    member = mentorship.mentor
    follower = Follower(send=None, user=member, language="en")  # type: ignore[arg-type]
    assert await database_sync_to_async(refused)({follower}) == []
    await database_sync_to_async(pause)(mentorship)
    assert await database_sync_to_async(refused)({follower}) == []
    follower.topics[thread_name(mentorship)] = 0
    assert await database_sync_to_async(refused)({follower}) == [follower]


async def test_watching_over_many_threads_asks_as_often_as_over_one(mentorship: Mentorship) -> None:
    def asked(followers: set[Follower]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert refused(followers) == []
        return len(queries)

    def crowd(size: int) -> set[Follower]:
        made = set()
        for _pair in range(size):
            pair = make_mentorship(mentorship.centre)
            for side in (pair.mentor, pair.mentee):
                topics = {thread_name(pair): 0, f"member:{side.pk}": 0}
                made.add(Follower(send=None, user=side, language="en", topics=topics))  # type: ignore[arg-type]
        refused(made)
        return made

    one, many = await database_sync_to_async(crowd)(1), await database_sync_to_async(crowd)(4)
    assert await database_sync_to_async(asked)(one) == await database_sync_to_async(asked)(many) < 6
