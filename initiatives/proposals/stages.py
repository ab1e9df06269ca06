"""An initiative's life as a table: which verb leads from where to where, who may say it, and what it needs."""

from dataclasses import dataclass
from enum import Enum

from initiatives.proposals.models.initiative import State


class Who(Enum):
    AUTHOR = "author"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Transition:
    sources: frozenset[State]
    target: State
    who: Who
    needs_reason: bool = False
    needs_support: bool = False


def step(sources: set[State], target: State, who: Who, **needs: bool) -> Transition:
    return Transition(frozenset(sources), target, who, **needs)


TRANSITIONS = {
    "publish": step({State.DRAFT}, State.PUBLISHED, Who.AUTHOR),
    "withdraw": step({State.PUBLISHED, State.ADMITTED}, State.WITHDRAWN, Who.AUTHOR, needs_reason=True),
    "admit": step({State.PUBLISHED}, State.ADMITTED, Who.COORDINATOR, needs_support=True),
    "refuse": step({State.PUBLISHED, State.ADMITTED}, State.REFUSED, Who.COORDINATOR, needs_reason=True),
    "select": step({State.ADMITTED}, State.SELECTED, Who.COORDINATOR),
    "start_delivery": step({State.ADMITTED, State.SELECTED}, State.IN_DELIVERY, Who.COORDINATOR),
    "finish": step({State.IN_DELIVERY}, State.DONE, Who.COORDINATOR),
}
