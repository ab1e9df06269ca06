"""Everything that changes a vote, as verbs."""

from initiatives.voting.actions.ballots import NotEligible, VotingClosed, cast, withdraw
from initiatives.voting.actions.closing import NumbersDisagree, TooEarly, close
from initiatives.voting.actions.counts import count
from initiatives.voting.actions.imports import import_pabulib
from initiatives.voting.actions.notices import publish_head
from initiatives.voting.actions.rounds import (
    CannotExtend,
    CannotOpen,
    PoolInUse,
    RulesFrozen,
    adopt_initiatives,
    announce,
    extend,
    obstacles,
    open_round,
    print_codes,
    remove_pool,
    remove_project,
    save_pool,
    save_project,
    save_round,
)

__all__ = [
    "CannotExtend",
    "CannotOpen",
    "NotEligible",
    "NumbersDisagree",
    "PoolInUse",
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
    "print_codes",
    "remove_pool",
    "remove_project",
    "save_pool",
    "save_project",
    "save_round",
    "withdraw",
]
