"""What a vote consists of: round, closed box, paper, what came out and who signed it; and village meetings."""

from initiatives.voting.models.box import Ballot, DailyHead, Withdrawal
from initiatives.voting.models.certifying import Annotation, Certification, Objection, Replacement
from initiatives.voting.models.counts import (
    Closure,
    CodeParticipation,
    CountedBallot,
    CountedReceipt,
    Participation,
    RoundResult,
    Uncounted,
)
from initiatives.voting.models.extensions import Extension
from initiatives.voting.models.meetings import Attendance, Attendee, Meeting, Stage, Term
from initiatives.voting.models.minutes import HandingIn, Minutes, Remark
from initiatives.voting.models.motions import Hands, Motion
from initiatives.voting.models.paper import PaperBallot, PaperVoter, VotingCode
from initiatives.voting.models.projects import Pool, Project
from initiatives.voting.models.reminders import Reminder
from initiatives.voting.models.rounds import Phase, Round

__all__ = [
    "Annotation",
    "Attendance",
    "Attendee",
    "Ballot",
    "Certification",
    "Closure",
    "CodeParticipation",
    "CountedBallot",
    "CountedReceipt",
    "DailyHead",
    "Extension",
    "HandingIn",
    "Hands",
    "Meeting",
    "Minutes",
    "Motion",
    "Objection",
    "PaperBallot",
    "PaperVoter",
    "Participation",
    "Phase",
    "Pool",
    "Project",
    "Remark",
    "Reminder",
    "Replacement",
    "Round",
    "RoundResult",
    "Stage",
    "Term",
    "Uncounted",
    "VotingCode",
    "Withdrawal",
]
