"""What two people want to reach together, step by step. Either side writes, ticks off and undoes."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from community.members.models import User
from mentoring.actions.agreeing import shared
from mentoring.models import Goal, Mentorship, Step
from mentoring.models.agreements import MOST_GOALS, MOST_STEPS


@transaction.atomic
def add_goal(*, mentorship: Mentorship, text: str, by: User, at: dt.datetime) -> Goal:
    found = shared(mentorship, by)
    refuse_unless_new(found.goals, text, MOST_GOALS, _("At most %(most)d goals. Remove one that no longer counts."))
    return Goal.objects.create(mentorship=found, text=text, by=by, made_at=at)


@transaction.atomic
def add_step(*, goal: Goal, text: str, by: User, at: dt.datetime) -> Step:
    shared(goal.mentorship, by)
    refuse_unless_new(goal.steps, text, MOST_STEPS, _("At most %(most)d steps. Make another goal of the rest."))
    return Step.objects.create(goal=goal, text=text, by=by, made_at=at)


def refuse_unless_new(written: Any, text: str, most: int, too_many: str) -> None:
    """Pressed twice it is written once."""
    if written.filter(text=text).exists():
        raise ValidationError(_("This stands here already."), code="twice")
    if written.count() >= most:
        raise ValidationError(too_many % {"most": most}, code="too_many")


@transaction.atomic
def remove(thing: Goal | Step, *, by: User) -> None:
    shared(mentorship_of(thing), by)
    thing.delete()


@transaction.atomic
def mark(thing: Goal | Step, *, by: User, at: dt.datetime | None) -> None:
    """Reached or done at `at`, the first day of it counts; None undoes it."""
    shared(mentorship_of(thing), by)
    name = "reached_at" if isinstance(thing, Goal) else "done_at"
    same: Any = type(thing)._default_manager.filter(pk=thing.pk)
    same.update(**{name: Coalesce(F(name), at) if at else None})


def mentorship_of(thing: Goal | Step) -> Mentorship:
    return thing.mentorship if isinstance(thing, Goal) else thing.goal.mentorship
