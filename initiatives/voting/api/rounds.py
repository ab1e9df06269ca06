"""Announced votes: what is decided, by whom, when, and what stands on the ballot."""

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, many, page_of
from community.members.api import CENTRE, LATITUDE, LONGITUDE, OF_CENTRE, in_open_centres
from initiatives.proposals.api import INITIATIVE
from initiatives.proposals.models import Initiative
from initiatives.voting.models import Phase, Pool, Project, Round

PHASES = [phase for phase in Phase if phase != Phase.DRAFT]


def announced(_language: str) -> Any:
    projects = Project.objects.in_order().select_related("initiative", "pool")
    projects = projects.defer("initiative__description", "initiative__folded")
    told = in_open_centres(Round.objects.announced()).select_related("centre", "closure")
    return told.prefetch_related("pools", Prefetch("projects", projects))


def in_phase(rounds: Any, phase: str) -> Any:
    """The list twin of `Round.phase`."""
    now = timezone.now()
    over = Q(frozen_at__isnull=False) & (Q(closes_at__lte=now) | Q(closure__isnull=False))
    begun = Q(frozen_at__isnull=False, opens_at__lte=now) & ~over
    collecting = Q(frozen_at__isnull=True, collects_from__lte=now, opens_at__gt=now)
    collecting &= Q(collects_until__isnull=True) | Q(collects_until__gt=now)
    asked = {
        Phase.CLOSED: over,
        Phase.OPEN: begun,
        Phase.COLLECTING: collecting,
        Phase.COMING: ~(over | begun | collecting),
    }
    return rounds.filter(asked[Phase(phase)])


def text(name: str) -> Any:
    return lambda round: round.text[name]


def day(name: str, about: str, example: str | None = None) -> Field:
    return Field(name, shapes.MOMENT, about, example, nullable=True)


TITLE = Field("title", shapes.TEXT, "Its title.", "Civic budget 2027", text("title"))
LANGUAGE = Field("language", shapes.LANGUAGE, "Of the texts.", "pl", text("language"))
CURRENCY = Field("currency", shapes.TEXT, "ISO 4217.", "PLN")
BUDGET = Field(
    "budget", shapes.WHOLE, "Money to spend, in minor units; in a poll, how many answers may win.", 12_000_000
)
NUMBER = Field("number", shapes.TEXT, "Its number on the ballot.", "3", lambda project: project.external_id)

ON_THE_BALLOT = (
    NUMBER,
    Field("title", shapes.TEXT, "Its title, as on the ballot.", "Benches by the river"),
    Field(
        "category",
        shapes.one_of(Initiative.Category),
        "What it is about.",
        "public_space",
        lambda project: project.category or None,
        nullable=True,
    ),
    Field("cost", shapes.WHOLE, "In minor units.", 480_000),
    Field(
        "pool",
        shapes.TEXT,
        "The name of its pool.",
        None,
        lambda project: project.pool.title if project.pool else None,
        nullable=True,
    ),
    INITIATIVE,
    LATITUDE,
    LONGITUDE,
)
POOLS = (
    Field("title", shapes.TEXT, "Its name.", "The whole commune"),
    Field("kind", shapes.one_of(Pool.Kind), "Money for what.", "whole"),
    Field("budget", shapes.WHOLE, "In minor units.", 9_000_000),
    Field("max_choices", shapes.WHOLE, "How many projects of it may be chosen.", 2),
)
SHAPE = Shape(
    (
        Field("id", shapes.WHOLE, "Its number.", 7),
        OF_CENTRE,
        LANGUAGE,
        TITLE,
        Field("summary", shapes.TEXT, "In one or two sentences.", "What the commune pays for.", text("summary")),
        Field("purpose", shapes.one_of(Round.Purpose), "Money or a question.", "budget"),
        Field("phase", shapes.one_of(PHASES), "Where it stands now.", "open", lambda row: row.phase(at=timezone.now())),
        day("collects_from", "Collects ideas from.", "2026-02-01T00:00:00Z"),
        day("collects_until", "Takes ideas until.", "2026-04-01T00:00:00Z"),
        Field("opens_at", shapes.MOMENT, "Voting opens.", "2026-06-01T06:00:00Z"),
        Field("closes_at", shapes.MOMENT, "Voting closes.", "2026-06-20T20:00:00Z"),
        day("results_at", "Results are announced.", "2026-06-21T08:00:00Z"),
        day("delivers_until", "What wins is done by.", "2027-12-31T23:00:00Z"),
        CURRENCY,
        BUDGET,
        Field("ballot", shapes.one_of(Round.BallotKind), "How one votes.", "approval", lambda row: row.ballot_kind),
        Field("min_choices", shapes.WHOLE, "Choose at least.", 1),
        Field("max_choices", shapes.WHOLE, "Choose at most.", 3),
        Field("eligibility", shapes.one_of(Round.Eligibility), "Who may vote.", "verified"),
        Field("min_age", shapes.WHOLE, "The youngest age; 0 for none.", 16),
        Field("paper", shapes.one_of(Round.Paper), "Whether one may vote on paper.", "none"),
        Field("rule", shapes.one_of(Round.Rule), "The counting rule that decides.", "equal-shares"),
        Field(
            "rules_sha256",
            shapes.TEXT,
            "Of the published rules; null until they are frozen.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            lambda row: row.rules_hash or None,
            nullable=True,
        ),
        Field("is_imported", shapes.FLAG, "Whether it is a real election of elsewhere, counted here.", False),
        many("pools", "The parts of the money, where it is parted.", *POOLS, read=lambda row: row.pools.all()),
        many("projects", "What stands on the ballot.", *ON_THE_BALLOT, read=lambda row: row.projects.all()),
        Field("announced_at", shapes.MOMENT, "Announced.", "2026-01-20T09:00:00Z"),
        Field(
            "url",
            shapes.ADDRESS,
            "Its page, with the files to count it again.",
            "https://locer.example/pl/jodlowiec/votes/7/",
            lambda row: page_of(row, row.centre.language),
        ),
    )
)

ROUNDS = Resource(
    name="rounds",
    noun="round",
    about=_("Announced votes with what stands on the ballot, the last announced first."),
    model=Round,
    rows=announced,
    key=("-announced_at", "-pk"),
    shape=SHAPE,
    filters=(
        CENTRE,
        replace(parameters.choice("phase", PHASES, _("Where it stands now.")), narrow=in_phase),
        parameters.choice("purpose", Round.Purpose, _("Money or a question."), "purpose"),
    ),
    translated=True,
)
