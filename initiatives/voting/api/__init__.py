"""Votes, their results and village meetings in the public API, as far as their pages tell them to any stranger."""

from initiatives.voting.api.meetings import MEETINGS
from initiatives.voting.api.results import RESULTS
from initiatives.voting.api.rounds import ROUNDS

RESOURCES = [ROUNDS, RESULTS, MEETINGS]
