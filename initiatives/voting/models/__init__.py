"""What a vote consists of: the round and what is on it, the closed box, and what came out of it."""

from initiatives.voting.models.box import Ballot, DailyHead, Withdrawal
from initiatives.voting.models.counts import (
    Closure,
    CountedBallot,
    CountedReceipt,
    Participation,
    RoundResult,
    Uncounted,
)
from initiatives.voting.models.projects import Project
from initiatives.voting.models.rounds import Extension, Phase, Round

__all__ = [
    "Ballot",
    "Closure",
    "CountedBallot",
    "CountedReceipt",
    "DailyHead",
    "Extension",
    "Participation",
    "Phase",
    "Project",
    "Round",
    "RoundResult",
    "Uncounted",
    "Withdrawal",
]
