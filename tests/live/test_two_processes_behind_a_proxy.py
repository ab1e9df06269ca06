"""Readers at two processes see each post, in order and once, also while what joins the processes is away.

On PostgreSQL and Valkey only: without them there is but one process.
"""

import asyncio
import http.client
import json
import secrets
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from websockets.asyncio.client import connect

from community.board.models import Topic
from community.live.actions import position
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
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={token}",
            "Origin": f"http://127.0.0.1:{port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            line.request("POST", self.path, form, headers)
            return line.getresponse().status
        finally:
            line.close()


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
