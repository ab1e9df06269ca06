"""Who could help whom, and who helps whom so that it is best for everybody together; apart from any database or page.

    mentors = Mentors(offers, weights)
    best(need, mentors)                  a mentee's five best, each with its parts
    outcome = match(needs, mentors)      all at once: most pairs first, then the highest total
    reason_for(need, mentors)            why somebody is without a mentor
    one_more(needs, mentors, outcome)    what one more mentor of which kind would change

A score is between 0 and 100, kept as a whole number of hundredths. What the parts mean stands in scoring.py.
"""

from . import tables
from .assignment import Outcome, best, match
from .insight import Addition, Group, Reason, fairness, one_more, reason_for
from .people import LEVELS, TOPICS, Need, Offer, Wish
from .scoring import PARTS, Mentors, Pair, Weights

__all__ = [
    "LEVELS",
    "PARTS",
    "TOPICS",
    "Addition",
    "Group",
    "Mentors",
    "Need",
    "Offer",
    "Outcome",
    "Pair",
    "Reason",
    "Weights",
    "Wish",
    "best",
    "fairness",
    "match",
    "one_more",
    "reason_for",
    "tables",
]
