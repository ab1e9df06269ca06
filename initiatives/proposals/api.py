"""Initiatives in the public API: what became of an idea, by figures and days. Nobody is named."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, many, page_of
from community.members.api import CENTRE, LATITUDE, LONGITUDE, OF_CENTRE, in_open_centres
from initiatives.proposals.models import DELIVERED, Initiative, StateChange

PUBLIC_STATES = [state for state in Initiative.State if state != Initiative.State.DRAFT]


def rows(language: str) -> Any:
    public = in_open_centres(Initiative.objects.public()).filter(published_at__isnull=False)
    steps = Prefetch("changes", StateChange.objects.defer("reason"))
    told = public.select_related("centre", "area", "merged_into").prefetch_related("tags", "milestones", steps)
    return told.defer("description", "folded", "merged_into__description", "merged_into__folded")


def public_id(initiative: Initiative | None) -> int | None:
    """Of an initiative that another thing names: a hidden one is not named."""
    return initiative.pk if initiative and not (initiative.is_hidden or initiative.is_draft) else None


# Of rows that may come from an initiative.
INITIATIVE = Field(
    "initiative", shapes.WHOLE, "The id of its initiative.", 41, lambda row: public_id(row.initiative), nullable=True
)
SHAPE = Shape(
    (
        Field("id", shapes.WHOLE, "Its number.", 41),
        OF_CENTRE,
        Field("language", shapes.LANGUAGE, "Of the texts.", "pl"),
        Field("title", shapes.TEXT, "Its title.", "Benches by the river"),
        Field("summary", shapes.TEXT, "In one or two sentences.", "Four oak benches between the bridge and the mill."),
        Field("category", shapes.one_of(Initiative.Category), "What it is about.", "public_space"),
        Field("tags", shapes.TEXTS, "Words for it.", ["river"], lambda row: sorted(tag.name for tag in row.tags.all())),
        Field(
            "area",
            shapes.TEXT,
            "For which part of the commune.",
            "Dolna",
            lambda row: row.area.name if row.area else None,
            nullable=True,
        ),
        Field("place", shapes.TEXT, "Where, in words.", "By the bridge"),
        LATITUDE,
        LONGITUDE,
        Field("state", shapes.one_of(PUBLIC_STATES), "Where it stands.", "in_delivery"),
        Field("support", shapes.WHOLE, "Supporters, on paper too.", 38, lambda row: row.support_count),
        Field("support_needed", shapes.WHOLE, "Supporters needed.", 15, lambda row: row.threshold),
        Field("support_until", shapes.MOMENT, "Until when it gathers them.", "2026-06-01T22:00:00Z", nullable=True),
        Field("answer_due_at", shapes.MOMENT, "When the centre owes an answer.", "2026-06-20T22:00:00Z", nullable=True),
        Field("currency", shapes.TEXT, "ISO 4217.", "PLN", lambda row: row.centre.currency),
        Field("cost", shapes.WHOLE, "Estimated cost, in minor units.", 480_000),
        Field("spent", shapes.WHOLE, "What it cost in the end, in minor units.", None, nullable=True),
        Field(
            "merged_into",
            shapes.WHOLE,
            "The id of the initiative that it became part of.",
            None,
            lambda row: public_id(row.merged_into),
            nullable=True,
        ),
        many(
            "steps",
            "Its life so far, the first step first.",
            Field("state", shapes.one_of(Initiative.State), "What it became.", "published", lambda step: step.after),
            Field("at", shapes.MOMENT, "When.", "2026-03-01T08:00:00Z", lambda step: step.changed_at),
            read=lambda row: row.changes.all(),
        ),
        many(
            "milestones",
            "The parts of the work, once it was decided.",
            Field("title", shapes.TEXT, "What is done.", "Foundations"),
            Field("planned_on", shapes.DAY, "Planned for.", "2026-10-01"),
            Field("planned_cost", shapes.WHOLE, "Planned, in minor units.", 200_000),
            Field("done_on", shapes.DAY, "Done on.", None, nullable=True),
            Field("spent", shapes.WHOLE, "Spent, in minor units.", 0),
            read=lambda row: row.milestones.all() if row.state in DELIVERED else [],
        ),
        Field("published_at", shapes.MOMENT, "Published.", "2026-03-01T08:00:00Z"),
        Field(
            "url",
            shapes.ADDRESS,
            "Its page.",
            "https://locer.example/pl/jodlowiec/initiatives/41/",
            lambda row: page_of(row, row.centre.language),
        ),
    )
)

RESOURCES = [
    Resource(
        name="initiatives",
        noun="initiative",
        about=_("What residents propose and what became of it, the newest first."),
        model=Initiative,
        rows=rows,
        key=("-published_at", "-pk"),
        shape=SHAPE,
        filters=(
            CENTRE,
            parameters.choice("state", PUBLIC_STATES, _("Where it stands."), "state"),
            parameters.choice("category", Initiative.Category, _("What it is about."), "category"),
            parameters.moment("published_after", _("Published after this moment."), "published_at__gt"),
        ),
    )
]
