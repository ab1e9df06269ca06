"""Who helps whom: most pairs first, then the highest total over everybody at once, as a flow of least cost.

Each mentee's candidates come from the hard conditions; no matrix of all with all is ever made. Where there are more
than EDGES of them, each mentee keeps the best only (never fewer than LEAST), with which the total is the best one in
practice (the bench compares). Costs are whole numbers, rows are sorted by key: the same people give the same pairs,
whatever their order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from .people import Need
from .scoring import Array, Mentors, Pair, View

EDGES = 2_000_000
LEAST = 200
FIVE = 5
# A mentee more with a mentor is worth more than any gain in points over all others together could be.
PERFECT = 10_000


@dataclass
class Outcome:
    """`pairs` in the order of the mentees' keys, those that were fixed included; `unmatched`: keys of mentees."""

    pairs: list[Pair]
    unmatched: list[str]
    # How many mentees each mentor could still take.
    left: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(pair.total for pair in self.pairs)


def best(need: Need, mentors: Mentors, *, most: int = FIVE, full: Collection[str] = ()) -> list[Pair]:
    """The `most` mentors with the highest scores for one mentee, without those who are `full`."""
    view = View(mentors, need)
    rows = np.array([row for row in view.fitting.tolist() if has_room(mentors, row, full)], dtype=np.int64)
    totals = view.totals(view.points(rows))
    return view.pairs(rows[np.argsort(-totals, kind="stable")[:most]])


def has_room(mentors: Mentors, row: int, full: Collection[str]) -> bool:
    return mentors.rows[row].capacity > 0 and mentors.rows[row].key not in full


def match(
    needs: Sequence[Need],
    mentors: Mentors,
    *,
    fixed: Mapping[str, str] | None = None,
    forbidden: Iterable[tuple[str, str]] = (),
) -> Outcome:
    """Pairs everybody at once.

    `fixed`: mentee → mentor, pairs that stand and are not moved, such as published ones; `forbidden`: (mentee, mentor).
    ValueError where a fixed pair breaks a hard condition, names nobody here, or fills a mentor beyond their capacity.
    """
    people = sorted(needs, key=lambda need: need.key)
    if len({need.key for need in people}) < len(people):
        raise ValueError("two mentees have the same key")
    room = mentors.capacity.copy()
    standing = kept(people, mentors, fixed or {}, room)
    waiting = [need for need in people if need.key not in standing]
    barred: dict[str, set[int]] = {}
    for mentee, mentor in forbidden:
        if mentor in mentors.number:
            barred.setdefault(mentee, set()).add(mentors.number[mentor])
    edges = [candidates(need, mentors, room, barred.get(need.key, set()), len(waiting)) for need in waiting]
    chosen = flow(edges, room)
    found = dict(standing)
    for number, row in chosen.items():
        found[waiting[number].key] = View(mentors, waiting[number]).pairs(np.array([row]))[0]
        room[row] -= 1
    pairs = [found[need.key] for need in people if need.key in found]
    left = {offer.key: int(room[row]) for row, offer in enumerate(mentors.rows)}
    return Outcome(pairs, [need.key for need in people if need.key not in found], left)


def kept(people: list[Need], mentors: Mentors, fixed: Mapping[str, str], room: Array) -> dict[str, Pair]:
    """The fixed pairs; takes their places out of `room`."""
    known = {need.key: need for need in people}
    pairs = {}
    for mentee, mentor in sorted(fixed.items()):
        if mentee not in known or mentor not in mentors.number:
            raise ValueError(f"{mentee} and {mentor} are fixed, and one of them is not here")
        view, row = View(mentors, known[mentee]), mentors.number[mentor]
        if row not in view.fitting:
            raise ValueError(f"{mentee} and {mentor} are fixed, and a hard condition keeps them apart")
        if room[row] < 1:
            raise ValueError(f"{mentor} is fixed for more mentees than they have room for")
        room[row] -= 1
        pairs[mentee] = view.pairs(np.array([row]))[0]
    return pairs


def candidates(need: Need, mentors: Mentors, room: Array, barred: set[int], among: int) -> tuple[Array, Array]:
    """Rows and totals of those who fit and have room: the best of them where there are many."""
    view = View(mentors, need)
    rows = view.fitting
    rows = rows[room[rows] > 0]
    if barred:
        rows = rows[~np.isin(rows, list(barred))]
    totals = view.totals(view.points(rows))
    most = max(LEAST, EDGES // max(among, 1))
    if len(rows) > most:
        keep = np.sort(np.argsort(-totals, kind="stable")[:most])
        rows, totals = rows[keep], totals[keep]
    return rows, totals


def flow(edges: list[tuple[Array, Array]], room: Array) -> dict[int, int]:
    """Number of a mentee in `edges` → row of their mentor, for those who get one.

    From each mentee one unit flows through a mentor, or straight to the end at a cost that no pairing comes near.
    """
    mentees, rows = len(edges), len(room)
    if not mentees:
        return {}
    counts = np.array([len(found) for found, _totals in edges])
    heads = np.concatenate([found for found, _totals in edges]) if counts.sum() else np.zeros(0, dtype=np.int64)
    gains = np.concatenate([totals for _found, totals in edges]) if counts.sum() else np.zeros(0, dtype=np.int64)
    tails = np.repeat(np.arange(mentees), counts)
    end = mentees + rows
    alone = PERFECT * (min(mentees, int(room.sum())) + 1)
    solver: Any = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([tails, np.arange(mentees), mentees + np.arange(rows)]),
        np.concatenate([mentees + heads, np.full(mentees, end), np.full(rows, end)]),
        np.concatenate([np.ones(len(tails) + mentees, dtype=np.int64), room]),
        np.concatenate([PERFECT - gains, np.full(mentees, alone), np.zeros(rows, dtype=np.int64)]),
    )
    supplies = np.concatenate([np.ones(mentees, dtype=np.int64), np.zeros(rows, dtype=np.int64), [-mentees]])
    solver.set_nodes_supplies(np.arange(end + 1), supplies)
    if solver.solve() != solver.OPTIMAL:
        raise AssertionError("a flow that may always go past every mentor has a solution")
    used = np.flatnonzero(solver.flows(arcs[: len(tails)]))
    return dict(zip(tails[used].tolist(), heads[used].tolist(), strict=True))
