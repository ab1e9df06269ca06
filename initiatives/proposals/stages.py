"""An initiative's life as a table: which verb leads from where to where, who may say it, and what it needs."""

from dataclasses import dataclass
from enum import Enum

from initiatives.proposals.models.initiative import State


class Who(Enum):
    AUTHOR = "author"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"  # it follows from something else, as a merger does from its authors' consent


@dataclass(frozen=True)
class Transition:
    """`in_time` waits for no appeal after its days; `other_hand` is for another coordinator than who refused."""

    sources: frozenset[State]
    target: State
    who: Who
    needs_reason: bool = False
    needs_support: bool = False
    in_time: bool = False
    other_hand: bool = False


def step(sources: set[State], target: State, who: Who, **needs: bool) -> Transition:
    return Transition(frozenset(sources), target, who, **needs)


WAITING = {State.PUBLISHED, State.FORMAL, State.MERIT}
TRANSITIONS = {
    "publish": step({State.DRAFT}, State.PUBLISHED, Who.AUTHOR),
    "withdraw": step(
        WAITING | {State.ADMITTED, State.REFUSED, State.APPEALED, State.NOT_SELECTED},
        State.WITHDRAWN,
        Who.AUTHOR,
        needs_reason=True,
    ),
    "check_form": step({State.PUBLISHED}, State.FORMAL, Who.COORDINATOR, needs_support=True),
    "check_merit": step({State.FORMAL}, State.MERIT, Who.COORDINATOR),
    "admit": step({State.MERIT}, State.ADMITTED, Who.COORDINATOR),
    "refuse": step(WAITING | {State.ADMITTED}, State.REFUSED, Who.COORDINATOR, needs_reason=True),
    "appeal": step({State.REFUSED}, State.APPEALED, Who.AUTHOR, needs_reason=True, in_time=True),
    "grant_appeal": step({State.APPEALED}, State.ADMITTED, Who.COORDINATOR, other_hand=True),
    "reject_appeal": step({State.APPEALED}, State.REJECTED, Who.COORDINATOR, needs_reason=True, other_hand=True),
    "put_on_ballot": step({State.ADMITTED, State.NOT_SELECTED}, State.ON_BALLOT, Who.COORDINATOR),
    "take_off_ballot": step({State.ON_BALLOT}, State.ADMITTED, Who.COORDINATOR, needs_reason=True),
    "take_up": step({State.ADMITTED, State.NOT_SELECTED}, State.TAKEN_UP, Who.COORDINATOR),
    "select": step({State.ADMITTED, State.ON_BALLOT}, State.SELECTED, Who.COORDINATOR),
    "not_select": step({State.ADMITTED, State.ON_BALLOT}, State.NOT_SELECTED, Who.COORDINATOR, needs_reason=True),
    "start_delivery": step({State.TAKEN_UP, State.SELECTED}, State.IN_DELIVERY, Who.COORDINATOR),
    "finish": step({State.IN_DELIVERY}, State.DONE, Who.COORDINATOR),
    "merge": step(WAITING, State.MERGED, Who.NOBODY, needs_reason=True),
}
# Verbs that imply others: whoever admits what has just found its support has checked it in the same breath.
IMPLIED = {"admit": ("check_form", "check_merit"), "start_delivery": ("take_up",)}
