"""What a new vote takes over from an earlier one of the same centre: how was decided, never who or what."""

import datetime as dt

from community.members.models import Centre
from initiatives.voting.models import Pool, Round

# Taken over as they stand. The register is not among them: the municipality lends it for one vote.
SETTINGS = (
    "language",
    "title",
    "summary",
    "about",
    "translations",
    "purpose",
    "budget",
    "ballot_kind",
    "min_choices",
    "max_choices",
    "points",
    "identifier",
    "eligibility",
    "min_age",
    "age_grounds",
    "paper",
    "rule",
    "completion",
    "increment",
    "comparison",
    "threshold",
    "at_first_misfit",
    "min_votes",
)
DATES = (
    "collects_from",
    "collects_until",
    "checks_until",
    "appeals_until",
    "opens_at",
    "closes_at",
    "papers_until",
    "results_at",
    "objections_until",
    "delivers_until",
)


def new_like(round: Round, *, at: dt.datetime) -> Round:
    """A round that is not stored yet, on the same days of the first year in which it can still open after `at`."""
    fresh = Round(centre=round.centre, currency=round.centre.currency)
    for name in SETTINGS:
        if name != "budget" or round.is_poll or shares_money(round):
            setattr(fresh, name, getattr(round, name))
    years = 1
    while later(round.opens_at, years, round.centre) <= at:
        years += 1
    for name in DATES:
        if moment := getattr(round, name):
            setattr(fresh, name, later(moment, years, round.centre))
    return fresh


def pools_like(round: Round) -> list[Pool]:
    """Its pools, not stored yet; none where the centre has changed its money since, for the sums would be others."""
    if not shares_money(round):
        return []
    told = ("position", "title", "kind", "budget", "max_choices")
    return [Pool(**facts) for facts in round.pools.order_by("position").values(*told)]


def shares_money(round: Round) -> bool:
    return round.currency == round.centre.currency


def later(moment: dt.datetime, years: int, centre: Centre) -> dt.datetime:
    """The same day and hour by the centre's clock; of a leap day, the day before."""
    local = moment.astimezone(centre.zone)
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, day=28)
