"""What a vote consists of: the round and what is on it, the closed box, paper beside it, and what came out."""

from initiatives.voting.models.box import Ballot, DailyHead, Withdrawal
from initiatives.voting.models.certifying import Annotation, Certification, Objection
from initiatives.voting.models.counts import (
    Closure,
    CodeParticipation,
    CountedBallot,
    CountedReceipt,
    Participation,
    RoundResult,
    Uncounted,
)
from initiatives.voting.models.paper import PaperBallot, PaperVoter, VotingCode
from initiatives.voting.models.projects import Pool, Project
from initiatives.voting.models.rounds import Extension, Phase, Round

__all__ = [
    "Annotation",
    "Ballot",
    "Certification",
    "Closure",
    "CodeParticipation",
    "CountedBallot",
    "CountedReceipt",
    "DailyHead",
    "Extension",
    "Objection",
    "PaperBallot",
    "PaperVoter",
    "Participation",
    "Phase",
    "Pool",
    "Project",
    "Round",
    "RoundResult",
    "Uncounted",
    "VotingCode",
    "Withdrawal",
]
