"""Letters with voting codes, as one PDF in the centre's language. What a code opens, its letter alone knows."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.members.letters import print_letters
from initiatives.voting.models import Round


def sheet(round: Round, codes: Sequence[str], *, at: dt.datetime) -> bytes:
    """One letter a page."""
    place = reverse("voting:ballot-cast", kwargs={"centre": round.centre.slug, "pk": round.pk})
    with translation.override(round.centre.language):
        url = settings.BASE_URL + f"/{round.centre.language}/" + place.split("/", 2)[2]
        return print_letters(texts(round, url), codes, centre=round.centre, url=url, at=at)


def texts(round: Round, url: str) -> dict[str, Any]:
    centre = round.centre
    days = {
        "opens": date_format(round.opens_at.astimezone(centre.zone), "DATETIME_FORMAT"),
        "closes": date_format(round.closes_at.astimezone(centre.zone), "DATETIME_FORMAT"),
    }
    return {
        "language": centre.language,
        "title": _("Letter with a voting code"),
        "house": _("Local Centre of Reintegration"),
        "centre": centre.local_name,
        "greeting": _("Good day, neighbour,"),
        "paragraphs": [
            _("in %(centre)s we vote: “%(title)s”. With the code below you vote without an account.")
            % {"centre": centre.local_name, "title": round.local_title},
            _(
                "Voting is open from %(opens)s until %(closes)s. "
                "Until the close you may vote again; the last vote counts."
            )
            % days,
            _("Point your phone's camera at the square, or open the address below and type the code:"),
        ],
        "address": url.removeprefix("https://").removeprefix("http://"),
        "qr_alt": _("QR code that opens the ballot with your code"),
        "code_label": _("Your voting code"),
        "after": [
            _("It is one person's vote: do not give it away and do not show it."),
            _("We did not write down which house got which code: nobody can tell from it who you are."),
        ],
        "label": round.local_title,
        "contact": [line for line in (centre.address, centre.phone, centre.email, centre.hours) if line],
    }
