"""The bridge between an ASGI server and Django's WSGI handler, driven as a server drives it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from community.operations import bridge
from community.operations.bridge import WsgiBridge

Message = dict[str, Any]


class Client:
    """Sends a request's body in parts and keeps what comes back."""

    def __init__(self, *parts: bytes, leaves: bool = False) -> None:
        self.arriving = [{"type": "http.request", "body": part, "more_body": True} for part in parts[:-1]]
        self.arriving.append({"type": "http.request", "body": parts[-1] if parts else b"", "more_body": leaves})
        self.leaves = leaves
        self.sent: list[Message] = []
        self.left = asyncio.Event()

    async def receive(self) -> Message:
        if self.arriving:
            return self.arriving.pop(0)
        if not self.leaves:
            await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return self.sent[0]["status"]

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.sent[1:])


def scope(**facts: Any) -> Message:
    return {
        "type": "http",
        "method": "POST",
        "path": "/a/ż",
        "query_string": b"q=1",
        "http_version": "1.1",
        "headers": [],
    } | facts


async def ask(application: Callable[..., Any], asking: Client, /, **facts: Any) -> Client:
    await WsgiBridge(application, threads=2)(scope(**facts), asking.receive, asking.send)
    return asking


def echo(environ: Message, start_response: Callable[..., None]) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body))), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [body]


async def test_a_body_in_parts_arrives_whole_and_cookies_stay_apart() -> None:
    client = await ask(echo, Client(b"one ", b"two"))
    assert (client.status, client.body) == (200, b"one two")
    assert [value for name, value in client.sent[0]["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]


async def test_a_large_upload_goes_through_a_file() -> None:
    part = b"x" * 700_000
    client = await ask(echo, Client(part, part, part))
    assert client.body == part * 3


async def test_a_body_over_the_limit_is_refused_before_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "LARGEST_BODY", 100)
    client = await ask(echo, Client(b"x" * 80, b"x" * 80))
    assert client.status == 413


async def test_a_client_that_leaves_while_sending_runs_no_page() -> None:
    ran = []
    client = await ask(lambda *_: ran.append(1) or [], Client(b"half", leaves=True))
    assert (ran, client.sent) == ([], [])


async def test_the_environ_is_pep_3333s() -> None:
    seen: Message = {}

    def look(environ: Message, start_response: Callable[..., None]) -> list[bytes]:
        seen.update(environ)
        start_response("204 No Content", [])
        return []

    headers = [
        (b"x-forwarded-for", b"1.1.1.1"),
        (b"x_forwarded_for", b"6.6.6.6"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
    ]
    headers += [(b"content-type", b"text/plain"), (b"accept", b"a"), (b"accept", b"b")]
    await ask(look, Client(), headers=headers, query_string="q=ż".encode(), client=("10.0.0.1", 5), server=("h", 81))
    assert (seen["HTTP_X_FORWARDED_FOR"], seen["HTTP_COOKIE"], seen["HTTP_ACCEPT"]) == ("1.1.1.1", "a=1; b=2", "a,b")
    assert (seen["CONTENT_TYPE"], seen["REMOTE_ADDR"], seen["SERVER_PORT"]) == ("text/plain", "10.0.0.1", "81")
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/a/ż"
    assert seen["QUERY_STRING"].encode("latin-1").decode() == "q=ż"


class Stream:
    """A streaming response that notes how far it was read and whether it was closed."""

    streaming = True

    def __init__(self, parts: int, size: int = bridge.CHUNK) -> None:
        self.parts, self.size, self.read, self.closed = parts, size, 0, threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        for _part in range(self.parts):
            self.read += 1
            yield b"s" * self.size

    def close(self) -> None:
        self.closed.set()

    def __call__(self, environ: Message, start_response: Callable[..., None]) -> "Stream":
        start_response("200 OK", [])
        return self


async def test_a_stream_is_sent_as_it_is_made_and_closed() -> None:
    stream = Stream(5)
    client = await ask(stream, Client())
    assert (len(client.body), len(client.sent), stream.closed.is_set()) == (5 * bridge.CHUNK, 7, True)


async def test_small_parts_of_a_stream_are_gathered() -> None:
    client = await ask(Stream(1000, size=100), Client())
    assert (len(client.body), len(client.sent)) == (100_000, 3)


async def test_a_stream_stops_when_its_reader_leaves() -> None:
    stream = Stream(100_000)
    client = Client()

    async def leave_after_ten(message: Message) -> None:
        client.sent.append(message)
        if len(client.sent) > 10:
            client.left.set()
        await asyncio.sleep(0)

    await WsgiBridge(stream, threads=1)(scope(), client.receive, leave_after_ten)
    assert stream.closed.is_set()
    assert stream.read < 1000


async def test_an_error_of_the_page_is_the_servers_to_report() -> None:
    def broken(*_arguments: Any) -> list[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await ask(broken, Client())


async def test_two_slow_pages_do_not_wait_for_each_other() -> None:
    together = threading.Barrier(2, timeout=10)

    def meet(environ: Message, start_response: Callable[..., None]) -> list[bytes]:
        together.wait()
        start_response("200 OK", [])
        return [b"met"]

    server = WsgiBridge(meet, threads=2)
    clients = [Client(), Client()]
    await asyncio.gather(*(server(scope(), client.receive, client.send) for client in clients))
    assert [client.body for client in clients] == [b"met", b"met"]
