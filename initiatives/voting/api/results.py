"""What came out, by every rule by which a vote was counted, and per project what its page shows."""

from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, many, page_of
from community.members.api import CENTRE, OF_CENTRE, in_open_centres
from initiatives.proposals.api import INITIATIVE
from initiatives.voting.api.rounds import BUDGET, CURRENCY, LANGUAGE, NUMBER, TITLE
from initiatives.voting.models import Project, Round
from initiatives.voting.models.box import Ballot

# By how many rules each purpose is counted: see `Round.counted_by`.
COUNTS = {Round.Purpose.POLL: 1, Round.Purpose.BUDGET: 2}


def counted(_language: str) -> Any:
    """Rounds whose box was opened and that are counted by every rule: those whose results page tells a story."""
    whole = Q(pk__in=[])
    for purpose, number in COUNTS.items():
        whole |= Q(purpose=purpose, counts=number)
    projects = Project.objects.in_order().select_related("initiative")
    projects = projects.defer("initiative__description", "initiative__folded")
    opened = in_open_centres(Round.objects.announced().frozen()).filter(closure__isnull=False)
    told = opened.annotate(counts=Count("results")).filter(whole).select_related("centre", "closure")
    return told.prefetch_related("results", Prefetch("projects", projects))


def counts(round: Round) -> list[dict[str, Any]]:
    """One a rule, the one that decides first."""
    found = {result.rule: result for result in round.results.all()}
    projects = {project.external_id: project for project in round.projects.all()}
    return [told(round, found[rule], projects, decides=rule == round.rule) for rule in round.counted_by]


def told(round: Round, result: Any, projects: dict[str, Project], *, decides: bool) -> dict[str, Any]:
    outcome = result.outcome
    comparison = outcome["comparison"]
    winners = set(result.winners)
    lines = [
        {"project": projects[number], "trace": trace, "wins": number in winners}
        for number, trace in result.traces.items()
        if number in projects
    ]
    return {
        "rule": result.rule,
        "decides": decides,
        "kept": comparison["kept"] if comparison else result.rule,
        "winners": result.winners,
        "cost": None if round.is_poll else outcome["cost_minor"],
        "voters_with_a_winner": outcome["with_a_winner"],
        "projects": sorted(lines, key=lambda line: (line["project"].position, line["project"].pk)),
    }


def of_project(name: str) -> Any:
    return lambda line: getattr(line["project"], name)


def of_trace(name: str) -> Any:
    return lambda line: line["trace"].get(name)


LINE = (
    Field("number", shapes.TEXT, NUMBER.about, "3", of_project("external_id")),
    Field("title", shapes.TEXT, "Its title, as on the ballot.", "Benches by the river", of_project("title")),
    Field("cost", shapes.WHOLE, "In minor units.", 480_000, of_project("cost")),
    Field("votes", shapes.WHOLE, "How many chose it.", 212, of_trace("votes")),
    Field("score", shapes.NUMBER, "Votes, or the sum of points.", 212, of_trace("score")),
    Field("yes", shapes.WHOLE, "Where one said yes or no to each.", None, of_trace("yes"), nullable=True),
    Field("no", shapes.WHOLE, "Where one said yes or no to each.", None, of_trace("no"), nullable=True),
    Field("wins", shapes.FLAG, "Whether it is among the winners.", True),
    Field(
        "initiative",
        shapes.WHOLE,
        INITIATIVE.about,
        41,
        lambda line: INITIATIVE.value(line["project"]),
        nullable=True,
    ),
)
COUNT = (
    Field("rule", shapes.one_of(Round.Rule), "Counted by.", "equal-shares"),
    Field("decides", shapes.FLAG, "Whether this count decides; another stands for comparison.", True),
    Field("kept", shapes.one_of(Round.Rule), "Whose winners stand after the step of comparison.", "equal-shares"),
    Field("winners", shapes.TEXTS, "Numbers of the projects that win, in the order in which they did.", ["3"]),
    Field("cost", shapes.WHOLE, "What they cost together, in minor units; null in a poll.", 480_000, nullable=True),
    Field("voters_with_a_winner", shapes.WHOLE, "Voters with a project of theirs among the winners.", 212),
    many("projects", "Project by project, as on the ballot.", *LINE),
)
CHANNELS: shapes.Schema = {
    "type": "object",
    "properties": dict.fromkeys(Ballot.Channel.values, shapes.WHOLE),
    "additionalProperties": False,
}
SHAPE = Shape(
    (
        Field("id", shapes.WHOLE, "The id of the round.", 7),
        OF_CENTRE,
        LANGUAGE,
        TITLE,
        Field("purpose", shapes.one_of(Round.Purpose), "Money or a question.", "budget"),
        Field("closes_at", shapes.MOMENT, "When voting closed.", "2026-06-20T20:00:00Z"),
        CURRENCY,
        BUDGET,
        Field("ballots", shapes.WHOLE, "Ballots that were counted.", 431, lambda row: row.closure.ballots),
        Field("channels", CHANNELS, "By the way they came in.", {"online": 431}, lambda row: row.closure.channels),
        Field("rule", shapes.one_of(Round.Rule), "The counting rule that decides.", "equal-shares"),
        many("counts", "One a rule, the one that decides first.", *COUNT, read=counts),
        Field("seal", shapes.TEXT, "SHA-256 over all published files.", "2c26b46b…", lambda row: row.closure.seal),
        Field("is_imported", shapes.FLAG, "Whether it is a real election of elsewhere, counted here.", False),
        Field(
            "url",
            shapes.ADDRESS,
            "The page of the results.",
            "https://locer.example/pl/jodlowiec/votes/7/results/",
            lambda row: f"{page_of(row, row.centre.language)}results/",
        ),
    )
)

RESULTS = Resource(
    name="results",
    noun="result",
    about=_("What came out of votes that were counted, by every rule, the last to close first."),
    model=Round,
    rows=counted,
    key=("-closes_at", "-pk"),
    shape=SHAPE,
    filters=(
        CENTRE,
        parameters.choice("purpose", Round.Purpose, _("Money or a question."), "purpose"),
        parameters.moment("closed_after", _("Closed after this moment."), "closes_at__gt"),
    ),
    translated=True,
    most=20,
)
