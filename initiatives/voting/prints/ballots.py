"""Numbered paper ballots as one PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.interface.printing import square, typeset
from community.interface.templatetags.interface import money
from initiatives.voting.models import Round
from initiatives.voting.receipts import check_address, grouped, scannable

TEMPLATE = Path(__file__).with_name("ballots.typ")


def sheets(round: Round, ballots: Sequence[tuple[int, str]]) -> bytes:
    """Each ballot with its number, and the receipt on a stub to tear off; in the centre's own language."""
    with translation.override(round.centre.language):
        data = texts(round) | {"ballots": [ballot(round, *each) for each in ballots]}
    # The day the rules were frozen: the file says nothing of when a ballot was printed.
    return typeset(TEMPLATE, data, at=round.frozen_at)


def ballot(round: Round, number: int, receipt: str) -> dict[str, str]:
    """The square on the ballot says its number and nothing else; the one on the stub opens the check of the receipt."""
    return {
        "number": str(number),
        "qr": square(str(number)),
        "receipt": grouped(receipt),
        "receipt_qr": square(scannable(round, receipt)),
    }


def texts(round: Round) -> dict[str, Any]:
    centre, rules = round.centre, round.rules
    closes = date_format(round.closes_at.astimezone(centre.zone), "DATETIME_FORMAT")
    return {
        "language": centre.language,
        "centre": centre.local_name,
        "title": rules["title"],
        "kind": _("Paper ballot"),
        "mark": rules["ballot"]["kind"],
        "instructions": [how(rules), _("Do not sign it and write nothing else on it, or it cannot count.")],
        "yes": _("yes"),
        "no": _("no"),
        "projects": [
            {"id": each["id"], "title": each["title"], "cost": cost(round, each)} for each in rules["projects"]
        ],
        "number_alt": _("QR code that says the number of this ballot"),
        "urn": _("Fold it and put it into the urn of the centre. Voting closes: %(closes)s") % {"closes": closes},
        "tear": _("Tear off here and keep this part"),
        "receipt_label": _("Your receipt"),
        "receipt_text": _(
            "It shows after the count that your ballot was in the box, and tells nobody what you chose. "
            "Look for it here:"
        ),
        "receipt_alt": _("QR code that opens the page where this receipt is checked"),
        "address": check_address(round).removeprefix("https://").removeprefix("http://"),
    }


def cost(round: Round, project: dict[str, Any]) -> str:
    return "" if round.is_poll else money(project["cost"], round.currency)


def how(rules: dict[str, Any]) -> str:
    most = rules["ballot"]["max"]
    match rules["ballot"]["kind"]:
        case Round.BallotKind.POINTS:
            points = rules["ballot"]["points"]
            told = ngettext(
                "You have %(count)d point to give. Write how many a project gets into its box.",
                "You have %(count)d points to give. Write how many a project gets into its box.",
                points,
            )
            return told % {"count": points}
        case Round.BallotKind.RANKING:
            told = ngettext(
                "Write 1 beside the project that you want most.",
                "Write 1 beside the project that you want most, 2 beside the next, up to %(count)d.",
                most,
            )
            return told % {"count": most}
        case Round.BallotKind.YES_NO:
            return _("Mark yes or no with a cross. What you leave open does not count.")
        case Round.BallotKind.CHOICE:
            return _("Mark one answer with a cross.")
    told = ngettext("Mark up to %(count)d project with a cross.", "Mark up to %(count)d projects with a cross.", most)
    return told % {"count": most}
