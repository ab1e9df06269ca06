"""Everything that changes a vote, as verbs."""

from initiatives.voting.actions.ballots import NotEligible, VotingClosed, cast, withdraw
from initiatives.voting.actions.closing import NumbersDisagree, TooEarly, close
from initiatives.voting.actions.counts import count
from initiatives.voting.actions.imports import import_pabulib
from initiatives.voting.actions.notices import publish_head
from initiatives.voting.actions.rounds import (
    CannotExtend,
    CannotOpen,
    RulesFrozen,
    adopt_initiatives,
    announce,
    extend,
    obstacles,
    open_round,
    remove_project,
    save_project,
    save_round,
)

__all__ = [
    "CannotExtend",
    "CannotOpen",
    "NotEligible",
    "NumbersDisagree",
    "RulesFrozen",
    "TooEarly",
    "VotingClosed",
    "adopt_initiatives",
    "announce",
    "cast",
    "close",
    "count",
    "extend",
    "import_pabulib",
    "obstacles",
    "open_round",
    "publish_head",
    "remove_project",
    "save_project",
    "save_round",
    "withdraw",
]
