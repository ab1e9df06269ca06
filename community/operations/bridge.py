"""From an ASGI server to Django's WSGI handler: pages run in a small pool of threads that keep their connections.

Django's own ASGI handler makes and joins threads for each request, several times what the page itself costs. `a2wsgi`
does the same job as this module, but crosses from thread to loop three times for an ordinary response, merges headers
whose names differ only by `_` and `-` (so a client could forge a proxy's header), and answers 500 to a query string
outside ASCII; measured on the empty view under Daphne it took 1.5 times the CPU of this bridge.
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

IN_MEMORY = 1024 * 1024
LARGEST_BODY = 64 * 1024 * 1024
CHUNK = 64 * 1024
WHOLE = 256 * 1024
SEND_TIMEOUT = 60


class Disconnected(Exception):
    """The client went away before its request was read."""


class BodyTooLarge(Exception):
    """More than LARGEST_BODY bytes arrived."""


class WsgiBridge:
    """An ASGI application for `http` scopes around a WSGI one; `threads` requests run at a time."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int = 4) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            body = await read_body(receive)
        except Disconnected:
            return
        except BodyTooLarge:
            await refuse(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        loop = asyncio.get_running_loop()
        exchange = Exchange(environ_of(scope, body), receive, send, loop)
        try:
            # In the thread's own context, as under any WSGI server: what Django keeps there, such as its connections
            # to the cache, lasts. A context for each request would open them anew each time.
            whole = await loop.run_in_executor(self.pool, exchange.answer, self.application)
        finally:
            exchange.end()
        if whole is not None:
            await send(exchange.start)
            await send({"type": "http.response.body", "body": whole})


class Exchange:
    """One request and its answer. Its methods run in the pool, but for `watch`, which runs in the loop."""

    def __init__(self, environ: Message, receive: Receive, send: Send, loop: asyncio.AbstractEventLoop) -> None:
        self.environ = environ
        self.receive = receive
        self.send = send
        self.loop = loop
        self.start: Message = {}
        self.client_left = False
        self.watcher: Future[None] | None = None

    def answer(self, application: Callable[..., Iterable[bytes]]) -> bytes | None:
        """The whole body where it is small or ready; None after streaming it."""
        response: Any = ()
        try:
            response = application(self.environ, self.start_response)
            if not getattr(response, "streaming", False) or 0 < self.announced_length() <= WHOLE:
                return b"".join(response)
            self.stream(response)
            return None
        finally:
            if hasattr(response, "close"):
                response.close()
            self.environ["wsgi.input"].close()

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.start = {"type": "http.response.start", "status": int(status[:3]), "headers": encoded}

    def announced_length(self) -> int:
        return next((int(value) for name, value in self.start["headers"] if name == b"content-length"), 0)

    def stream(self, response: Iterable[bytes]) -> None:
        self.watcher = asyncio.run_coroutine_threadsafe(self.watch(), self.loop)
        self.hand_over(self.start)
        pending = bytearray()
        for part in response:
            if self.client_left:
                return
            pending += part
            if len(pending) >= CHUNK:
                self.hand_over({"type": "http.response.body", "body": bytes(pending), "more_body": True})
                pending.clear()
        self.hand_over({"type": "http.response.body", "body": bytes(pending), "more_body": False})

    def hand_over(self, message: Message) -> None:
        asyncio.run_coroutine_threadsafe(self.send(message), self.loop).result(SEND_TIMEOUT)  # type: ignore[arg-type]

    async def watch(self) -> None:
        while not self.client_left:
            if (await self.receive())["type"] == "http.disconnect":
                self.client_left = True

    def end(self) -> None:
        if self.watcher:
            self.watcher.cancel()


async def read_body(receive: Receive) -> io.IOBase:
    """The request's body, in memory when small and in a temporary file when not."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Disconnected
    if not message.get("more_body") and len(message.get("body", b"")) <= IN_MEMORY:
        return io.BytesIO(message.get("body", b""))
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 closed with the exchange
    received = 0
    while True:
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            file.close()
            raise BodyTooLarge
        file.write(message.get("body", b""))
        if not message.get("more_body"):
            break
        message = await receive()
        if message["type"] == "http.disconnect":
            file.close()
            raise Disconnected
    file.seek(0)
    return file  # type: ignore[return-value]


async def refuse(send: Send, status: HTTPStatus) -> None:
    body = f"{status.phrase}\n".encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def environ_of(scope: Message, body: io.IOBase) -> Message:
    """PEP 3333's environ. Headers with an underscore in their name are dropped: they could pose as others."""
    server, port = scope.get("server") or ("localhost", 80)
    address, client_port = scope.get("client") or ("", 0)
    environ: Message = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", "").encode().decode("latin-1"),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": address,
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        joiner = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joiner}{value}" if key in environ else value
    return environ
