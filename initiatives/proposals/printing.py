"""What we print about an initiative: tagged PDF, set by typst with the fonts that it carries."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.members.models import Centre
from initiatives.proposals.models import Initiative, Sheet

TEMPLATES = Path(__file__).with_name("printed")


def typeset(name: str, data: dict[str, Any], at: dt.datetime) -> bytes:
    """`printed/<name>.typ` filled with `data`, which travels as JSON and never as markup."""
    return typst.compile(
        str(TEMPLATES / f"{name}.typ"),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),
    )


def qr(url: str) -> str:
    """As SVG."""
    return segno.make(url, error="m", boost_error=False).svg_inline(scale=1, border=0, omitsize=True)


def frame(centre: Centre, url: str) -> dict[str, Any]:
    """What every print carries: whose it is, and where it leads."""
    contact = [line for line in (centre.address, centre.phone, centre.email, centre.hours) if line]
    return {
        "language": centre.language,
        "house": _("Local Centre of Reintegration"),
        "centre": centre.local_name,
        "qr": qr(url),
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
    return typeset("sheets", data, at)


def legal_notice(centre: Centre) -> str:
    return _(
        "Your data are used by the Local Centre in %(centre)s only to count this support, as part of the public task "
        "of consulting residents (GDPR Article 6(1)(e)). Two people count the lines; names are not typed into any "
        "computer. The sheets are destroyed a year after the centre's answer. You may ask to see, correct or strike "
        "out your line at the centre, and complain to the data protection authority."
    ) % {"centre": centre.local_name}
