"""Everything that changes a vote, as verbs."""

from initiatives.voting.actions.ballots import NotEligible, TookPaper, VotingClosed, cast, withdraw
from initiatives.voting.actions.certifying import (
    CannotCertify,
    NotCertified,
    WrongSeal,
    annotate,
    certification_obstacles,
    certify,
    name_certifiers,
)
from initiatives.voting.actions.closing import NumbersDisagree, TooEarly, close
from initiatives.voting.actions.counts import Certified, count
from initiatives.voting.actions.deadlines import catch_up
from initiatives.voting.actions.imports import import_pabulib
from initiatives.voting.actions.keying import (
    Keyed,
    key_in,
    receive_papers,
    refuse_reading,
    set_aside,
    settle_papers,
)
from initiatives.voting.actions.notices import publish_head
from initiatives.voting.actions.objecting import Answered, NotNow, answer_objection, object_to
from initiatives.voting.actions.paper import PaperRefused, issue_paper, print_papers
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
    "Answered",
    "CannotCertify",
    "CannotExtend",
    "CannotOpen",
    "Certified",
    "Keyed",
    "NotCertified",
    "NotEligible",
    "NotNow",
    "NumbersDisagree",
    "PaperRefused",
    "PoolInUse",
    "RulesFrozen",
    "TooEarly",
    "TookPaper",
    "VotingClosed",
    "WrongSeal",
    "adopt_initiatives",
    "annotate",
    "announce",
    "answer_objection",
    "cast",
    "catch_up",
    "certification_obstacles",
    "certify",
    "close",
    "count",
    "extend",
    "import_pabulib",
    "issue_paper",
    "key_in",
    "name_certifiers",
    "object_to",
    "obstacles",
    "open_round",
    "print_papers",
    "publish_head",
    "print_codes",
    "receive_papers",
    "refuse_reading",
    "remove_pool",
    "remove_project",
    "save_pool",
    "save_project",
    "save_round",
    "set_aside",
    "settle_papers",
    "withdraw",
]
