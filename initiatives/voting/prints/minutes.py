"""Paper that people sign or keep: the minutes of a result, and one half of a key."""

from pathlib import Path
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.interface.printing import typeset
from community.interface.templatetags.interface import money, number
from initiatives.voting.halves import half
from initiatives.voting.models import PaperBallot, Project, Round, Uncounted
from initiatives.voting.pabulib import selected
from initiatives.voting.trials import on_paper

FOLDER = Path(__file__).parent


def half_page(round: Round, position: int) -> bytes:
    """One half of the disaster copy: useless alone, and to be burnt when the box is opened."""
    with translation.override(round.centre.language):
        data = {
            "language": round.centre.language,
            "centre": round.centre.local_name,
            "title": _("Half of a key, %(position)d of 2") % {"position": position},
            "vote": on_paper(round),
            "paragraphs": [
                _("Keep this page locked away, apart from the other half and from the site's server."),
                _("If the key is lost while voting is open, the operator types in both halves and the vote goes on."),
                _("Alone it opens nothing. Burn it when the results are out: it is of no use afterwards."),
            ],
            "half": half(round, position),
            "command": f"manage.py restore_round_key {round.pk}",
            "facts": [[_("Number of the vote"), str(round.pk)], [_("Fingerprint of the key"), round.key_hash]],
        }
    return typeset(FOLDER / "half.typ", data, at=round.frozen_at)


def minutes_page(round: Round) -> bytes:
    """What the two certifying persons sign. The same result always gives the same page."""
    with translation.override(round.centre.language):
        data = minutes_texts(round)
    return typeset(FOLDER / "minutes.typ", data, at=round.closes_at)


def minutes_texts(round: Round) -> dict[str, Any]:
    zone, closure = round.centre.zone, round.closure
    moments = [date_format(each.astimezone(zone), "DATETIME_FORMAT") for each in (round.opens_at, round.closes_at)]
    return {
        "language": round.centre.language,
        "centre": round.centre.local_name,
        "title": _("Minutes of the result"),
        "vote": on_paper(round),
        "numbers_title": _("The vote in numbers"),
        "numbers": [
            [_("Voting was open"), " – ".join(moments)],
            [_("Ballots counted"), number(closure.ballots)],
            *turnout_lines(round),
            *paper_lines(round),
            *uncounted_lines(round),
            [_("Objections, all answered"), number(round.objections.filter(answered_at__isnull=False).count())],
        ],
        "winners_title": pgettext("in minutes", "Won, by the rule that decides: %(rule)s")
        % {"rule": round.get_rule_display()},
        "winners": [
            [project.external_id, project.title, "" if round.is_poll else money(project.cost, round.currency)]
            for project in winners_of(round)
        ],
        "nobody": _("Nothing won."),
        "seal_title": _("The seal"),
        "seal_text": _(
            "SHA-256 over the rules, the daily notices, the receipts, the ballots and the lot, as they are published. "
            "Whoever certifies types its first eight characters."
        ),
        "seal": closure.seal,
        "sign_title": _("Signatures"),
        "sign": [_("Name, date, signature")] * 2,
        "names": [str(person) for person in round.certifiers.order_by("pk")],
    }


def turnout_lines(round: Round) -> list[list[str]]:
    return [[f"– {channel}", number(count)] for channel, count in round.closure.turnout]


def paper_lines(round: Round) -> list[list[str]]:
    if not round.takes_paper:
        return []
    states = dict(round.papers.order_by().values_list("state").annotate(Count("number")))
    return [
        [_("Paper ballots printed"), number(sum(states.values()))],
        [_("People who took a paper ballot"), number(round.closure.papers_taken)],
        [_("Paper ballots confirmed by two"), number(states.get(PaperBallot.State.CONFIRMED, 0))],
        [_("Paper ballots set aside"), number(states.get(PaperBallot.State.INVALID, 0))],
    ]


def uncounted_lines(round: Round) -> list[list[str]]:
    reasons = round.uncounted.order_by("reason").values_list("reason").annotate(Count("receipt"))
    labels = dict(Uncounted.Reason.choices)
    return [[f"{_('Not counted')}: {labels[reason]}", number(count)] for reason, count in reasons]


def winners_of(round: Round) -> QuerySet[Project]:
    return round.projects.in_order().filter(external_id__in=selected(round))
