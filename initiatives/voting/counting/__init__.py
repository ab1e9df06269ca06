"""Counting a civic budget, apart from any database or page: the same winners here, in recount.py and in the browser.

    election = pabulib.parse(Path("Poland_Wieliczka_2023_Green_Budget.pb").read_bytes())
    outcome = count(election.projects, election.profile, election.budget, Parameters(increment=1, comparison=True))

Money is whole numbers of whatever unit the caller keeps it in; see Parameters.unit. Greedy and the Method of Equal
Shares for approval, points and ranking ballots; the outcome is always the exact one (purses.py says how floats are
kept honest).
"""

from . import pabulib
from .draw import commitment, drawn_order, lot, new_seed
from .equal_shares import auto_increment
from .model import Comparison, CountError, Fate, Outcome, Parameters, Project, Tie, Trace
from .profiles import Backing, Profile
from .tally import compare, count, count_pools, satisfaction

__all__ = [
    "Backing",
    "Comparison",
    "CountError",
    "Fate",
    "Outcome",
    "Parameters",
    "Profile",
    "Project",
    "Tie",
    "Trace",
    "auto_increment",
    "commitment",
    "compare",
    "count",
    "count_pools",
    "drawn_order",
    "lot",
    "new_seed",
    "pabulib",
    "satisfaction",
]
