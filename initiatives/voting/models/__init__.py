"""What a vote consists of: the round and what is on it, the closed box, what came out of it; and village meetings."""

from initiatives.voting.models.box import Ballot, DailyHead, Withdrawal
from initiatives.voting.models.counts import (
    Closure,
    CountedBallot,
    CountedReceipt,
    Participation,
    RoundResult,
    Uncounted,
)
from initiatives.voting.models.meetings import Attendance, Attendee, Meeting, Stage, Term
from initiatives.voting.models.minutes import Remark, HandingIn, Minutes
from initiatives.voting.models.motions import Hands, Motion
from initiatives.voting.models.projects import Project
from initiatives.voting.models.rounds import Extension, Phase, Round

__all__ = [
    "Remark",
    "Attendance",
    "Attendee",
    "Ballot",
    "Closure",
    "CountedBallot",
    "CountedReceipt",
    "DailyHead",
    "Extension",
    "HandingIn",
    "Hands",
    "Meeting",
    "Minutes",
    "Motion",
    "Participation",
    "Phase",
    "Project",
    "Round",
    "RoundResult",
    "Stage",
    "Term",
    "Uncounted",
    "Withdrawal",
]
