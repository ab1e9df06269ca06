"""How many ballots a second one web process takes, or two, while 95 of 100 voters wait half a second at most.

An open model: voters come at a constant rate, evenly spaced, and do not wait for each other; each one's time counts
from the moment when the ballot was meant to be sent. Each is another person, signed in, on a connection of their own.
The rate rises step by step until it is too much. The worker, which writes the mails, stands still meanwhile.
"""

import http.client
import queue
import secrets
import statistics
import threading
import time
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

WARMING = 5
RATES = (10, 20, 30, 40, 50, 65, 80, 100, 125, 160, 200)
SECONDS = 8
LONGEST_WAIT = 0.5
TARGET = 65
SENDERS = 96


@dataclass
class Step:
    rate: int
    taken: int
    sent: int
    median: float
    p95: float

    @property
    def is_sustained(self) -> bool:
        return self.taken == self.sent and self.p95 <= LONGEST_WAIT


def people_needed() -> int:
    return SECONDS * (WARMING + sum(RATES))


def climb(ports: list[int], electorate: dict[str, Any]) -> list[Step]:
    """A first step that only warms up, then those up to two in a row that are not sustained."""
    sessions = iter(electorate["sessions"])
    steps = [send_all(ports, electorate, list(islice(sessions, WARMING * SECONDS)), rate=WARMING)]
    for rate in RATES:
        steps.append(send_all(ports, electorate, list(islice(sessions, rate * SECONDS)), rate=rate))
        if len(steps) > 2 and not any(step.is_sustained for step in steps[-2:]):
            break
    return steps


def send_all(ports: list[int], electorate: dict[str, Any], sessions: list[str], *, rate: int) -> Step:
    due: queue.SimpleQueue[tuple[float, int, str] | None] = queue.SimpleQueue()
    waits: list[float] = []
    taken: list[bool] = []

    def send() -> None:
        while (job := due.get()) is not None:
            moment, port, session = job
            time.sleep(max(0.0, moment - time.perf_counter()))
            taken.append(cast(port, electorate, session))
            waits.append(time.perf_counter() - moment)

    threads = [threading.Thread(target=send) for _sender in range(SENDERS)]
    began = time.perf_counter() + 0.5
    for number, session in enumerate(sessions):
        due.put((began + number / rate, ports[number % len(ports)], session))
    for thread in threads:
        due.put(None)
        thread.start()
    for thread in threads:
        thread.join()
    p95 = statistics.quantiles(waits, n=20)[-1]
    return Step(rate, sum(taken), len(sessions), statistics.median(waits), p95)


def cast(port: int, electorate: dict[str, Any], session: str) -> bool:
    """Whether the voter was led to the receipt."""
    token = secrets.token_hex(16)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = urlencode({"csrfmiddlewaretoken": token, "choices": electorate["choices"]}, doseq=True)
    try:
        line.request("POST", electorate["path"], form, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status == 302 and str(answer.headers["Location"]).endswith("/receipt/")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def told(where: str, steps: list[Step], stored: int, cpu_seconds: float, *, target: int = 0) -> list[str]:
    """Prints a line a step; gives what missed its target."""
    print(f"\n{where}: ballots, open model")
    for number, step in enumerate(steps):
        verdict = "  warming up" if number == 0 else "" if step.is_sustained else "  too much"
        print(
            f"  {step.rate:4}/s  {step.taken} of {step.sent} taken, median {step.median * 1000:6.0f} ms,"
            f" p95 {step.p95 * 1000:6.0f} ms{verdict}"
        )
    best = max((step.rate for step in steps[1:] if step.is_sustained), default=0)
    taken = sum(step.taken for step in steps)
    cost = f"{cpu_seconds / taken * 1000:.1f} ms CPU of the web each"
    print(f"  sustained: {best}/s; {taken} acknowledged, {stored} in the box; {cost}\n", flush=True)
    misses = [f"{where}: {taken} ballots acknowledged, {stored} stored"] if taken != stored else []
    if best < target:
        misses.append(f"{where}: {best} ballots/s of {target}")
    return misses
