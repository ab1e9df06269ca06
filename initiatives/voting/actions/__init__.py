"""Everything that changes a vote, as verbs."""

from initiatives.voting.actions.ballots import NotEligible, VotingClosed, cast, withdraw
from initiatives.voting.actions.closing import NumbersDisagree, TooEarly, close
from initiatives.voting.actions.counts import count
from initiatives.voting.actions.hall import count_attendance, count_hands, list_member, list_names, strike_name
from initiatives.voting.actions.imports import import_pabulib
from initiatives.voting.actions.meetings import (
    MeetingBegun,
    MeetingFinal,
    adopt_motions,
    announce_meeting,
    call_off,
    name_chair,
    remove_motion,
    save_meeting,
    save_motion,
)
from initiatives.voting.actions.minutes import adopt_minutes, hand_in, remark
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
    "MeetingBegun",
    "MeetingFinal",
    "NotEligible",
    "NumbersDisagree",
    "RulesFrozen",
    "TooEarly",
    "VotingClosed",
    "adopt_initiatives",
    "adopt_minutes",
    "adopt_motions",
    "remark",
    "announce",
    "announce_meeting",
    "call_off",
    "cast",
    "close",
    "count",
    "count_attendance",
    "count_hands",
    "extend",
    "hand_in",
    "import_pabulib",
    "list_member",
    "list_names",
    "name_chair",
    "obstacles",
    "open_round",
    "publish_head",
    "remove_motion",
    "remove_project",
    "save_meeting",
    "save_motion",
    "save_project",
    "save_round",
    "strike_name",
    "withdraw",
]
