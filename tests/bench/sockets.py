"""How fast posts reach many sockets of one topic: the house under a server, beside a bare broadcast of the same bytes.

A burst of events lies in the table at once: deliveries a second are counted from the first frame that arrives to the
last. The bare broadcast is that of `websockets`, of as many frames of the same bytes to the same readers, in the same
run. Then, in a run of its own, ten members a second press the button, and each frame's way is timed from there.
"""

import http.client
import json
import secrets
import statistics
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from run import Server, free_port, manage

HERE = Path(__file__).resolve().parent
SIZES = (100, 500, 1000)
BURST, PACED, EVERY, WARMING = 40, 100, 0.1, 12
SERVERS = {
    "uvicorn": ("uvicorn", "--port", "PORT", "--log-level", "error", "--ws-per-message-deflate", "false"),
    "daphne": ("daphne", "-p", "PORT", "--verbosity", "0"),
}
LEAST = {"uvicorn": 0.8, "daphne": 0.3}
MOST_MEMORY = 60  # KiB a socket
LONGEST_WAIT = 100  # ms at the 99th of a hundred, on uvicorn
ROUNDS = 3


class Readers:
    """So many sockets in a process of their own, all following one topic."""

    def __init__(self, url: str, count: int, topic: str, expected: int) -> None:
        command = [sys.executable, str(HERE / "readers.py"), url, str(count), topic, str(expected)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.hear("ready")

    def hear(self, word: str) -> None:
        assert self.process.stdout
        if (heard := self.process.stdout.readline().strip()) != word:
            raise SystemExit(f"The readers said {heard!r} instead of {word!r}.")

    def begin(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("begin\n")
        self.process.stdin.flush()
        self.hear("due")

    def told(self) -> dict[str, Any]:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def resident(pid: int) -> int:
    """KiB that the process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def bare(count: int, frame: str) -> dict[str, Any]:
    port = free_port()
    command = [sys.executable, str(HERE / "bare.py"), str(port), str(BURST)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    try:
        time.sleep(1)
        readers = Readers(f"ws://127.0.0.1:{port}/live/pl/", count, "topic:1", BURST)
        readers.begin()
        assert server.stdin
        server.stdin.write(frame + "\n")
        server.stdin.flush()
        found = readers.told()
        readers.stop()
        return found
    finally:
        server.kill()


def burst(server: Server, environment: dict[str, str], count: int) -> dict[str, Any]:
    """Each burst has a topic of its own, so that everybody begins with its first event."""
    topic = json.loads(manage(environment, "tests/bench/topic.py", "1"))["topic"]
    before = resident(server.process.pid)
    readers = Readers(f"ws://127.0.0.1:{server.port}/live/pl/", count, f"topic:{topic}", BURST)
    memory = (resident(server.process.pid) - before) / count
    readers.begin()
    cpu = server.cpu_seconds()
    manage(environment, "tests/bench/topic.py", "burst", str(topic), str(BURST))
    found = readers.told() | {"memory": memory, "cpu": server.cpu_seconds() - cpu}
    readers.stop()
    return found


def paced(server: Server, environment: dict[str, str], count: int) -> dict[str, Any]:
    """Ten posts a second by HTTP, each by another member; the first in a server's life are sent elsewhere."""
    warming = json.loads(manage(environment, "tests/bench/topic.py", str(WARMING)))
    for session in warming["sessions"]:
        post(server.port, warming["path"], session)
    crowd = json.loads(manage(environment, "tests/bench/topic.py", str(PACED)))
    readers = Readers(f"ws://127.0.0.1:{server.port}/live/pl/", count, f"topic:{crowd['topic']}", PACED)
    readers.begin()
    cpu, began = server.cpu_seconds(), time.monotonic() + 0.5
    threads = []
    for number, session in enumerate(crowd["sessions"]):
        time.sleep(max(0.0, began + number * EVERY - time.monotonic()))
        threads.append(threading.Thread(target=post, args=(server.port, crowd["path"], session)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    found = readers.told() | {"cpu": server.cpu_seconds() - cpu}
    readers.stop()
    return found


def post(port: int, path: str, session: str) -> None:
    token = secrets.token_hex(16)
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    text = f"sent {time.monotonic_ns()} " + "a post of the usual length " * 7
    form = urlencode({"csrfmiddlewaretoken": token, "text": text, "token": str(uuid.uuid4())})
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("POST", path, form, headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 302:
        raise SystemExit(f"A post was answered with {answer.status}.")


def frame_of(environment: dict[str, str]) -> str:
    """One frame of the house, with NUMBER where its number stands."""
    code = (
        "import sys; sys.path[:0] = ['tests/bench']; import topic\n"
        "from community.live.models import Event\nfrom community.live.events import News\n"
        "topic.burst(int(sys.argv[1]), 1); event = Event.objects.latest('pk')\n"
        "frame = News('topic:1', event.number, event.kind, event.html).frame('pl')\n"
        "print(frame.replace('\"number\":1', '\"number\":NUMBER', 1))"
    )
    topic = json.loads(manage(environment, "tests/bench/topic.py", "1"))["topic"]
    return manage(environment, "-c", code, str(topic)).strip()


def measure_sockets(environment: dict[str, str]) -> list[str]:
    """Prints the tables; what missed its target."""
    environment = environment | {"LOCER_SOCKETS_AN_ADDRESS": "5000"}
    frame, misses = frame_of(environment), []
    print(f"\nsockets: {BURST} events of {len(frame)} bytes at once, deliveries/s")
    for count in SIZES:
        floor = [bare(count, frame) for _round in range(ROUNDS)]
        rates = [row["arrived"] / row["seconds"] for row in floor]
        print(f"  {count:5} bare broadcast     {statistics.median(rates):8.0f}/s", flush=True)
        for name, command in SERVERS.items():
            misses += measure_burst(name, command, environment, count, statistics.median(rates))
    print(f"\nsockets: {PACED} posts, ten a second, from the button to the page, {SIZES[-1]} readers")
    for name, command in SERVERS.items():
        server = Server(environment, *command, "config.asgi:application")
        row = paced(server, environment, SIZES[-1])
        server.stop()
        print(
            f"  {name:18} p50 {row['p50']:5.0f} p95 {row['p95']:5.0f} p99 {row['p99']:5.0f} ms, {row['cpu']:.1f} s CPU,"
            f" {row['lost']} lost, {row['disordered']} out of order",
            flush=True,
        )
        misses += [f"{name}: {row['lost']} lost"] if row["lost"] or row["disordered"] else []
        if name == "uvicorn" and row["p99"] > LONGEST_WAIT:
            misses.append(f"{name}: p99 {row['p99']:.0f} ms of {LONGEST_WAIT}")
    return misses


def measure_burst(
    name: str, command: tuple[str, ...], environment: dict[str, str], count: int, floor: float
) -> list[str]:
    server = Server(environment, *command, "config.asgi:application")
    try:
        rows = [burst(server, environment, count) for _round in range(ROUNDS)]
    finally:
        server.stop()
    rate = statistics.median(row["arrived"] / row["seconds"] for row in rows)
    lost, disordered = (sum(row[what] for row in rows) for what in ("lost", "disordered"))
    memory = rows[0]["memory"]
    print(
        f"  {count:5} {name:18} {rate:8.0f}/s {rate / floor:5.2f} of bare, {memory:4.0f} KiB a socket,"
        f" {rows[0]['cpu']:.2f} s CPU, {lost} lost, {disordered} out of order",
        flush=True,
    )
    misses = [f"{name}, {count} sockets: {lost} lost, {disordered} out of order"] if lost or disordered else []
    if count == SIZES[-1] and rate / floor < LEAST[name]:
        misses.append(f"{name}, {count} sockets: {rate / floor:.2f} of bare")
    if count == SIZES[-1] and memory > MOST_MEMORY:
        misses.append(f"{name}: {memory:.0f} KiB a socket")
    return misses
