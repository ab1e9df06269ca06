"""The voters' money in Equal Shares, in floats (fast, refuses close calls) and in integers (exact).

Both answer the same questions for a project whose supporters share its cost as evenly as their money allows: is it
affordable, at what price per voter (per point), and what is its effective vote count = cost / price. The price is the
fixpoint of `paid = all the money of those who have less than the price`; two to four passes find it, without sorting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np

from .profiles import Array, Backing, Profile

CLOSE = 1e-9  # relative; float decisions nearer than this are taken again in integers
EPSILON = float(np.finfo(np.float64).eps)
CLEAR = 1e-7  # relative; voters whose money is this near the price count as possibly unable to pay it
MOST_EXACT = 2**52  # sums of voters and points up to here are exact in floats


class CloseCallError(ArithmeticError):
    """Floats cannot decide this endowment."""


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What an affordable project would cost its supporters now.

    votes: effective vote count, certain to lie between floor and ceiling; exactly: the same where it is known exactly.
    price: per voter, per point; poor: which of its ballots give all they have.
    """

    place: int
    votes: Any
    floor: Any
    ceiling: Any
    exactly: int | Fraction | None
    price: Any
    poor: Array


class Purse(Protocol):
    def offer(self, place: int) -> Offer | None:
        """None when the supporters cannot pay; money only shrinks, so they never will."""

    def pay(self, offer: Offer) -> None: ...

    def left(self, place: int) -> float:
        """What the supporters have together."""

    def price(self, offer: Offer) -> float:
        """In the caller's money units, per voter (per point)."""


class FloatPurse:
    """`doubt` bounds, for every voter, how far the float balance may be from the exact one. It starts at one
    rounding, grows with each purchase the voter shares by the possible error of the price, and returns to nothing
    with an empty purse."""

    def __init__(self, profile: Profile, costs: Sequence[int], endowment: Fraction) -> None:
        self.backing, self.costs = profile.backing, costs
        self.money = np.full(len(profile.weights), float(endowment))
        self.rounding = EPSILON * float(endowment)
        self.doubt = np.full(len(profile.weights), self.rounding)
        self.worst = self.rounding

    def offer(self, place: int) -> Offer | None:
        backing, cost = self.backing[place], float(self.costs[place])
        if backing.total > MOST_EXACT:
            raise CloseCallError
        have = self.money.take(backing.ballots)
        together = have * backing.weights
        gap = float(together.sum()) - cost
        if abs(gap) <= CLOSE * cost + len(have) * EPSILON * (cost + abs(gap)) + self.worst * backing.total:
            raise CloseCallError
        if gap < 0:
            return None
        reach = have if backing.points is None else have / backing.points
        price, poor = _shared(cost, together, backing, reach)
        error = self._error(backing, cost, price, reach)
        votes, blur = cost / price, CLOSE + error / price
        exactly = None if float(reach.min()) < price * (1 + CLEAR) else backing.total
        return Offer(place, votes, votes * (1 - blur), votes * (1 + blur), exactly, price, poor)

    def _error(self, backing: Backing, cost: float, price: float, reach: Array, *, fine: bool = False) -> float:
        """How far the price may be from the exact one: the doubt about what the poor give is spread over the others.
        First as if everybody's doubt were the worst, and only where that is too much, voter by voter."""
        near = reach < price * (1 + CLEAR)  # who is poor, or might be
        firm = backing.total - float((backing.stakes * near).sum())
        if firm <= 0:
            raise CloseCallError
        doubt = self.worst * (backing.total - firm)
        if fine:
            doubt = float((self.doubt.take(backing.ballots) * backing.weights)[near].sum())
        error = (doubt + len(reach) * EPSILON * cost) / firm + EPSILON * price
        if not fine and error > CLOSE * price:
            return self._error(backing, cost, price, reach, fine=True)
        if max(error, self.worst) > price * CLEAR / 4:
            raise CloseCallError
        return error

    def pay(self, offer: Offer) -> None:
        backing = self.backing[offer.place]
        have, points = self.money.take(backing.ballots), 1.0 if backing.points is None else backing.points
        asked, reach = offer.price * points, have / points
        error = self._error(backing, float(self.costs[offer.place]), offer.price, reach, fine=True)
        surely_poor = reach < offer.price * (1 - CLEAR)
        doubt = self.doubt.take(backing.ballots) + error * points + self.rounding
        self.money[backing.ballots] = np.maximum(have - asked, 0.0)
        self.doubt[backing.ballots] = np.where(surely_poor, 0.0, doubt)
        self.worst = float(self.doubt.max())

    def left(self, place: int) -> float:
        backing = self.backing[place]
        return float((self.money[backing.ballots] * backing.weights).sum())

    def price(self, offer: Offer) -> float:
        return float(offer.price)


def _shared(cost: float, together: Array, backing: Backing, reach: Array) -> tuple[float, Array]:
    """Price, and which ballots give less."""
    price, known = cost / backing.total, 0
    while True:
        poor = reach < price
        found = int(np.count_nonzero(poor))
        if found <= known:
            return price, poor
        known = found
        share = backing.total - float((backing.stakes * poor).sum())
        if share <= 0:
            raise CloseCallError
        price = (cost - float((together * poor).sum())) / share


class ExactPurse:
    """Balances are Python integers over one common denominator, `parts`, that grows with each purchase."""

    def __init__(self, profile: Profile, costs: Sequence[int], endowment: Fraction) -> None:
        self.backing, self.costs = profile.backing, costs
        self.parts = endowment.denominator
        self.money = np.full(len(profile.weights), endowment.numerator, dtype=object)

    def offer(self, place: int) -> Offer | None:
        backing, cost = self.backing[place], self.costs[place] * self.parts
        have, weights, points = self.money[backing.ballots], _integers(backing.weights), _points(backing)
        together, stakes = have * weights, weights if points is None else weights * points
        if together.sum() < cost:
            return None
        due, share, known = cost, backing.total, 0
        while True:
            poor = have <= (due - 1) // share if points is None else have * share < due * points
            found = int(np.count_nonzero(poor))
            if found == known:
                break
            known, due, share = found, cost - together[poor].sum(), backing.total - stakes[poor].sum()
        price, votes = Fraction(due, share), Fraction(cost * share, due)
        return Offer(place, votes, votes, votes, votes, price, poor)

    def pay(self, offer: Offer) -> None:
        backing, points = self.backing[offer.place], _points(self.backing[offer.place])
        finer = offer.price.denominator
        asked = offer.price.numerator if points is None else offer.price.numerator * points
        self.money *= finer
        self.money[backing.ballots] = np.maximum(self.money[backing.ballots] - asked, 0)
        self.parts *= finer

    def left(self, place: int) -> float:
        backing = self.backing[place]
        return float(Fraction(int((self.money[backing.ballots] * _integers(backing.weights)).sum()), self.parts))

    def price(self, offer: Offer) -> float:
        return float(offer.price / self.parts)


def _integers(values: Array) -> Array:
    return values.astype(np.int64).astype(object)


def _points(backing: Backing) -> Array | None:
    return None if backing.points is None else _integers(backing.points)
