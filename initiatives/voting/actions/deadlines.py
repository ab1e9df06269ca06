"""The days after the close: how long paper is keyed in and objections are heard."""

import datetime as dt

from initiatives.voting.models import Round

KEYING = dt.timedelta(days=3)
OBJECTING = dt.timedelta(days=7)
SLACK = dt.timedelta(hours=1)  # between the planned hour of the results and the count


def set_deadlines(round: Round) -> None:
    """Those that the coordinator left open, before they are frozen with the rules."""
    if not round.takes_paper:
        round.papers_until = None
    elif round.papers_until is None:
        round.papers_until = round.closes_at + KEYING
    if round.results_at and round.papers_until:
        round.results_at = max(round.results_at, round.papers_until)
    if round.objections_until is None:
        round.objections_until = results_due(round) + OBJECTING


def results_due(round: Round) -> dt.datetime:
    """When results can be looked at, by the plan."""
    return max(filter(None, [round.closes_at, round.papers_until, round.results_at]))


def catch_up(round: Round, at: dt.datetime) -> None:
    """Results that came later than planned, as after a lost key, leave as long to object as was promised."""
    late = at - results_due(round)
    if round.objections_until and late > SLACK:
        Round.objects.filter(pk=round.pk).update(objections_until=round.objections_until + late)


def prolong(round: Round, closes_at: dt.datetime) -> None:
    """A later close moves what follows it by as much, so that nobody has less time for it."""
    later = closes_at - round.closes_at
    round.closes_at = closes_at
    for name in ("papers_until", "objections_until"):
        if until := getattr(round, name):
            setattr(round, name, until + later)
    if round.results_at:
        round.results_at = max(filter(None, [round.results_at, closes_at, round.papers_until]))
