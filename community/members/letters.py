"""The sheet of letters as one PDF."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.interface.printing import square, typeset
from community.members.codes import grouped
from community.members.models import Centre, LetterBatch

TEMPLATE = Path(__file__).with_name("letters.typ")


def sheet(batch: LetterBatch, codes: Sequence[str]) -> bytes:
    """One letter a page, in the centre's own language. The texts travel as data, never as markup."""
    with translation.override(batch.centre.language):
        return print_letters(texts(batch), codes, centre=batch.centre, url=address(batch), at=batch.printed_at)


def print_letters(told: dict[str, Any], codes: Sequence[str], *, centre: Centre, url: str, at: dt.datetime) -> bytes:
    """Letters with one code each, as `texts` words them, below the centre's crest."""
    letters = {"letters": [letter(url, code) for code in codes]}
    return typeset(TEMPLATE, told | crest(centre) | letters, at=at)


def letter(address: str, code: str) -> dict[str, str]:
    """The code follows "#": it stays in the reader's browser and never travels in an address."""
    return {"code": grouped(code), "qr": square(f"{address}#{code}")}


def address(batch: LetterBatch) -> str:
    return settings.BASE_URL + reverse("members:code-redeem", kwargs={"centre": batch.centre.slug})


def crest(centre: Centre) -> dict[str, Any]:
    """Nothing where there is none, or where it was replaced a moment ago."""
    if not centre.crest:
        return {}
    try:
        with centre.crest.open("rb") as file:
            return {"crest": list(file.read()), "crest_alt": _("Crest of %(name)s") % {"name": centre.local_name}}
    except FileNotFoundError:
        return {}


def texts(batch: LetterBatch) -> dict[str, Any]:
    centre = batch.centre
    contact = [line for line in (centre.address, centre.phone, centre.email, centre.hours) if line]
    return {
        "language": centre.language,
        "title": _("Letter with a code"),
        "house": _("Local Centre of Reintegration"),
        "centre": centre.local_name,
        "greeting": _("Good day, neighbour,"),
        "paragraphs": [
            _(
                "in %(centre)s, those who live here decide on the web what is built and mended: they propose, back "
                "one another's ideas and vote on money. This letter shows that you are one of us."
            )
            % {"centre": centre.local_name},
            _("Point your phone's camera at the square, or open the address below and type the code:"),
        ],
        "address": address(batch).removeprefix("https://").removeprefix("http://"),
        "qr_alt": _("QR code that opens the address below with your code"),
        "code_label": _("Your code"),
        "after": [
            _("It works once and until %(date)s, for one person.")
            % {"date": date_format(batch.expires_at.astimezone(centre.zone), "DATE_FORMAT")},
            _("We did not write down which house got which code: nobody can tell from it who you are."),
            _("No internet? Come to the desk, with nothing but this letter. We will help you."),
        ],
        "contact": contact,
        "label": batch.label,
    }
