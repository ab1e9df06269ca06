"""What may stand on a ballot, by the frozen rules.

Each kind has one spelling, in which a choice is sealed, counted and published:
approval `["3", "7"]` and choice `["3"]` in the order of the ballot, ranking `["7", "3"]` the best first,
points `[["3", 5], ["7", 1]]` and yes or no `[["3", "yes"], ["7", "no"]]` in the order of the ballot.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.voting.models import Pool, Round

ANSWERS = ("yes", "no")
Rules = dict[str, Any]


class WrongChoices(ValueError):
    """Choices that the frozen rules do not allow; the message is a sentence for people."""


def checked_choices(round: Round, choices: Iterable[Any]) -> list[Any]:
    """The choices in their one spelling, or WrongChoices. Points of 0 and questions without an answer drop out."""
    return KINDS[round.rules["ballot"]["kind"]](round.rules, list(choices))


def may_stand(round: Round, choices: Any) -> bool:
    """Whether what came out of a box is exactly what `checked_choices` would have put in."""
    try:
        return checked_choices(round, choices) == choices
    except (WrongChoices, TypeError, ValueError):
        return False


def chosen_of(rules: Rules, choices: Iterable[Any]) -> list[str]:
    """The projects that a choice names, whatever its kind."""
    paired = rules["ballot"]["kind"] in (Round.BallotKind.POINTS, Round.BallotKind.YES_NO)
    return [pair[0] for pair in choices] if paired else list(choices)


def longest_choice(rules: Rules) -> list[Any]:
    """One that takes as many bytes as any: every box of the round is padded to it."""
    ballot = rules["ballot"]
    ids = sorted((project["id"] for project in rules["projects"]), key=lambda name: len(name.encode()), reverse=True)
    match ballot["kind"]:
        case Round.BallotKind.POINTS:
            return [[name, ballot["points"]] for name in ids[: ballot["points"]]]
        case Round.BallotKind.YES_NO:
            return [[name, "yes"] for name in ids]
    return ids[: ballot["max"]]


def _approval(rules: Rules, given: list[str]) -> list[str]:
    chosen = _known(rules, given)
    if not chosen:
        raise WrongChoices(_("You have not chosen anything yet. Tick at least one project."))
    _not_too_few(rules, chosen)
    if rules.get("pools"):
        _fits_pools(rules, chosen)
    else:
        _not_too_many(rules, chosen)
    return [name for name in _ids(rules) if name in chosen]


def _choice(rules: Rules, given: list[str]) -> list[str]:
    chosen = _known(rules, given)
    if len(chosen) != 1:
        raise WrongChoices(_("Please choose one answer."))
    return list(chosen)


def _ranking(rules: Rules, given: list[str]) -> list[str]:
    chosen = _known(rules, given)
    if not chosen:
        raise WrongChoices(_("You have not put anything in order yet. Choose at least what comes first."))
    _not_too_few(rules, chosen)
    _not_too_many(rules, chosen)
    return list(given)


def _points(rules: Rules, given: list[tuple[str, Any]]) -> list[list[Any]]:
    _known(rules, [name for name, _points in given])
    whole = rules["ballot"]["points"]
    points = dict(given)
    if any(type(number) is not int or number < 0 for number in points.values()):
        raise WrongChoices(_("Points are whole numbers from 0 up."))
    spent = sum(points.values())
    if not spent:
        raise WrongChoices(_("You have not given any points yet."))
    if spent > whole:
        told = ngettext(
            "You gave %(spent)d points, and there is %(count)d to give. Take some back.",
            "You gave %(spent)d points, and there are %(count)d to give. Take some back.",
            whole,
        )
        raise WrongChoices(told % {"spent": spent, "count": whole})
    return [[name, points[name]] for name in _ids(rules) if points.get(name)]


def _yes_no(rules: Rules, given: list[tuple[str, str]]) -> list[list[str]]:
    _known(rules, [name for name, _answer in given])
    answers = {name: answer for name, answer in given if answer}
    if any(answer not in ANSWERS for answer in answers.values()):
        raise WrongChoices(_("An answer is yes or no. Please look at your answers again."))
    if not answers:
        raise WrongChoices(_("You have not answered anything yet."))
    return [[name, answers[name]] for name in _ids(rules) if name in answers]


KINDS: dict[str, Any] = {
    Round.BallotKind.APPROVAL: _approval,
    Round.BallotKind.CHOICE: _choice,
    Round.BallotKind.RANKING: _ranking,
    Round.BallotKind.POINTS: _points,
    Round.BallotKind.YES_NO: _yes_no,
}


def _ids(rules: Rules) -> list[str]:
    return [project["id"] for project in rules["projects"]]


def _known(rules: Rules, given: list[str]) -> set[str]:
    chosen = set(given)
    if not chosen <= set(_ids(rules)):
        raise WrongChoices(_("One of the choices is not on this ballot. Please look at your choices again."))
    if len(chosen) < len(given):
        raise WrongChoices(_("A project was sent twice. Each project counts once; please look at your choices again."))
    return chosen


def _not_too_few(rules: Rules, chosen: set[str]) -> None:
    least = rules["ballot"]["min"]
    if len(chosen) < least:
        told = ngettext(
            "Please choose at least %(count)d project.", "Please choose at least %(count)d projects.", least
        )
        raise WrongChoices(told % {"count": least})


def _not_too_many(rules: Rules, chosen: set[str]) -> None:
    most = rules["ballot"]["max"]
    if len(chosen) > most:
        told = ngettext(
            "You chose %(chosen)d projects, and %(count)d is allowed. Untick some.",
            "You chose %(chosen)d projects, and %(count)d are allowed. Untick some.",
            most,
        )
        raise WrongChoices(told % {"chosen": len(chosen), "count": most})


def _fits_pools(rules: Rules, chosen: set[str]) -> None:
    """Each pool has its own most; whoever chooses for a village chooses for one village only."""
    used = Counter(project["pool"] for project in rules["projects"] if project["id"] in chosen)
    for pool in rules["pools"]:
        if used[pool["id"]] > pool["max"]:
            told = ngettext(
                "“%(pool)s”: you chose %(chosen)d, and %(count)d is allowed. Untick some.",
                "“%(pool)s”: you chose %(chosen)d, and %(count)d are allowed. Untick some.",
                pool["max"],
            )
            raise WrongChoices(told % {"pool": pool["title"], "chosen": used[pool["id"]], "count": pool["max"]})
    villages = [pool["title"] for pool in rules["pools"] if pool["kind"] == Pool.Kind.VILLAGE and used[pool["id"]]]
    if len(villages) > 1:
        told = _("Choose for one village only: you chose for %(villages)s.")
        raise WrongChoices(told % {"villages": ", ".join(villages)})
