"""Real elections to test with, and small invented ones."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from initiatives.voting.counting import Outcome, Parameters, Profile, Project, count, pabulib

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "data" / "pabulib"
ELSEWHERE = ROOT.parent / "shared" / "data" / "pabulib"  # more real files, where somebody put them

WIELICZKA = "Poland_Wieliczka_2023_Green_Budget.pb"
SWIECIE = "Poland_Swiecie_2023.pb"


def _references() -> dict[str, dict[str, Any]]:
    shipped = json.loads(Path(__file__).with_name("reference.json").read_text(encoding="utf-8"))
    more = ELSEWHERE / "reference.json"
    return {**(json.loads(more.read_text(encoding="utf-8")) if more.exists() else {}), **shipped}


REFERENCES = _references()


def path(name: str) -> Path:
    return SHIPPED / name if (SHIPPED / name).exists() else ELSEWHERE / name


@cache
def real(name: str) -> pabulib.Election:
    return pabulib.parse(path(name).read_bytes())


def count_real(name: str, **parameters: Any) -> Outcome:
    election = real(name)
    return count(election.projects, election.profile, election.budget, Parameters(unit=election.scale, **parameters))


@dataclass(frozen=True)
class Small:
    """Ballots give points by project id; all points are 1 in an approval election."""

    costs: dict[str, int]
    ballots: tuple[dict[str, int], ...]
    budget: int

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(Project(project_id, cost) for project_id, cost in self.costs.items())

    def count(self, **parameters: Any) -> Outcome:
        profile = Profile.from_points(list(self.costs), self.ballots)
        return count(self.projects, profile, self.budget, Parameters(**parameters))


@st.composite
def small_elections(draw: st.DrawFn, most_points: int = 1, voters: int = 7, projects: int = 5) -> Small:
    """Few distinct costs, so that ties and exactly spent purses are frequent."""
    ids = "abcdefgh"[: draw(st.integers(1, projects))]
    costs = {project_id: draw(st.integers(1, 12)) * draw(st.sampled_from([1, 5])) for project_id in ids}
    ballot = st.dictionaries(st.sampled_from(ids), st.integers(1, most_points))
    ballots = tuple(draw(st.lists(ballot, min_size=1, max_size=voters)))
    return Small(costs, ballots, draw(st.integers(1, 90)))
