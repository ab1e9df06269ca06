"""What a Pabulib election says, in the words of our rounds."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from community.members.models import Centre
from initiatives.proposals.models import Initiative
from initiatives.voting.counting import Parameters, pabulib
from initiatives.voting.counting.pabulib import PabulibError
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import Project, Round

KINDS = {
    "approval": Round.BallotKind.APPROVAL,
    "choose-1": Round.BallotKind.APPROVAL,
    "ordinal": Round.BallotKind.RANKING,
    "cumulative": Round.BallotKind.POINTS,
    "scoring": Round.BallotKind.POINTS,
}
# Pabulib's words for what a project is about, and ours.
CATEGORIES = {
    "public space": Initiative.Category.PUBLIC_SPACE,
    "public transit and roads": Initiative.Category.ROADS,
    "education": Initiative.Category.CHILDREN,
    "culture": Initiative.Category.CULTURE,
    "sport": Initiative.Category.SPORT,
    "urban greenery": Initiative.Category.NATURE,
    "environmental protection": Initiative.Category.NATURE,
}


def round_of(
    centre: Centre, election: pabulib.Election, parameters: Parameters, *, title: str, at: dt.datetime
) -> Round:
    meta = election.meta
    opens_at, closes_at = _dates(meta, centre, at)
    currency = meta.get("currency") or centre.currency
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise PabulibError(_("META: the currency %r is not a code of three capital letters.") % currency)
    sizes = [len(_ids(vote)) for vote in election.vote_table.column("vote")]
    most = _whole(meta.get("max_length")) or max([*sizes, 1])
    language = meta.get("language") or centre.language
    return Round(
        centre=centre,
        language=language if len(language) <= 8 else centre.language,
        title=(title or meta.get("description") or _name_of(meta))[:160],
        opens_at=opens_at,
        closes_at=closes_at,
        currency=currency,
        budget=_minor(election.budget, election.scale, currency),
        ballot_kind=KINDS[election.vote_type],
        min_choices=1,
        max_choices=min(most, 32_000),
        rule=parameters.rule,
        completion=parameters.completion,
        increment=0 if parameters.increment == "auto" else parameters.increment,
        comparison=parameters.comparison,
        threshold=parameters.eligibility,
        at_first_misfit=parameters.at_first_misfit,
        min_votes=parameters.min_votes,
    )


def _name_of(meta: Mapping[str, str]) -> str:
    return " ".join(meta[key] for key in ("unit", "subunit", "instance") if meta.get(key)) or "Pabulib"


def projects_of(round: Round, election: pabulib.Election) -> list[Project]:
    columns = election.project_table.columns
    rows = [dict(zip(columns, row, strict=True)) for row in election.project_table.rows]
    return [
        Project(
            round=round,
            external_id=_plain_id(project.id),
            position=position,
            title=(project.name or project.id)[:400],
            category=_category(row.get("category", "")),
            cost=_minor(project.cost, election.scale, round.currency),
            latitude=_degrees(row.get("latitude"), 90),
            longitude=_degrees(row.get("longitude"), 180),
        )
        for position, (project, row) in enumerate(zip(election.projects, rows, strict=True), 1)
    ]


def _plain_id(project: str) -> str:
    """Numbers of projects go into spreadsheets as they are, so none may pass for a formula or fall apart at a space."""
    if len(project) > 40 or re.search(r"^[=+\-@]|\s|:", project):
        raise PabulibError(
            _("The project_id %r cannot be used: too long, or with characters that break a table.") % project
        )
    return project


def contents_of(election: pabulib.Election) -> Iterator[list[Any]]:
    table, order = election.vote_table, {project.id: place for place, project in enumerate(election.projects)}
    votes = table.column("vote")
    if election.vote_type in ("approval", "choose-1"):
        yield from (sorted(_ids(vote), key=order.__getitem__) for vote in votes)
    elif election.vote_type == "ordinal":
        yield from map(_ids, votes)
    else:
        default = election.meta.get("default_score", "0") if election.vote_type == "scoring" else "0"
        for vote, points in zip(votes, table.column("points"), strict=True):
            given = dict(zip(_ids(vote), _ids(points.replace(" ", "")), strict=True))
            yield [
                [project, _number(given.get(project, default))]
                for project in order
                if project in given or default != "0"
            ]


def _dates(meta: Mapping[str, str], centre: Centre, at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of the first day and the last of the last, where the file says them; else of its year."""
    began, ended = _day(meta.get("date_begin")), _day(meta.get("date_end"), last=True)
    year = _day(meta.get("instance"), last=True)
    ended = ended or began or year or (at - dt.timedelta(days=1)).date()
    began = began if began and began <= ended else ended
    midnight = dt.time(tzinfo=centre.zone)
    return dt.datetime.combine(began, midnight), dt.datetime.combine(ended + dt.timedelta(days=1), midnight)


def _day(text: str | None, *, last: bool = False) -> dt.date | None:
    text = (text or "").strip()
    if re.fullmatch(r"(19|20)\d\d", text):
        return dt.date(int(text), 12, 31) if last else dt.date(int(text), 1, 1)
    for style in ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, style).date()
        except ValueError:
            continue
    return None


def _minor(amount: int, scale: int, currency: str) -> int:
    minor, rest = divmod(amount * coin_of(currency), scale)
    if rest:
        raise PabulibError(_("An amount of money has more decimals than %(currency)s has.") % {"currency": currency})
    return minor


def _ids(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split(",")) if part]


def _number(text: str) -> int | str:
    plain = text.replace(",", ".")
    return int(plain) if plain.removeprefix("-").isdecimal() else plain


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _degrees(text: str | None, most: int) -> float | None:
    try:
        value = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return value if -most <= value <= most else None


def _category(cell: str) -> str:
    return next((CATEGORIES[word] for word in map(str.strip, cell.lower().split(",")) if word in CATEGORIES), "")
