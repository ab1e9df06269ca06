"""How mentoring goes in a centre, in numbers that give nobody away. Pure: facts without names in, figures out.

`figures` is the way in. Counts under five are hidden, and so is as much beside them as keeps them from being worked out
(hiding.py); how sure an estimate is stands in estimates.py, with its sources.
"""

from mentoring.figures.asking import Asked, Feedback, GoalSet, Paired, figures
from mentoring.figures.estimates import Estimate, mean, spread, wilson
from mentoring.figures.hiding import FEWEST, Table, protected
from mentoring.figures.quarters import Quarter, Span
from mentoring.figures.questions import Cell, Line, Question

__all__ = [
    "FEWEST",
    "Asked",
    "Cell",
    "Estimate",
    "Feedback",
    "GoalSet",
    "Line",
    "Paired",
    "Quarter",
    "Question",
    "Span",
    "Table",
    "figures",
    "mean",
    "protected",
    "spread",
    "wilson",
]
