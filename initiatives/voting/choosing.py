"""What may stand on a ballot, by the frozen rules."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.voting.freezing import ballot_ids
from initiatives.voting.models import Round


class WrongChoices(ValueError):
    """Choices that the frozen rules do not allow; the message is a sentence for people."""


def checked_choices(round: Round, choices: Iterable[str]) -> list[str]:
    """The choices in the order of the ballot, or WrongChoices."""
    given = list(choices)
    ids, chosen = ballot_ids(round), set(given)
    most, least = round.rules["ballot"]["max"], round.rules["ballot"]["min"]
    if not chosen <= set(ids):
        raise WrongChoices(_("One of the choices is not on this ballot. Please look at your choices again."))
    if len(chosen) < len(given):
        raise WrongChoices(_("A project was sent twice. Each project counts once; please look at your choices again."))
    if not chosen:
        raise WrongChoices(_("You have not chosen anything yet. Tick at least one project."))
    if len(chosen) < least:
        told = ngettext(
            "Please choose at least %(count)d project.", "Please choose at least %(count)d projects.", least
        )
        raise WrongChoices(told % {"count": least})
    if len(chosen) > most:
        told = ngettext(
            "You chose %(chosen)d projects, and %(count)d is allowed. Untick some.",
            "You chose %(chosen)d projects, and %(count)d are allowed. Untick some.",
            most,
        )
        raise WrongChoices(told % {"chosen": len(chosen), "count": most})
    return [project for project in ids if project in chosen]


def may_stand(round: Round, choices: Any) -> bool:
    """Whether what came out of a box is exactly what `checked_choices` would have put in."""
    try:
        return checked_choices(round, choices) == choices
    except (WrongChoices, TypeError):
        return False
