"""How long it takes to pair a region, beside a reference: `measure_matching()`, or `matching.py KIND ...` for one.

Kinds: `ours MENTEES MENTORS CAPACITY`, `whole` the same with every candidate kept, `dense` with scipy's
linear_sum_assignment over all with all (each mentor once a place); `five MENTORS` a mentee's best five. Each runs in a
process of its own and prints one JSON object: pairs, total, seconds, megabytes at most.
"""

import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_SECONDS, MOST_MEGABYTES, LEAST_OF_BEST = 10, 400, 0.999
PAIRING = 10_000_000
LOOKS, MENTORS = 20, (50, 2000)


def crowd(mentees: int, mentors: int, capacity: int) -> tuple[Any, Any]:
    """A region of 60 × 60 km: most speak Polish, half meet online, four topics a mentor."""
    from mentoring.matching import TOPICS, Need, Offer, Wish

    draw = random.Random(2026)

    def person(key: str) -> dict[str, Any]:
        other = draw.choice(("en", "de", "uk", "cs", "fr"))
        return {
            "key": key,
            "languages": {"pl": draw.choice((2, 4, 6, 6)), other: draw.randint(1, 6)},
            "hours": frozenset(draw.sample(range(21), draw.randint(1, 6))),
            "at": (49.5 + draw.random() / 2, 20.5 + draw.random() * 0.8),
            "within_km": draw.choice((None, 10, 20, 40)),
            "online": draw.random() < 0.5,
            "occupations": frozenset(draw.sample(("2221", "7115", "5120", "2341", "7231", "8332"), draw.randint(0, 2))),
            "countries": frozenset(draw.sample(("GB", "IE", "DE", "NO", "NL"), draw.randint(0, 2))),
            "traits": frozenset(trait for trait in ("woman", "parent") if draw.random() < 0.5),
            "wishes": tuple(Wish(trait, draw.random() < 0.2) for trait in ("woman", "parent") if draw.random() < 0.2),
        }

    needs = [Need(**person(f"n{n:05}"), topics=tuple(draw.sample(TOPICS, draw.randint(1, 3)))) for n in range(mentees)]
    topics = [frozenset(draw.sample(TOPICS, 4)) for _mentor in range(mentors)]
    offers = [Offer(**person(f"m{n:05}"), topics=topics[n], capacity=capacity) for n in range(mentors)]
    return needs, offers


def ours(mentees: int, mentors: int, capacity: int, *, whole: bool = False) -> dict[str, Any]:
    from mentoring.matching import Mentors, assignment, match

    if whole:
        assignment.EDGES = sys.maxsize
    needs, offers = crowd(mentees, mentors, capacity)
    began = time.process_time()
    outcome = match(needs, Mentors(offers))
    return {"pairs": len(outcome.pairs), "total": outcome.total, "seconds": time.process_time() - began}


def dense(mentees: int, mentors: int, capacity: int) -> dict[str, Any]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    from mentoring.matching import Mentors
    from mentoring.matching.scoring import View

    needs, offers = crowd(mentees, mentors, capacity)
    began = time.process_time()
    columns = Mentors(offers)
    value = np.zeros((mentees, mentors * capacity))
    for number, need in enumerate(needs):
        view = View(columns, need)
        fitting = view.fitting
        points = PAIRING + view.totals(view.points(fitting))
        for place in range(capacity):
            value[number, fitting * capacity + place] = points
    rows, places = linear_sum_assignment(value, maximize=True)
    best = value[rows, places]
    pairs = int((best > 0).sum())
    total = int(best.sum()) - pairs * PAIRING
    return {"pairs": pairs, "total": total, "seconds": time.process_time() - began}


def five(mentors: int) -> dict[str, Any]:
    """What one look costs; the offers are read anew for each, as a page does."""
    from mentoring.matching import Mentors, best

    needs, offers = crowd(LOOKS, mentors, 5)
    began = time.process_time()
    found = [best(need, Mentors(offers)) for need in needs]
    spent = (time.process_time() - began) / LOOKS
    return {
        "pairs": sum(map(len, found)),
        "total": sum(pair.total for pairs in found for pair in pairs),
        "seconds": spent,
    }


def run(kind: str, *sizes: int) -> dict[str, Any]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, kind, *map(str, sizes)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def measure_matching() -> list[str]:
    """Prints the table; what missed its target."""
    print("\nmatching: most pairs first, then the highest total; CPU seconds and memory of a process each")
    misses = []
    for sizes, kinds in (((1000, 1000, 1), ("ours", "dense")), ((10_000, 2000, 5), ("ours", "whole"))):
        found = {kind: run(kind, *sizes) for kind in kinds}
        reference = found[kinds[1]]
        for kind, row in found.items():
            part = row["total"] / reference["total"]
            print(
                f"  {sizes[0]:6} × {sizes[1]:5} × {sizes[2]}  {kind:6} {row['pairs']:6} pairs,"
                f" total {row['total'] / 100:12.2f}, {row['seconds']:6.2f} s, {row['megabytes']:5.0f} MB,"
                f" {part:.5f} of the best",
                flush=True,
            )
        row = found["ours"]
        if row["pairs"] != reference["pairs"] or row["total"] < LEAST_OF_BEST * reference["total"]:
            misses.append(f"matching {sizes}: {row['pairs']} pairs of {reference['pairs']}, {row['total']}")
        if row["seconds"] > MOST_SECONDS or row["megabytes"] > MOST_MEGABYTES:
            misses.append(f"matching {sizes}: {row['seconds']:.1f} s, {row['megabytes']:.0f} MB")
    return misses + measure_five()


def measure_five() -> list[str]:
    """A look at forty times as many mentors costs at most forty times as much."""
    few, many = (run("five", number)["seconds"] for number in MENTORS)
    times = MENTORS[1] // MENTORS[0]
    facts = f"{many * 1000:.1f} ms, {many / few:.1f} times that of {MENTORS[0]}"
    print(f"  best five of {MENTORS[1]} mentors  {facts}", flush=True)
    return [f"best five: {facts}, more than {times}"] if many > times * few else []


KINDS = {"dense": dense, "five": five}

if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[2:]]
    if sys.argv[1] in KINDS:
        told = KINDS[sys.argv[1]](*sizes)
    else:
        told = ours(*sizes, whole=sys.argv[1] == "whole")
    print(json.dumps(told | {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
