"""Readers at two processes see each post, in order and once, also while what joins the processes is away.

On PostgreSQL and Valkey only: without them there is but one process.
"""

import asyncio
import contextlib
import http.client
import json
import os
import secrets
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from community.board.models import Topic
from community.live.actions import position
from community.live.follower import BAD_MESSAGE, NOT_ALLOWED, TOO_MUCH
from community.members.models import Centre, User
from tests.board.conftest import begin
from tests.factories import make_member
from tests.live.processes import Processes, Proxy

pytestmark = [
    pytest.mark.engine,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="one process on SQLite"),
]

READERS, WRITERS = 4, 5
MEGABYTE = "x" * 1_000_000
# The last two: a thousand messages at once, and a topic that is not for strangers.
ATTACKS: list[Callable[[Topic], list[str | bytes]]] = [
    lambda topic: [MEGABYTE],
    lambda topic: [MEGABYTE.encode()],
    lambda topic: ["{"],
    lambda topic: ["[" * 400],
    lambda topic: [b"\xff\x00"],
    lambda topic: ['{"kind":"received"}'] * 1000,
    lambda topic: [json.dumps({"kind": "follow", "topic": topic.live_name, "since": 0})],
]
MOST_GROWTH = 64 * 1024  # KiB of both processes
AWAY = 10
PATIENCE = 60


class Reader:
    """A page with a socket: what it was handed, and where it stands."""

    def __init__(self, topic: Topic, since: int) -> None:
        self.topic, self.since = topic.live_name, since
        self.news: list[dict[str, Any]] = []
        self.typing = 0

    @property
    def numbers(self) -> list[int]:
        return [news["number"] for news in self.news]

    async def follow(self, url: str, origin: str, cookie: str) -> None:
        headers = {"Cookie": cookie}
        self.line = await connect(url, origin=origin, additional_headers=headers, compression=None)  # type: ignore[arg-type]
        await self.say(kind="follow", topic=self.topic, since=self.since, visible=False)
        self.task = asyncio.create_task(self.listen())

    async def say(self, **message: Any) -> None:
        await self.line.send(json.dumps(message))

    async def listen(self) -> None:
        async for text in self.line:
            heard = json.loads(text)
            self.typing += heard["kind"] == "typing"
            if "number" in heard:
                self.news.append(heard)
                await self.say(kind="received")


class Writer:
    """Somebody who sends the form of the topic's page, to whichever process the proxy chooses."""

    def __init__(self, member: User, topic: Topic) -> None:
        client = Client()
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
        self.cookie = f"sessionid={client.cookies['sessionid'].value}"
        self.path = f"/en/{topic.centre.slug}/board/{topic.pk}/posts/"

    def write(self, port: int, text: str) -> int:
        token = secrets.token_hex(16)
        form = urlencode({"csrfmiddlewaretoken": token, "text": text, "token": str(uuid.uuid4())})
        return asked(port, "POST", self.path, form, f"{self.cookie}; csrftoken={token}")

    def read(self, port: int, path: str) -> int:
        return asked(port, "GET", path, "", self.cookie if "login" not in path else "")


