"""`make bench`: what pages cost, as ratios to an empty view of the same server in the same run.

For each engine (SQLite, PostgreSQL with Valkey) and each size (50 and 5,000 stories and initiatives in one centre) it
serves the real site under Daphne and prints for each page: queries of an uncached view, median ms at concurrency 1,
requests/s at concurrency 8 for a stranger, and that rate as a part of the empty view's: as strangers get it, kept for
some seconds, and, without a target, made anew for each. Then the empty view's CPU under Daphne and under gunicorn, and
the ballots that one process takes (votes.py), a topic of 5,000 posts beside one of 50 (reading.py), and a frame of the
map among 100,000 places beside one among 1,000 (frames.py). Machines differ and are noisy: only the ratios of one run
mean anything.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import frames
import reading
import votes
from matching import measure_matching

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (50, 5000)
PAGES = {
    "empty view": "/healthz",
    "home": "/en/",
    "centre": "/pl/bench/",
    "story list": "/pl/bench/stories/",
    "initiative list": "/pl/bench/initiatives/",
}
MOST_QUERIES = 12
LEAST_RATE = 1 / 5
MOST_CPU = 1.5
ROUNDS = 5
# Requests a round at concurrency 8: of pages that are kept, and of pages made anew, which take their time.
MANY, FEW = 400, 80


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


class Server:
    """One server process and what it costs."""

    def __init__(self, environment: dict[str, str], module: str, *arguments: str) -> None:
        self.port = free_port()
        filled = [argument.replace("PORT", str(self.port)) for argument in arguments]
        command = [sys.executable, "-m", module, *filled]
        self.log = Path(tempfile.mkstemp(prefix="locer-bench-log-")[1])
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit(f"{module} did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.log.unlink()

    def cpu_seconds(self) -> float:
        """Of the process and its children."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        ticks = 0
        for pid in [self.process.pid, *map(int, listed.stdout.split())]:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def times(self, path: str, requests: int, clients: int) -> tuple[list[float], float]:
        """Each request's seconds, and all requests a second. Stops the run at an answer other than 200."""
        seconds: list[float] = []
        failures: list[str] = []

        def ask() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port)
            for _request in range(requests // clients):
                began = time.perf_counter()
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    failures.append(f"{path} answered {answer.status}")
                    return
                seconds.append(time.perf_counter() - began)

        threads = [threading.Thread(target=ask) for _client in range(clients)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise SystemExit(f"{failures[0]}\n{self.log.read_text()[-4000:]}")
        return seconds, len(seconds) / (time.perf_counter() - began)


def measure(engine: str, size: int, environment: dict[str, str]) -> list[str]:
    queries = json.loads(manage(environment, "tests/bench/fill.py", str(size), json.dumps(list(PAGES.values()))))
    misses = []
    for name, part, milliseconds, facts in tabulate(engine, size, environment, "", MANY, queries):
        if queries[PAGES[name]] > MOST_QUERIES or part < LEAST_RATE:
            misses.append(f"{engine}, {size} rows, {name}: {facts}, {milliseconds:.1f} ms")
    tabulate(engine, size, environment | {"LOCER_PUBLIC_CACHE_SECONDS": "0"}, ", made anew", FEW, queries)
    if size == SIZES[0]:
        if engine == "SQLite":
            from sockets import measure_sockets  # which needs what stands here

            misses += measure_sockets(environment)
        misses += measure_reading(engine, environment)
        misses += measure_frames(engine, environment)
        misses += measure_votes(engine, environment)
        if engine == "PostgreSQL":
            misses += measure_votes(engine, environment, processes=2, target=votes.TARGET)
    return misses


def measure_reading(engine: str, environment: dict[str, str]) -> list[str]:
    fresh = environment | {"LOCER_PUBLIC_CACHE_SECONDS": "0"}
    topics = [json.loads(manage(fresh, "tests/bench/topic.py", "long", str(posts))) for posts in reading.SIZES]
    server = Server(fresh, "daphne", "-p", "PORT", "--verbosity", "0", "config.asgi:application")
    try:
        return reading.compare(engine, server, topics)
    finally:
        server.stop()


def measure_frames(engine: str, environment: dict[str, str]) -> list[str]:
    facts = json.loads(manage(environment, "tests/bench/places.py", *frames.fill_arguments()))
    server = Server(environment, "daphne", "-p", "PORT", "--verbosity", "0", "config.asgi:application")
    try:
        return frames.compare(engine, server, facts)
    finally:
        server.stop()


def measure_votes(engine: str, environment: dict[str, str], *, processes: int = 1, target: int = 0) -> list[str]:
    electorate = json.loads(manage(environment, "tests/bench/electorate.py", str(votes.people_needed())))
    daphne = ("daphne", "-p", "PORT", "--verbosity", "0", "config.asgi:application")
    servers = [Server(environment, *daphne) for _process in range(processes)]
    try:
        before = sum(server.cpu_seconds() for server in servers)
        steps = votes.climb([server.port for server in servers], electorate)
        spent = sum(server.cpu_seconds() for server in servers) - before
    finally:
        for server in servers:
            server.stop()
    stored = int(manage(environment, "tests/bench/electorate.py", "count", str(electorate["round"])))
    where = f"{engine}, {processes} web process{'es' if processes > 1 else ''}"
    return votes.told(where, steps, stored, spent, target=target)


def tabulate(
    engine: str, size: int, environment: dict[str, str], how: str, many: int, queries: dict[str, int]
) -> list[tuple[str, float, float, str]]:
    """Prints a line a page; gives its name, its rate as a part of the empty view's, its milliseconds, and words."""
    server = Server(environment, "daphne", "-p", "PORT", "--verbosity", "0", "config.asgi:application")
    lines = []
    try:
        for path in PAGES.values():
            server.times(path, 40, 8)
        rates: dict[str, list[float]] = {name: [] for name in PAGES}
        alone: dict[str, list[float]] = {name: [] for name in PAGES}
        for _round in range(ROUNDS):
            for name, path in PAGES.items():
                alone[name] += server.times(path, many // 10, 1)[0]
                rates[name].append(server.times(path, many, 8)[1])
        floor = statistics.median(rates["empty view"])
        for name, path in PAGES.items():
            rate = statistics.median(rates[name])
            milliseconds = statistics.median(alone[name]) * 1000
            facts = f"{queries[path]:3} queries {milliseconds:7.1f} ms {rate:7.0f}/s {rate / floor:6.2f}"
            print(f"{engine:11}{size:6}  {name + how:28}{facts}", flush=True)
            lines.append(
                (name, rate / floor, milliseconds, f"{queries[path]} queries, {rate / floor:.2f} of the empty view")
            )
    finally:
        server.stop()
    return lines


def compare_servers(environment: dict[str, str]) -> list[str]:
    daphne = Server(environment, "daphne", "-p", "PORT", "--verbosity", "0", "config.asgi:application")
    gunicorn = Server(environment, "gunicorn", "-b", "127.0.0.1:PORT", "--threads", "4", "config.wsgi:application")
    costs: dict[str, list[float]] = {"daphne": [], "gunicorn": []}
    try:
        for _round in range(5):
            for name, server in (("daphne", daphne), ("gunicorn", gunicorn)):
                server.times("/healthz", 200, 8)
                before = server.cpu_seconds()
                server.times("/healthz", 1600, 8)
                costs[name].append((server.cpu_seconds() - before) / 1600 * 1000)
    finally:
        daphne.stop()
        gunicorn.stop()
    ours, theirs = (statistics.median(costs[name]) for name in ("daphne", "gunicorn"))
    print(f"\nempty view: {ours:.2f} ms CPU under Daphne, {theirs:.2f} under gunicorn, ratio {ours / theirs:.2f}")
    return [f"Daphne costs {ours / theirs:.2f} of gunicorn"] if ours / theirs > MOST_CPU else []


def main() -> int:
    misses: list[str] = []
    print(f"{'engine':11}{'rows':>6}  {'page':28}{'':12}{'c=1 median':>9}{'c=8':>9}{'of empty':>9}")
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    for size in SIZES:
        folder = tempfile.mkdtemp(prefix="locer-bench-")
        environment = os.environ | {
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "LOCER_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        misses += measure(engine, size, environment)
        if engine == "SQLite" and size == SIZES[-1]:
            misses += compare_servers(environment)
            misses += measure_matching()
        shutil.rmtree(folder)
    if engine == "SQLite":
        again = subprocess.call([sys.executable, "bin/with_servers.py", sys.executable, "tests/bench/run.py"], cwd=ROOT)
        misses += ["PostgreSQL: see above"] if again else []
    print("\n".join(["\nMissed:", *misses] if misses else [f"\n{engine}: every target is met."]))
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
