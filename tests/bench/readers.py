"""Many sockets that read: `readers.py URL COUNT TOPIC EXPECTED`. The other side of sockets.py, in a process of its own.

Says "ready" when all of them follow, "due" once a line comes in, and then, when each has EXPECTED events or has waited
long enough, one JSON object: how many arrived, the seconds between the first and the last of them, the milliseconds
that each was on its way (where its text says when it was sent), and what was lost or out of order.
"""

import asyncio
import json
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import websockets

SENT = re.compile(r"sent (\d{6,20})")
NUMBER = re.compile(r'"number":(\d+)')
PATIENCE = 60
ACKNOWLEDGE = 50_000
AT_ONCE = 50


@dataclass
class Reader:
    """What one socket received."""

    numbers: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0


async def read(socket: Any, reader: Reader, expected: int) -> None:
    owed = 0
    while len(reader.numbers) < expected:
        text = await socket.recv()
        now = time.monotonic()
        owed += len(text)
        if owed > ACKNOWLEDGE:
            owed = 0
            await socket.send('{"kind":"received"}')
        if not (number := NUMBER.search(text)):
            continue
        reader.first = reader.first or now
        reader.last = now
        reader.numbers.append(int(number[1]))
        if found := SENT.search(text):
            reader.waits.append(now - int(found[1]) / 1e9)


async def join(url: str, topic: str, since: int) -> Any:
    origin = url.replace("ws://", "http://").split("/live/")[0]
    socket = await websockets.connect(url, origin=origin, compression=None, max_size=None, ping_interval=None)  # type: ignore[arg-type]
    await socket.send(json.dumps({"kind": "follow", "topic": topic, "since": since}))
    return socket


async def main(url: str, count: int, topic: str, expected: int) -> None:
    sockets: list[Any] = []
    while len(sockets) < count:
        sockets += await asyncio.gather(*(join(url, topic, 0) for _n in range(min(AT_ONCE, count - len(sockets)))))
    await asyncio.sleep(1)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    readers = [Reader() for _socket in sockets]
    work = [read(socket, reader, expected) for socket, reader in zip(sockets, readers, strict=True)]
    tasks = [asyncio.create_task(each) for each in work]
    print("due", flush=True)
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
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
