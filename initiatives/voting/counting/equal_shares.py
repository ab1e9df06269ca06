"""The Method of Equal Shares with cost utility, and its Add1 completion as cities have practised it.

Every voter gets the same money. Round by round the affordable project with the highest effective vote count is
bought, and its supporters share the cost as evenly as their money allows. Effective votes = cost / price; for points
ballots the price is per point. Sources: Peters, Pierczynski, Skowron, "Proportional Participatory Budgeting with
Additive Utilities" (2021); equalshares.net; the count of Wieliczka 2023, which this module reproduces (it did not
stop at the first exhaustive outcome).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .contest import Contest, Key
from .model import CountError, Fate, Tie, Trace
from .purses import CloseCallError, ExactPurse, FloatPurse, Offer, Purse

MOST_STEPS = 100_000


@dataclass(frozen=True)
class Shares:
    """One count at one endowment. When `overspent`, it was broken off at the purchase that passed the limit."""

    endowment: Fraction
    bought: tuple[Offer, ...]
    cost: int
    ties: tuple[Tie, ...]
    overspent: bool
    exact: bool
    purse: Purse

    @property
    def winners(self) -> tuple[int, ...]:
        return tuple(offer.place for offer in self.bought)


@dataclass(frozen=True)
class Completed:
    """The count that stands after completion; increment in money units; steps tried, the overspending one included."""

    shares: Shares
    increment: int | None
    steps: int
    drawn_steps: int
    exact_counts: int


def equal_shares(contest: Contest) -> Completed:
    """Count as the contest's parameters say: at B/n, and from there up when the completion is Add1."""
    chosen, voters = contest.parameters, contest.profile.voters
    keys = contest.precedence("file")
    standing = _count(contest, Fraction(contest.budget, voters), keys)
    tried = [(standing.exact, _drawn(standing))]
    if chosen.completion == "none":
        return _completed(standing, None, tried)
    coins = contest.budget // (voters * chosen.unit)
    increment = chosen.increment if chosen.increment != "auto" else auto_increment(contest.budget, voters, chosen.unit)
    endowment = coins * chosen.unit
    while not _finished(contest, standing):
        if len(tried) > MOST_STEPS:
            raise CountError(
                f"After {MOST_STEPS} steps of {increment} the money is still not spent; use a larger increment."
            )
        endowment += increment * chosen.unit
        trial = _count(contest, Fraction(endowment), keys)
        tried.append((trial.exact, _drawn(trial)))
        if trial.overspent:
            break
        standing = trial
    return _completed(standing, increment, tried)


def auto_increment(budget: int, voters: int, unit: int = 1) -> int:
    """1 unit of currency while the voter's share is below 5,000 of them, a five-hundredth of the share above."""
    share = Fraction(budget, voters * unit)
    return 1 if share < 5000 else int(share / 500)


def traces(contest: Contest, shares: Shares) -> dict[int, Trace]:
    """What became of each project in this count."""
    found: dict[int, Trace] = {}
    scale, kept_out = contest.profile.scale, contest.kept_out(shares.winners)
    for round_, offer in enumerate(shares.bought, start=1):
        backing = contest.profile.backing[offer.place]
        payers, rest = int(backing.weights.sum()), int(backing.weights[offer.poor].sum())
        found[offer.place] = contest.trace(
            offer.place,
            Fate.BOUGHT,
            round=round_,
            effective_votes=float(offer.votes) / scale,
            price=shares.purse.price(offer) * scale,
            paid_price=payers - rest,
            paid_rest=rest,
        )
    for place, backing in enumerate(contest.profile.backing):
        if place in found or place in contest.excluded:
            continue
        money = shares.purse.left(place)
        if place in kept_out:
            instead = contest.profile.ids[kept_out[place]]
            found[place] = contest.trace(place, Fate.ALTERNATIVE, money=money, instead=instead)
            continue
        fate = Fate.UNAFFORDABLE if backing.total else Fate.NO_SUPPORT
        found[place] = contest.trace(place, fate, money=money, missing=contest.costs[place] - money)
    return found


def _completed(standing: Shares, increment: int | None, tried: list[tuple[bool, bool]]) -> Completed:
    return Completed(
        standing, increment, len(tried) - 1, sum(drawn for _, drawn in tried), sum(exact for exact, _ in tried)
    )


def _drawn(shares: Shares) -> bool:
    return any(tie.decided_by == "order" for tie in shares.ties)


def _finished(contest: Contest, standing: Shares) -> bool:
    """Nothing is left to buy, or, where that is asked for, nothing that fits."""
    open_ = _candidates(contest).keys() - set(standing.winners) - contest.kept_out(standing.winners).keys()
    if not contest.parameters.stop_at_exhaustive:
        return not open_
    return all(standing.cost + contest.costs[place] > contest.budget for place in open_)


def _candidates(contest: Contest) -> dict[int, int]:
    """Supported projects that are in, with the effective votes they can have at most."""
    backing = contest.profile.backing
    return {place: b.total for place, b in enumerate(backing) if b.total and place not in contest.excluded}


def _count(contest: Contest, endowment: Fraction, keys: list[Key]) -> Shares:
    try:
        return _buy(contest, FloatPurse(contest.profile, contest.costs, endowment), endowment, keys)
    except CloseCallError:
        return _buy(contest, ExactPurse(contest.profile, contest.costs, endowment), endowment, keys)


def _buy(contest: Contest, purse: Purse, endowment: Fraction, keys: list[Key]) -> Shares:
    open_: dict[int, Any] = dict(_candidates(contest))
    bought: list[Offer] = []
    ties: list[Tie] = []
    cost = 0
    while leaders := _leaders(purse, open_):
        first = min(leaders, key=lambda offer: keys[offer.place])
        if len(leaders) > 1:
            ties.append(contest.first_tie(len(bought) + 1, [offer.place for offer in leaders], keys))
        bought.append(first)
        cost += contest.costs[first.place]
        if cost > contest.budget:
            break
        for gone in (first.place, *contest.rivals[first.place]):
            open_.pop(gone, None)
        purse.pay(first)
    return Shares(
        endowment, tuple(bought), cost, tuple(ties), cost > contest.budget, isinstance(purse, ExactPurse), purse
    )


def _leaders(purse: Purse, open_: dict[int, Any]) -> list[Offer]:
    """The offers with most effective votes. `open_` holds, per project, the most it can have: money only shrinks, so
    what it had when last looked at bounds it. Looking in that order, most projects need not be looked at."""
    offers: list[Offer] = []
    best: Offer | None = None
    for place in sorted(open_, key=lambda place: -open_[place]):
        if best is not None and open_[place] < best.floor:
            break
        offer = purse.offer(place)
        if offer is None:
            del open_[place]
            continue
        open_[place] = offer.ceiling
        offers.append(offer)
        if best is None or offer.votes > best.votes:
            best = offer
    if best is None:
        return []
    close = [offer for offer in offers if offer.ceiling >= best.floor]
    if len(close) == 1:
        return close
    known = [offer.exactly for offer in close if offer.exactly is not None]
    if len(known) < len(close):
        raise CloseCallError
    return [offer for offer in close if offer.exactly == max(known)]
