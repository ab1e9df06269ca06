import asyncio
import json
from typing import Any

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.live import hub as live_hub
from community.live.actions import broadcast, position
from community.live.consumers import LiveConsumer
from community.live.events import MOST_MISSED, Missed
from community.live.follower import BAD_MESSAGE, LAGGING, NOT_ALLOWED, TOO_MUCH, WINDOW, Follower
from community.live.guard import refused, standing_of
from community.live.hub import hub
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
    hub.sockets.clear()
    hub.running.clear()


def communicator(user: Any = None, language: str = "en", session: Any = None) -> WebsocketCommunicator:
    socket = WebsocketCommunicator(LiveConsumer.as_asgi(), f"/live/{language}/")
    socket.scope["user"] = user or AnonymousUser()
    socket.scope["session"] = session
    socket.scope["url_route"] = {"kwargs": {"language": language}}
    return socket


async def connect(user: Any = None, language: str = "en", session: Any = None) -> WebsocketCommunicator:
    socket = communicator(user, language, session)
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

    def gone_once(positions: dict[str, int]) -> dict[str, Missed]:
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


async def test_who_comes_after_the_last_has_gone_is_served() -> None:
    first = await connect()
    await follow(first, "open:1")
    assert await first.receive_nothing()
    await first.disconnect()
    assert hub.running == []
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
    assert await closed_with(socket) == NOT_ALLOWED


ODD = [" ", "{", "[]", '{"kind":"say"}', '{"kind":"follow","topic":1,"since":0}', "x" * 600, "x" * 1_000_000]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
async def test_any_other_message_ends_the_socket(text: str) -> None:
    socket = await connect()
    await socket.send_to(text_data=text)
    assert await socket.receive_output(5) == {"type": "websocket.close", "code": BAD_MESSAGE}


async def test_a_flood_of_messages_ends_the_socket() -> None:
    socket = await connect()
    for number in range(25):
        await follow(socket, f"open:{number}")
    assert await closed_with(socket) == TOO_MUCH


async def test_a_flood_of_acknowledgements_ends_the_socket() -> None:
    socket = await connect()
    for _number in range(1000):
        await socket.send_to(text_data='{"kind":"received"}')
    assert await closed_with(socket) == TOO_MUCH


