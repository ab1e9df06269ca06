"""Opening hours in OpenStreetMap's syntax: read, evaluated for a moment or a week, said in words, filled in as a form.

`read(text)` gives `Hours`; what each part accepts and answers stands in its own file. Source of the syntax:
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from .evaluate import Hours, State, Stretch
from .reading import read
from .tree import HoursError
from .weekly import usual_week, week

__all__ = ["Hours", "HoursError", "State", "Stretch", "read", "usual_week", "week"]
