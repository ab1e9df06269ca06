"""The rules again, written for reading: one Fraction per voter, every project looked at in every round."""

from collections.abc import Sequence
from fractions import Fraction

from tests.voting.counting.elections import Small


def price(cost: int, purses: Sequence[Fraction], points: Sequence[int]) -> Fraction | None:
    """Per point, so that everybody pays price * points or all they have; None when they cannot pay."""
    if sum(purses) < cost:
        return None
    paid, shares = Fraction(0), sum(points)
    for purse, weight in sorted(zip(purses, points, strict=True), key=lambda pair: pair[0] / pair[1]):
        if purse * shares >= (cost - paid) * weight:
            return (cost - paid) / shares
        paid, shares = paid + purse, shares - weight
    raise AssertionError("somebody can always pay the rest")


def equal_shares(small: Small, endowment: Fraction, order: Sequence[str]) -> list[str]:
    purses = [endowment] * len(small.ballots)
    votes = {id_: sum(id_ in ballot for ballot in small.ballots) for id_ in small.costs}
    winners: list[str] = []
    while True:
        offers = []
        for id_, cost in small.costs.items():
            behind = [voter for voter, ballot in enumerate(small.ballots) if id_ in ballot]
            if id_ in winners or not behind:
                continue
            asked = price(cost, [purses[voter] for voter in behind], [small.ballots[voter][id_] for voter in behind])
            if asked is not None:
                offers.append((asked / cost, cost, -votes[id_], order.index(id_), id_, asked))
        if not offers:
            return winners
        *_, winner, asked = min(offers)
        winners.append(winner)
        for voter, ballot in enumerate(small.ballots):
            if winner in ballot:
                purses[voter] = max(purses[voter] - asked * ballot[winner], Fraction(0))


def add1(small: Small, order: Sequence[str], increment: int = 1) -> tuple[list[str], Fraction]:
    """Winners and the endowment they belong to."""
    endowment = Fraction(small.budget, len(small.ballots))
    winners = equal_shares(small, endowment, order)
    supported = {id_ for ballot in small.ballots for id_ in ballot}
    trial = small.budget // len(small.ballots)
    while set(winners) != supported:
        trial += increment
        found = equal_shares(small, Fraction(trial), order)
        if sum(small.costs[id_] for id_ in found) > small.budget:
            break
        winners, endowment = found, Fraction(trial)
    return winners, endowment


def greedy(small: Small, order: Sequence[str]) -> list[str]:
    votes = {id_: sum(id_ in ballot for ballot in small.ballots) for id_ in small.costs}
    score = {id_: sum(ballot.get(id_, 0) for ballot in small.ballots) for id_ in small.costs}
    left, winners = small.budget, []
    for id_ in sorted(small.costs, key=lambda id_: (-score[id_], small.costs[id_], -votes[id_], order.index(id_))):
        if small.costs[id_] <= left:
            winners.append(id_)
            left -= small.costs[id_]
    return winners
