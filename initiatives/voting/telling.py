"""Why a project won or did not, in a sentence a neighbour understands."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.interface.templatetags.interface import money, number
from initiatives.voting.counting import Fate
from initiatives.voting.models import Round

Facts = dict[str, Any]


def told(facts: Facts, *, round: Round, rule: str) -> str:
    """The sentence for one trace of a stored result, counted by `rule`."""
    tell = (SHARES if rule == Round.Rule.EQUAL_SHARES else VOTES)[facts["fate"]]
    return tell(facts, round)


def _amount(facts: Facts, name: str, round: Round) -> str:
    return money(int(facts[name] + 0.5), round.currency)


def _shared(facts: Facts, round: Round) -> str:
    price = _amount(facts, "price", round)
    if round.ballot_kind != Round.BallotKind.APPROVAL:
        text = _("Bought in round %(round)d: its supporters paid %(price)s for each point they gave it.")
        return text % {"round": facts["round"], "price": price}
    if not facts["paid_rest"]:
        text = _("Bought in round %(round)d: each of its supporters paid %(price)s.")
        return text % {"round": facts["round"], "price": price}
    text = ngettext(
        "Bought in round %(round)d: %(paid)s paid %(price)s each, and %(rest)s supporter gave the less that was left.",
        "Bought in round %(round)d: %(paid)s paid %(price)s each, and %(rest)s supporters gave the less that was left.",
        facts["paid_rest"],
    )
    said = {"paid": number(facts["paid_price"]), "rest": number(facts["paid_rest"])}
    return text % {"round": facts["round"], "price": price, **said}


def _short(facts: Facts, round: Round) -> str:
    text = ngettext(
        "Missed: its %(votes)s supporter had %(money)s left of the %(cost)s it costs.",
        "Missed: its %(votes)s supporters together had %(money)s left of the %(cost)s it costs.",
        facts["votes"],
    )
    left = {"money": _amount(facts, "money", round), "cost": _amount(facts, "cost", round)}
    return text % {"votes": number(facts["votes"]), **left}


def _filled(facts: Facts, round: Round) -> str:
    return _("Bought from what Equal Shares left over, as the most chosen project that still fitted.")


def _nobody(facts: Facts, round: Round) -> str:
    return _("Nobody chose it.")


def _ineligible(facts: Facts, round: Round) -> str:
    """As the engine has it: votes/n < cost/(divisor × B)."""
    divisor = round.rules["count"]["eligibility"] * round.rules["budget"]
    needed = -(-facts["cost"] * round.closure.ballots // divisor)
    text = _("Left out before the count: for its cost it needed %(needed)s votes and has %(votes)s.")
    return text % {"needed": number(needed), "votes": number(facts["votes"])}


def _too_few(facts: Facts, round: Round) -> str:
    text = _("Left out before the count: it needed %(needed)s votes and has %(votes)s.")
    return text % {"needed": number(round.rules["count"]["min_votes"]), "votes": number(facts["votes"])}


def _placed(facts: Facts, round: Round) -> str:
    text = _("Number %(place)d by votes: it costs %(cost)s, and %(money)s was left.")
    left = {"money": _amount(facts, "money", round), "cost": _amount(facts, "cost", round)}
    return text % {"place": facts["round"], **left}


def _misfit(facts: Facts, round: Round) -> str:
    text = _("Number %(place)d by votes: it costs %(cost)s, but only %(money)s was left.")
    left = {"money": _amount(facts, "money", round), "cost": _amount(facts, "cost", round)}
    return text % {"place": facts["round"], **left}


def _alternative(facts: Facts, round: Round) -> str:
    text = _("Left out: of these alternatives at most one can win, and that is number %(instead)s.")
    return text % {"instead": facts["instead"]}


def _outvoted(facts: Facts, round: Round) -> str:
    return _("Not accepted: no more people said yes than no.")


def _after_stop(facts: Facts, round: Round) -> str:
    return _("The count had already stopped at a project that did not fit.")


Telling = dict[str, Callable[[Facts, Round], str]]
LEFT_OUT: Telling = {
    Fate.INELIGIBLE: _ineligible,
    Fate.TOO_FEW_VOTES: _too_few,
    Fate.NO_SUPPORT: _nobody,
    Fate.ALTERNATIVE: _alternative,
    Fate.OUTVOTED: _outvoted,
}
SHARES: Telling = LEFT_OUT | {Fate.BOUGHT: _shared, Fate.FILLED: _filled, Fate.UNAFFORDABLE: _short}
VOTES: Telling = LEFT_OUT | {Fate.BOUGHT: _placed, Fate.UNAFFORDABLE: _misfit, Fate.AFTER_STOP: _after_stop}
