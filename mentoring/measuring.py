"""A centre's figures, read from the database: a query for requests, one for mentorships, one for each other source."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from community.members.models import Centre
from mentoring import models
from mentoring.figures import Asked, Feedback, GoalSet, Paired, Question, figures
from mentoring.meetings import held_in
from mentoring.models import Goal, Mentorship, Request


@dataclass(frozen=True)
class Sources:
    """What else a centre counts, each by a function of its own; None until somebody writes it down.

    Of a meeting its day, of a goal the day on which it was set, of an answer the day on which it was given.
    """

    meetings: Callable[[Centre], Iterable[dt.date]] | None = None
    goals: Callable[[Centre], Iterable[GoalSet]] | None = None
    feedback: Callable[[Centre], Iterable[Feedback]] | None = None


def meetings(centre: Centre) -> list[dt.date]:
    return [timezone.localdate(starts_at, centre.zone) for _mentorship, starts_at in held_in(centre)]


def goals(centre: Centre) -> list[GoalSet]:
    rows = Goal.objects.filter(mentorship__centre=centre).order_by("made_at", "pk").values_list("made_at", "reached_at")
    return [GoalSet(timezone.localdate(made, centre.zone), reached is not None) for made, reached in rows]


def feedback(centre: Centre) -> list[Feedback]:
    """The last answer of each side of a mentorship: who answers three times is not three people."""
    given = models.Feedback.objects.given().filter(mentorship__centre=centre).order_by("given_at", "pk")
    last = {}
    for pair, side, at, *scores in given.values_list(
        "mentorship", "side", "given_at", "gets_on", "helps", "recommends"
    ):
        last[pair, side] = Feedback(timezone.localdate(at, centre.zone), (scores[0], scores[1], scores[2]))
    return list(last.values())


SOURCES = Sources(meetings, goals, feedback)


def figures_of(centre: Centre, at: dt.datetime, sources: Sources = SOURCES) -> list[Question]:
    return figures(
        timezone.localdate(at, centre.zone),
        requests(centre),
        mentorships(centre, at),
        meetings=read(sources.meetings, centre),
        goals=read(sources.goals, centre),
        feedback=read(sources.feedback, centre),
    )


def read[Fact](source: Callable[[Centre], Iterable[Fact]] | None, centre: Centre) -> list[Fact] | None:
    return None if source is None else list(source(centre))


def requests(centre: Centre) -> list[Asked]:
    """Who left without a mentor no longer waits; half a year later nothing is known of them, so they never count."""
    day = partial(timezone.localdate, timezone=centre.zone)
    counted = Request.objects.for_centre(centre).order_by("pk").values_list("written_at", "paired_at", "withdrawn_at")
    return [
        Asked(day(written), day(paired) if paired else None) for written, paired, gone in counted if paired or not gone
    ]


def mentorships(centre: Centre, at: dt.datetime) -> list[Paired]:
    every = Mentorship.objects.for_centre(centre).order_by("pk")
    return [Paired(timezone.localdate(each.proposed_at, centre.zone), state(each, at)) for each in every]


def state(mentorship: Mentorship, at: dt.datetime) -> str:
    """In the four words of the figures."""
    if mentorship.is_agreed:
        return "ended" if mentorship.is_over else "active"
    return "open" if mentorship.is_open(at) else "not_agreed"
