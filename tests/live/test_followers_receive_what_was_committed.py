import asyncio
import json
from typing import Any

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, transaction

from community.live import hub as live_hub
from community.live.actions import broadcast, position
from community.live.consumers import BAD_MESSAGE, LAGGING, NOT_ALLOWED, TOO_MUCH, LiveConsumer
from community.live.hub import QUEUE, Follower, News, hub
from community.live.models import Event
from community.members.models import User
from config.asgi import application
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
REVOKED: set[int] = set()


def anyone(user: Any, key: int) -> bool:
    return True


def members_only(user: Any, key: int) -> bool:
    return bool(user.is_authenticated and user.pk not in REVOKED)


@pytest.fixture(autouse=True)
def topics(settings: Any) -> None:
    settings.LIVE_TOPICS = {"open": f"{__name__}.anyone", "closed": f"{__name__}.members_only"}
    loaders = [("django.template.loaders.locmem.Loader", {"live/test.html": "{{ word }}"})]
    settings.TEMPLATES = [{"BACKEND": settings.TEMPLATES[0]["BACKEND"], "OPTIONS": {"loaders": loaders}}]
    REVOKED.clear()
    hub.followers.clear()


async def connect(user: Any = None, language: str = "en") -> WebsocketCommunicator:
    socket = WebsocketCommunicator(LiveConsumer.as_asgi(), f"/live/{language}/")
    socket.scope["user"] = user or AnonymousUser()
    socket.scope["url_route"] = {"kwargs": {"language": language}}
    connected, _protocol = await socket.connect()
    assert connected
    return socket


async def follow(socket: WebsocketCommunicator, topic: str, since: int = 0) -> None:
    await socket.send_to(text_data=json.dumps({"kind": "follow", "topic": topic, "since": since}))


def say(topic: str, word: str) -> Event:
    return broadcast(topic, "said", template="live/test.html", context={"word": word})


async def test_a_follower_receives_what_is_said_after_it_came() -> None:
    socket = await connect()
    await follow(socket, "open:1")
    await database_sync_to_async(say)("open:1", "hello")
    assert json.loads(await socket.receive_from(5)) == {"topic": "open:1", "number": 1, "kind": "said", "html": "hello"}
    await socket.disconnect()


async def test_a_follower_that_was_away_catches_up_by_number() -> None:
    for word in ("one", "two", "three"):
        await database_sync_to_async(say)("open:1", word)
    socket = await connect()
    await follow(socket, "open:1", since=1)
    assert [json.loads(await socket.receive_from(5))["html"] for _news in range(2)] == ["two", "three"]
    await socket.disconnect()


async def test_what_is_rolled_back_is_never_heard() -> None:
    def say_and_regret() -> None:
        with transaction.atomic():
            say("open:1", "never")
            transaction.set_rollback(True)

    socket = await connect()
    await follow(socket, "open:1")
    await database_sync_to_async(say_and_regret)()
    await database_sync_to_async(say)("open:1", "kept")
    news = json.loads(await socket.receive_from(5))
    assert (news["number"], news["html"]) == (1, "kept")
    await socket.disconnect()


async def test_a_follower_is_served_again_after_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OperationalError("gone")])
    read = live_hub.news_since

    def gone_once(positions: dict[str, int]) -> list[News]:
        for fault in answers:
            raise fault
        return read(positions)

    monkeypatch.setattr(live_hub, "news_since", gone_once)
    socket = await connect()
    await follow(socket, "open:1")
    await database_sync_to_async(say)("open:1", "again")
    assert json.loads(await socket.receive_from(10))["html"] == "again"
    assert list(answers) == []
    await socket.disconnect()


async def test_who_comes_soon_after_the_last_has_gone_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the one task of the hub has ended for want of followers, and the other is still waiting."""
    monkeypatch.setattr(live_hub, "POLL", 1)
    first = await connect()
    await follow(first, "open:1")
    assert await first.receive_nothing()
    await first.disconnect()
    deliver, listen = hub.running
    await asyncio.wait([deliver], timeout=5)
    assert (deliver.done(), listen.done()) == (True, False)
    second = await connect()
    await follow(second, "open:1")
    assert await second.receive_nothing(0.5)
    await database_sync_to_async(say)("open:1", "heard")
    assert json.loads(await second.receive_from(5))["html"] == "heard"
    await second.disconnect()


async def test_other_topics_are_not_heard() -> None:
    socket = await connect()
    await follow(socket, "open:1")
    await database_sync_to_async(say)("open:2", "elsewhere")
    assert await socket.receive_nothing(3)
    await socket.disconnect()


@pytest.mark.parametrize("topic", ["closed:1", "unknown:1", "open:x", "open:", "open:99999999999999999999"])
async def test_a_stranger_is_cut_off_from_what_it_may_not_follow(topic: str) -> None:
    socket = await connect()
    await follow(socket, topic)
    assert await socket.receive_output(5) == {"type": "websocket.close", "code": NOT_ALLOWED}


async def test_a_member_whose_right_ends_is_cut_off() -> None:
    member: User = await database_sync_to_async(make_user)()
    socket = await connect(member)
    await follow(socket, "closed:1")
    await database_sync_to_async(say)("closed:1", "inside")
    assert json.loads(await socket.receive_from(5))["html"] == "inside"
    REVOKED.add(member.pk)
    assert await socket.receive_output(6) == {"type": "websocket.close", "code": NOT_ALLOWED}


@pytest.mark.parametrize("text", [" ", "{", "[]", '{"kind":"say"}', '{"kind":"follow","topic":1,"since":0}', "x" * 600])
async def test_any_other_message_ends_the_socket(text: str) -> None:
    socket = await connect()
    await socket.send_to(text_data=text)
    assert await socket.receive_output(5) == {"type": "websocket.close", "code": BAD_MESSAGE}


async def test_a_flood_of_messages_ends_the_socket() -> None:
    socket = await connect()
    for number in range(25):
        await follow(socket, f"open:{number}")
    assert await socket.receive_output(5) == {"type": "websocket.close", "code": TOO_MUCH}


async def test_a_slow_reader_is_dropped_and_the_others_are_served() -> None:
    slow, quick = Follower("en"), Follower("en")
    for number in range(QUEUE + 1):
        slow.offer(News("open:1", number, "said", {}))
    assert (slow.lagging.is_set(), quick.lagging.is_set(), slow.news.qsize()) == (True, False, QUEUE)
    socket = await connect()
    consumer_follower = next(iter([*hub.followers.get("open:1", {})]), None)
    assert consumer_follower is None
    await follow(socket, "open:1")
    await asyncio.sleep(0.2)
    next(iter(hub.followers["open:1"])).lagging.set()
    assert await socket.receive_output(5) == {"type": "websocket.close", "code": LAGGING}


@pytest.mark.parametrize("origin", [b"https://evil.example", b"null"])
async def test_a_page_of_another_site_may_not_open_a_socket(origin: bytes) -> None:
    socket = WebsocketCommunicator(application, "/live/en/", headers=[(b"origin", origin), (b"host", b"localhost")])
    assert (await socket.connect())[0] is False


def test_the_position_is_the_number_of_the_last_event() -> None:
    assert position("open:1") == 0
    say("open:1", "a")
    say("open:1", "b")
    assert position("open:1") == 2
    assert list(Event.objects.values_list("number", flat=True)) == [1, 2]
