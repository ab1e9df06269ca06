"""A round in a few words: what each voter does, and which day brings what."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.interface.templatetags.interface import money
from initiatives.voting.models import Round

Kind = Round.BallotKind


def task_of(round: Round) -> str:
    """`240 000 zł to spend. Choose up to 3 projects.`"""
    if round.is_poll:
        return what_to_do(round)
    budget = _("%(budget)s to spend.") % {"budget": money(round.budget, round.currency)}
    return f"{budget} {what_to_do(round)}"


def what_to_do(round: Round) -> str:
    """From the frozen rules where they stand, for there the pools are added up."""
    ballot = round.rules["ballot"] if round.rules else {}
    most = ballot.get("max", round.max_choices)
    match round.ballot_kind:
        case Kind.POINTS:
            text = ngettext("You have %(count)d point to give.", "You have %(count)d points to give.", round.points)
            return text % {"count": round.points}
        case Kind.RANKING:
            return ngettext("Put up to %(count)d in order.", "Put up to %(count)d in order.", most) % {"count": most}
        case Kind.YES_NO:
            return _("Say yes or no to each.")
        case Kind.CHOICE:
            return _("Choose one answer.")
    if round.is_poll:
        text = ngettext("Choose up to %(count)d answer.", "Choose up to %(count)d answers.", most)
    else:
        text = ngettext("Choose up to %(count)d project.", "Choose up to %(count)d projects.", most)
    return text % {"count": most}


@dataclass(frozen=True, slots=True)
class Step:
    label: str | Promise
    date: dt.datetime
    state: str  # done, current or todo


STEPS = {
    "collects_from": gettext_lazy("Ideas are collected"),
    "collects_until": gettext_lazy("No more new ideas"),
    "checks_until": gettext_lazy("Ideas are checked"),
    "appeals_until": gettext_lazy("Last day of appeals"),
    "opens_at": gettext_lazy("Voting opens"),
    "closes_at": gettext_lazy("Voting closes"),
    "papers_until": gettext_lazy("Paper ballots are keyed in"),
    "results_at": gettext_lazy("Results are announced"),
    "objections_until": gettext_lazy("Last day of objections"),
    "delivers_until": gettext_lazy("What won is done"),
}


def steps_of(round: Round, *, at: dt.datetime) -> list[Step]:
    """The dates that the round names, in order; the next one to come is the current one."""
    named = [(label, moment) for name, label in STEPS.items() if (moment := getattr(round, name))]
    if round.is_trial:
        named = [(label, moment) for label, moment in named if label != STEPS["objections_until"]]
    coming = next((place for place, (_label, moment) in enumerate(named) if moment > at), len(named))
    states = ["done"] * coming + ["current"] + ["todo"] * len(named)
    return [Step(label, moment, state) for (label, moment), state in zip(named, states, strict=False)]
