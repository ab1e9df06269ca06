"""Many sockets that read: `readers.py URL COUNT TOPIC EXPECTED`. The other side of sockets.py, in a process of its own.

Says "ready" when all of them follow, "due" once a line comes in, and then, when each has EXPECTED events or has waited
long enough, one JSON object: how many arrived, the seconds between the first and the last of them, the milliseconds
that each was on its way (where its text says when it was sent), and what was lost or out of order.
"""

import asyncio
import base64
import json
import os
import random
import re
import statistics
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import uvloop

SENT = re.compile(rb"sent (\d{6,20})")
NUMBER = re.compile(rb'"number":(\d+)')
PATIENCE = 60
ACKNOWLEDGE = (60_000, 120_000)  # bytes: as live.js does
AT_ONCE = 50
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


@dataclass
class Reader(asyncio.Protocol):
    """One socket. It takes frames apart itself: a thousand phones do not wait for each other, and one process that
    reads for all of them must not be what is measured."""

    url: str
    topic: str
    expected: int
    numbers: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0
    owed: int = 0
    due: float = field(default_factory=lambda: random.uniform(*ACKNOWLEDGE))  # noqa: S311
    unread: bytes = b""
    transport: Any = None
    following: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def itself(self) -> "Reader":
        return self

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        address = urlsplit(self.url)
        lines = [
            f"GET {address.path} HTTP/1.1",
            f"Host: {address.netloc}",
            f"Origin: http://{address.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
        ]
        transport.write("\r\n".join([*lines, "", ""]).encode())

    def connection_lost(self, error: Exception | None) -> None:
        if not self.following.is_set():
            raise SystemExit("A reader was not let in.")

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        data = self.unread + data
        if not self.following.is_set():
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self.unread = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise SystemExit(head.decode(errors="replace"))
            self.write(TEXT, json.dumps({"kind": "follow", "topic": self.topic, "since": 0}).encode())
            self.following.set()
        begin = 0
        while frame := frame_at(data, begin):
            kind, body, begin = frame
            if kind == TEXT:
                self.hear(data[body:begin], now)
            elif kind == PING:
                self.write(PONG, data[body:begin])
            elif kind == CLOSE:
                self.transport.close()
        self.unread = data[begin:]

    def hear(self, text: bytes, now: float) -> None:
        self.owed += len(text)
        if self.owed > self.due:
            self.owed, self.due = 0, random.uniform(*ACKNOWLEDGE)  # noqa: S311
            self.write(TEXT, b'{"kind":"received"}')
        if not (number := NUMBER.search(text)):
            return
        self.first = self.first or now
        self.last = now
        self.numbers.append(int(number[1]))
        if found := SENT.search(text):
            self.waits.append(now - int(found[1]) / 1e9)
        if len(self.numbers) == self.expected:
            self.done.set()

    def write(self, kind: int, body: bytes) -> None:
        """Masked with nothing, which leaves it as it is; a client's frame has to be masked."""
        self.transport.write(struct.pack("!BB4x", 0x80 | kind, 0x80 | len(body)) + body)


def frame_at(data: bytes, begin: int) -> tuple[int, int, int] | None:
    """What kind of whole frame begins there, where its body begins, and where it ends."""
    if len(data) < begin + 2:
        return None
    size, body = data[begin + 1], begin + 2
    if size >= 126:
        width = 2 if size == 126 else 8
        size, body = int.from_bytes(data[body : body + width]), body + width
    if len(data) < body + size:
        return None
    return data[begin] & 0x0F, body, body + size


async def main(url: str, count: int, topic: str, expected: int) -> None:
    loop, port = asyncio.get_running_loop(), urlsplit(url).port or 80
    readers = [Reader(url, topic, expected) for _number in range(count)]
    for first in range(0, count, AT_ONCE):
        group = readers[first : first + AT_ONCE]
        await asyncio.gather(*(loop.create_connection(each.itself, "127.0.0.1", port) for each in group))
        await asyncio.gather(*(each.following.wait() for each in group))
    await asyncio.sleep(1)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print("due", flush=True)
    tasks = [asyncio.create_task(each.done.wait()) for each in readers]
    _done, late = await asyncio.wait(tasks, timeout=PATIENCE + expected)
    for task in late:
        task.cancel()
    print(json.dumps(summary(readers, expected)), flush=True)


def summary(readers: list[Reader], expected: int) -> dict[str, Any]:
    arrived = sum(len(reader.numbers) for reader in readers)
    waits = sorted(wait * 1000 for reader in readers for wait in reader.waits)
    hundredths = statistics.quantiles(waits, n=100) if len(waits) > 1 else [0.0] * 99
    return {
        "arrived": arrived,
        "lost": len(readers) * expected - arrived,
        "disordered": sum(reader.numbers != sorted(set(reader.numbers)) for reader in readers),
        "seconds": max(reader.last for reader in readers) - min(reader.first for reader in readers),
        "p50": hundredths[49],
        "p95": hundredths[94],
        "p99": hundredths[98],
    }


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
