"""What a coordinator asks of an outcome: why not, what if, and is it fair."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .assignment import Outcome, match
from .people import SLOTS, Need, Offer
from .scoring import CONDITIONS, USEFUL, Mentors, View

ENOUGH = 10  # in a group; of fewer nothing is said
TRIED = 12
ANYWHERE = "one more"


@dataclass(frozen=True)
class Reason:
    """Why a mentee is without a mentor.

    `kind`: the hard condition that ruled out the last who were left (see scoring.CONDITIONS), `full` where those who
    fit have no room, `nobody` where there are no mentors. `fitting`: how many meet every hard condition.
    """

    kind: str
    fitting: int = 0


def reason_for(need: Need, mentors: Mentors) -> Reason:
    """For a mentee whom `match` left alone."""
    left = np.ones(len(mentors.rows), dtype=bool)
    if not left.any():
        return Reason("nobody")
    conditions = View(mentors, need).conditions
    for kind in CONDITIONS:
        left = left & conditions[kind]
        if not left.any():
            return Reason(kind)
    return Reason("full", int(left.sum()))


@dataclass(frozen=True)
class Addition:
    """One more mentor who helps with `topic` in `language`: `pairs` more, and `points` more in all (in hundredths)."""

    topic: str
    language: str
    pairs: int
    points: int


def one_more(
    needs: Sequence[Need],
    mentors: Mentors,
    outcome: Outcome,
    *,
    fixed: Mapping[str, str] | None = None,
    capacity: int = 1,
) -> list[Addition]:
    """Which one mentor more would change most, the best first; exact, for the kinds that most of the unmatched need.

    The mentor supposed speaks only that language, helps only with that, meets online and is free all week.
    """
    without = {need.key: need for need in needs if need.key in set(outcome.unmatched)}
    wanted: Counter[tuple[str, str]] = Counter()
    for need in without.values():
        spoken = [code for code, level in need.languages.items() if level >= USEFUL]
        wanted.update((topic, code) for topic in need.topics for code in spoken)
    found = []
    for topic, language in sorted(wanted, key=lambda kind: (-wanted[kind], kind))[:TRIED]:
        supposed = Offer(
            key=ANYWHERE,
            topics=frozenset([topic]),
            languages={language: 6},
            hours=frozenset(range(SLOTS)),
            capacity=capacity,
        )
        then = match(needs, Mentors([*mentors.rows, supposed], mentors.weighed), fixed=fixed)
        gain = len(then.pairs) - len(outcome.pairs)
        if gain:
            found.append(Addition(topic, language, gain, then.total - outcome.total))
    return sorted(found, key=lambda each: (-each.pairs, -each.points, each.topic, each.language))


@dataclass(frozen=True)
class Group:
    """A self-declared group of mentees: how many there are, the share that is matched, and its mean score."""

    name: str
    size: int
    matched: float
    mean: float | None


def fairness(outcome: Outcome, groups: Mapping[str, Sequence[str]]) -> list[Group]:
    """`groups`: name → keys of its mentees. Of groups with fewer than ENOUGH nothing is told."""
    scores = {pair.mentee: pair.score for pair in outcome.pairs}
    told = []
    for name, keys in sorted(groups.items()):
        if len(keys) < ENOUGH:
            continue
        own = [scores[key] for key in keys if key in scores]
        mean = sum(own) / len(own) if own else None
        told.append(Group(name, len(keys), len(own) / len(keys), mean))
    return told