def asked(port: int, method: str, path: str, form: str, cookie: str) -> int:
    headers = {
        "Cookie": cookie,
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request(method, path, form, headers)
        return line.getresponse().status
    finally:
        line.close()


def stranger_signs_in(port: int) -> int:
    """With a wrong password: where its limit cannot be counted, nobody gets in."""
    token = secrets.token_hex(16)
    form = urlencode({"csrfmiddlewaretoken": token, "login": "nobody", "password": "wrong"})
    return asked(port, "POST", "/en/accounts/login/", form, f"csrftoken={token}")


def resident(processes: Processes) -> int:
    """KiB of memory that they hold."""
    pages = [Path(f"/proc/{web.pid}/statm").read_text().split()[1] for _port, web in processes.webs]
    return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE") // 1024


@pytest.fixture
def processes(transactional_db: None) -> Iterator[Processes]:
    running = Processes()
    yield running
    running.end()


@pytest.fixture
def topic(centre: Centre, member: User) -> Topic:
    return begin(centre, member)


async def eventually(true: Callable[[], bool], words: Callable[[], Any]) -> None:
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, words()
        await asyncio.sleep(0.05)


def test_nobody_misses_a_post_while_valkey_is_away(processes: Processes, topic: Topic, centre: Centre) -> None:
    writers = [Writer(make_member(centre), topic) for _writer in range(WRITERS)]
    readers = [Reader(topic, position(topic.live_name)) for _reader in range(READERS)]
    statuses = asyncio.run(live_through(processes, readers, writers))
    said = list(topic.posts.filter(number__gt=1).order_by("number").values_list("text", flat=True))
    assert set(statuses) == {302}
    assert said == [f"Word {number}." for number in range(len(statuses))]
    for reader in readers:
        assert reader.numbers == list(range(reader.since + 1, position(topic.live_name) + 1))
        assert [text for text in said if not any(text in news["html"] for news in reader.news)] == []
    assert "Internal Server Error" not in processes.said


async def live_through(processes: Processes, readers: list[Reader], writers: list[Writer]) -> list[int]:
    """What each post was answered with: before, while Valkey is away, and after."""
    statuses: list[int] = []

    async def write() -> None:
        writer, text = writers[len(statuses) % WRITERS], f"Word {len(statuses)}."
        statuses.append(await asyncio.to_thread(writer.write, proxy.port, text))

    def all_have_come() -> bool:
        return all(len(reader.news) == len(statuses) for reader in readers)

    async with Proxy(processes.ports).running() as proxy:
        address = f"127.0.0.1:{proxy.port}"
        for reader, writer in zip(readers, writers, strict=False):
            await reader.follow(f"ws://{address}/live/en/", f"http://{address}", writer.cookie)
        assert sorted(proxy.taken) == sorted(processes.ports * (READERS // 2))
        for _post in range(10):
            await write()
        await eventually(all_have_come, lambda: [reader.numbers for reader in readers])
        await says_to_the_other(readers)

        processes.stop_valkey()
        pages = [writers[0].path.removesuffix("posts/"), "/en/lipka/board/", "/en/accounts/login/", "/healthz"]
        answers = [await asyncio.to_thread(writers[0].read, proxy.port, page) for page in pages * 2]
        assert answers == [200] * len(answers), processes.said
        assert await asyncio.to_thread(stranger_signs_in, proxy.port) == 503
        began = time.monotonic()
        while time.monotonic() < began + AWAY:
            await write()
            await asyncio.sleep(0.7)
        await eventually(all_have_come, lambda: [reader.numbers for reader in readers])
        processes.start_valkey()
        await says_to_the_other(readers)
        for _post in range(10):
            await write()
        await eventually(all_have_come, lambda: [reader.numbers for reader in readers])
        assert set(proxy.taken[READERS:]) == set(processes.ports)
        for reader in readers:
            reader.task.cancel()
            await reader.line.close()
    return statuses


async def says_to_the_other(readers: list[Reader]) -> None:
    """Typing passes through Valkey alone: heard at the other process, it joins the two (again)."""
    one, other = readers[:2]
    before, ends = other.typing, time.monotonic() + PATIENCE
    while other.typing == before:
        assert time.monotonic() < ends, "Nothing comes from the other process."
        await one.say(kind="typing", topic=one.topic)
        await asyncio.sleep(2.1)


def test_a_hostile_socket_ends_alone(processes: Processes, topic: Topic, centre: Centre, member: User) -> None:
    """What no page of ours sends, at a real server; and a reader beside it who hears everything."""
    unseen = begin(centre, member)
    unseen.posts.update(held_at=timezone.now(), arrival=None)
    reader, writer = Reader(topic, position(topic.live_name)), Writer(make_member(centre), topic)
    before = resident(processes)
    codes = asyncio.run(attacked(processes, reader, writer, unseen))
    assert codes == [BAD_MESSAGE] * (len(ATTACKS) - 2) + [TOO_MUCH, NOT_ALLOWED]
    assert [news["kind"] for news in reader.news] == ["written"]
    assert resident(processes) - before < MOST_GROWTH


async def attacked(processes: Processes, reader: Reader, writer: Writer, unseen: Topic) -> list[int]:
    """The codes with which each attacker was sent away."""
    address = f"127.0.0.1:{processes.ports[0]}"
    url, origin = f"ws://{address}/live/en/", f"http://{address}"
    await reader.follow(url, origin, writer.cookie)
    codes = []
    for attack in ATTACKS:
        async with connect(url, origin=origin, compression=None) as line:  # type: ignore[arg-type]
            with contextlib.suppress(ConnectionClosed):
                for message in attack(unseen):
                    await line.send(message)
            await asyncio.wait_for(line.wait_closed(), PATIENCE)
            codes.append(line.close_code)
    assert await asyncio.to_thread(writer.write, processes.ports[0], "Still here.") == 302
    await eventually(lambda: len(reader.news) == 1, lambda: reader.news)
    reader.task.cancel()
    await reader.line.close()
    return codes