async def test_a_reader_who_acknowledges_nothing_is_dropped_and_the_others_are_served() -> None:
    """Whatever its server would keep for it: some keep any amount."""
    slow, quick = await connect(), await connect()
    for socket in (slow, quick):
        await follow(socket, "open:1")
    await asyncio.sleep(0.2)
    one, other = hub.followers["open:1"]
    frame = "x" * (WINDOW // 4)
    for _time in range(3):
        for follower in (one, other):
            follower.offer(frame)
    assert await quick.receive_from(5) == frame
    await quick.send_to(text_data='{"kind":"received"}')
    await asyncio.sleep(0.2)
    for follower in (one, other):
        follower.offer(frame)
    assert sorted(follower.ended for follower in (one, other)) == [False, True]


async def test_a_follower_whose_connection_stands_still_holds_up_nobody() -> None:
    stuck, sent = asyncio.Event(), []

    async def never(message: dict[str, Any]) -> None:
        sent.append(message)
        await stuck.wait()

    follower = Follower(send=never, user=AnonymousUser(), language="en")
    for number in range(3):
        follower.offer(str(number))
    assert [message["text"] for message in sent] == ["0"]
    stuck.set()
    await asyncio.sleep(0.1)
    assert [message["text"] for message in sent] == ["0", "1", "2"]
    follower.end(LAGGING)
    await asyncio.sleep(0.1)
    assert sent[-1] == {"type": "websocket.close", "code": LAGGING}


async def test_of_too_much_at_once_the_first_part_arrives_so_that_coming_back_gets_further() -> None:
    sent = []

    async def at_once(message: dict[str, Any]) -> None:
        sent.append(message)

    follower = Follower(send=at_once, user=AnonymousUser(), language="en")
    follower.offer(*["x" * (WINDOW // 3)] * 4)
    await asyncio.sleep(0.1)
    assert [message["type"] for message in sent] == ["websocket.send"] * 2 + ["websocket.close"]


async def test_who_is_too_far_behind_is_told_to_load_the_page() -> None:
    for number in range(MOST_MISSED + 2):
        await database_sync_to_async(say)("open:1", str(number))
    behind, near = await connect(), await connect()
    await follow(behind, "open:1", since=1)
    await follow(near, "open:1", since=2)
    assert json.loads(await behind.receive_from(5))["kind"] == "stale"
    assert json.loads(await near.receive_from(5))["html"] == "2"
    for socket in (behind, near):
        await socket.disconnect()


async def test_who_claims_to_have_seen_the_future_is_told_to_load_the_page() -> None:
    socket = await connect()
    await database_sync_to_async(say)("open:1", "one")
    await follow(socket, "open:1", since=7)
    assert json.loads(await socket.receive_from(5)) == {"topic": "open:1", "number": 1, "kind": "stale"}
    await socket.disconnect()


async def test_those_who_want_to_be_seen_are_seen_and_the_others_are_a_number() -> None:
    seen: User = await database_sync_to_async(make_user)(display_name="Ala")
    hidden: User = await database_sync_to_async(make_user)(display_name="Ola")
    sockets = [await connect(seen), await connect(hidden), await connect()]
    elsewhere = await connect()
    await follow(elsewhere, "open:1")
    for socket, visible in zip(sockets, (True, False, False), strict=True):
        message = {"kind": "follow", "topic": "open:1", "since": 0, "visible": visible}
        await socket.send_to(text_data=json.dumps(message))
    told: dict[str, Any] = {}
    while told.get("count") != 3:
        told = json.loads(await sockets[2].receive_from(5))
    assert told == {"topic": "open:1", "kind": "here", "people": ["Ala"], "count": 3}
    await sockets[0].disconnect()
    while told["count"] != 2:
        told = json.loads(await sockets[2].receive_from(5))
    assert told["people"] == []
    assert await elsewhere.receive_nothing(0.1), "Its page shows no company."
    for socket in (*sockets[1:], elsewhere):
        await socket.disconnect()


@pytest.mark.parametrize(("visible", "name"), [(True, "Ala"), (False, "")])
async def test_the_others_hear_that_somebody_types(visible: bool, name: str) -> None:
    member: User = await database_sync_to_async(make_user)(display_name="Ala")
    typist, reader = await connect(member), await connect()
    message = {"kind": "follow", "topic": "open:1", "since": 0, "visible": visible}
    await typist.send_to(text_data=json.dumps(message))
    await reader.send_to(text_data=json.dumps(message | {"visible": False}))
    for socket in (typist, reader, typist):  # a stranger’s typing is nobody’s news
        await socket.send_to(text_data=json.dumps({"kind": "typing", "topic": "open:1"}))
    heard = await kinds_within(reader, 2.5)
    assert [row for row in heard if row["kind"] == "typing"] == [{"topic": "open:1", "kind": "typing", "name": name}]
    assert [row for row in await kinds_within(typist, 0.5) if row["kind"] == "typing"] == []
    for socket in (typist, reader):
        await socket.disconnect()


async def kinds_within(socket: WebsocketCommunicator, seconds: float) -> list[dict[str, Any]]:
    heard = []
    end = asyncio.get_running_loop().time() + seconds
    while (left := end - asyncio.get_running_loop().time()) > 0:
        if await socket.receive_nothing(min(left, 0.1)):
            continue
        heard.append(json.loads(await socket.receive_from(1)))
    return heard


async def test_a_member_whose_session_has_ended_is_cut_off() -> None:
    member: User = await database_sync_to_async(make_user)()
    session = await database_sync_to_async(make_session)(member)
    socket = await connect(member, session=session)
    await follow(socket, "open:1")
    assert await socket.receive_nothing(0.3)
    await database_sync_to_async(session.delete)()
    assert await closed_with(socket) == NOT_ALLOWED


async def test_a_member_with_a_new_password_is_cut_off_where_the_old_one_opened_the_door() -> None:
    member: User = await database_sync_to_async(make_user)(password="old")
    socket = await connect(member, session=await database_sync_to_async(make_session)(member))
    await follow(socket, "open:1")
    assert await socket.receive_nothing(1.5)
    member.set_password("new")
    await database_sync_to_async(member.save)()
    assert await closed_with(socket) == NOT_ALLOWED


async def test_a_deactivated_member_is_cut_off() -> None:
    member: User = await database_sync_to_async(make_user)()
    socket = await connect(member)
    await follow(socket, "open:1")
    member.is_active = False
    await database_sync_to_async(member.save)()
    assert await closed_with(socket) == NOT_ALLOWED


def make_session(member: User) -> SessionStore:
    session = SessionStore()
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return session


async def closed_with(socket: WebsocketCommunicator) -> int:
    """The code with which the server ends it; what it says before is passed over."""
    while True:
        output = await socket.receive_output(6)
        if output["type"] == "websocket.close":
            return int(output["code"])


async def test_watching_over_many_sockets_asks_as_often_as_over_one() -> None:
    def asked(followers: set[Follower]) -> int:
        with CaptureQueriesContext(connection) as queries:
            refused(followers)
        return len(queries)

    def crowd(size: int) -> set[Follower]:
        made = set()
        for _member in range(size):
            follower = Follower(send=None, user=make_user(), language="en", topics={"open:1": 0})  # type: ignore[arg-type]
            follower.standing = standing_of({follower.user.pk})[follower.user.pk]
            made.add(follower)
        return made

    one, many = await database_sync_to_async(crowd)(1), await database_sync_to_async(crowd)(9)
    assert await database_sync_to_async(asked)(one) == await database_sync_to_async(asked)(many) < 5


@pytest.mark.parametrize("who", ["a member", "an address"])
async def test_nobody_holds_all_the_sockets(who: str, settings: Any) -> None:
    settings.LIVE_SOCKETS_A_MEMBER = settings.LIVE_SOCKETS_AN_ADDRESS = 20
    setattr(settings, "LIVE_SOCKETS_A_MEMBER" if who == "a member" else "LIVE_SOCKETS_AN_ADDRESS", 2)
    member: User | None = await database_sync_to_async(make_user)() if who == "a member" else None
    sockets = [await connect(member) for _number in range(2)]
    third = communicator(member)
    assert (await third.connect())[0] is False
    await sockets[0].disconnect()
    sockets.append(await connect(member))
    for socket in sockets[1:]:
        await socket.disconnect()


@pytest.mark.parametrize("origin", [b"https://evil.example", b"http://localhost.evil.example", b"null", b"", None])
async def test_a_page_of_another_site_may_not_open_a_socket(origin: bytes | None) -> None:
    def knocking(origin: bytes | None) -> WebsocketCommunicator:
        said = [] if origin is None else [(b"origin", origin)]
        return WebsocketCommunicator(application, "/live/en/", headers=[*said, (b"host", b"localhost")])

    assert (await knocking(origin).connect())[0] is False
    ours = knocking(b"http://localhost")
    assert (await ours.connect())[0] is True
    await ours.disconnect()


def test_the_position_is_the_number_of_the_last_event() -> None:
    assert position("open:1") == 0
    say("open:1", "a")
    say("open:1", "b")
    assert position("open:1") == 2
    assert list(Event.objects.values_list("number", flat=True)) == [1, 2]
