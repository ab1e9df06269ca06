"""What we print about an initiative."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.interface.printing import square, typeset
from community.members.models import Centre
from initiatives.proposals.models import Initiative, Sheet

TEMPLATES = Path(__file__).with_name("printed")


def frame(centre: Centre, url: str) -> dict[str, Any]:
    """What every print carries: whose it is, and where it leads."""
    contact = [line for line in (centre.address, centre.phone, centre.email, centre.hours) if line]
    return {
        "language": centre.language,
        "house": _("Local Centre of Reintegration"),
        "centre": centre.local_name,
        "qr": square(url),
        "qr_alt": _("QR code that opens the address below it"),
        "address": url.removeprefix("https://").removeprefix("http://"),
        "contact": contact,
    }


def address_of(initiative: Initiative) -> str:
    place = {"centre": initiative.centre.slug, "pk": initiative.pk}
    return settings.BASE_URL + reverse("proposals:initiative-detail", kwargs=place)


def sheets(initiative: Initiative, printed: Sequence[Sheet], at: dt.datetime) -> bytes:
    """One sheet a page, in the centre's own language."""
    centre = initiative.centre
    with translation.override(centre.language):
        until = initiative.support_until or at
        data = frame(centre, address_of(initiative)) | {
            "title": initiative.title,
            "summary": initiative.summary,
            "heading": _("Signatures for an initiative"),
            "sheet": _("Sheet"),
            "sheets": [sheet.label for sheet in printed],
            "lines": printed[0].lines,
            "columns": [_("No."), _("First name and surname"), _("Address in this commune"), _("Signature")],
            "until": _("Sign until %(date)s and bring the sheet to the Local Centre.")
            % {"date": date_format(until.astimezone(centre.zone), "DATE_FORMAT")},
            "once": _("Each person signs once: on paper or online. Whoever has signed online does not sign here."),
            "notice": legal_notice(centre),
        }
    return typeset(TEMPLATES / "sheets.typ", data, at=at)


def poster(initiative: Initiative, at: dt.datetime) -> bytes:
    """One page for a notice board, in the centre's own language."""
    centre = initiative.centre
    with translation.override(centre.language):
        gathering = initiative.is_gathering(at) and initiative.support_until is not None
        until = initiative.support_until or at
        data = frame(centre, address_of(initiative)) | {
            "title": initiative.title,
            "summary": initiative.summary,
            "place": initiative.place,
            "state": initiative.get_state_display(),
            "call": _("Stand behind it: point your phone's camera at the square, or come to the Local Centre.")
            if gathering
            else _("Read what becomes of it: point your phone's camera at the square."),
            "until": _("until %(date)s") % {"date": date_format(until.astimezone(centre.zone), "DATE_FORMAT")}
            if gathering
            else "",
            "count": ngettext(
                "%(count)d neighbour stands behind it already",
                "%(count)d neighbours stand behind it already",
                initiative.support_count,
            )
            % {"count": initiative.support_count},
        }
    return typeset(TEMPLATES / "poster.typ", data, at=at)


def paper_form(centre: Centre, at: dt.datetime) -> bytes:
    """What the propose form asks, to be filled in with a pen."""
    with translation.override(centre.language):
        url = settings.BASE_URL + reverse("proposals:initiative-create", kwargs={"centre": centre.slug})
        data = frame(centre, url) | {
            "title": _("I propose something"),
            "lead": _(
                "Fill in what you can and bring it to the Local Centre: we type it in with you. Or do it online:"
            ),
            "fields": [
                {"label": _("What shall be different?"), "lines": 2},
                {"label": _("For whom, and why? In one sentence."), "lines": 2},
                {"label": _("Description"), "lines": 7},
                {"label": _("Where? As you would tell a neighbour."), "lines": 1},
                {"label": _("What will it cost, about?"), "lines": 1},
                {"label": _("Name, and how we can reach you"), "lines": 2},
            ],
            "sign": [_("Date"), _("Signature")],
            "notice": _(
                "The text and the name that you choose are published with your consent; how to reach you is not. "
                "You may withdraw the proposal at any time."
            ),
        }
    return typeset(TEMPLATES / "proposal.typ", data, at=at)


def legal_notice(centre: Centre) -> str:
    return _(
        "Your data are used by the Local Centre in %(centre)s only to count this support, as part of the public task "
        "of consulting residents (GDPR Article 6(1)(e)). Two people count the lines; names are not typed into any "
        "computer. The sheets are destroyed a year after the centre's answer. You may ask to see, correct or strike "
        "out your line at the centre, and complain to the data protection authority."
    ) % {"centre": centre.local_name}
