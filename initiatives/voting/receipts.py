"""A receipt as people read it and as their phones do."""

from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from initiatives.voting.models import Round


def grouped(receipt: str) -> str:
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def check_address(round: Round) -> str:
    return settings.BASE_URL + reverse("voting:receipt-check", kwargs={"centre": round.centre.slug, "pk": round.pk})


def scannable(round: Round, receipt: str) -> str:
    """After the # nothing is sent to any server, so scanning does not tell anybody's log which receipt it was."""
    return f"{check_address(round)}#{receipt}"


def receipt_facts(round: Round, receipt: str) -> dict[str, Any]:
    """In groups of four, and as a QR code."""
    code = segno.make(scannable(round, receipt), error="m", micro=False)
    picture = code.svg_data_uri(scale=4, border=3, dark="#000", light="#fff", omitsize=False)
    return {"receipt": grouped(receipt), "picture": picture}
