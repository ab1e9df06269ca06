"""Mails of this room: each kind is three templates under emails/pages/, in the language of whoever gets it."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from pages.models import EventPage, Seat


def send(kind: str, seat: Seat) -> None:
    """To whoever holds the seat; somebody without an address reads it on the seat's page."""
    if not seat.address:
        return
    with translation.override(seat.language), timezone.override(seat.gathering.centre.zone):
        facts = about(seat)
        subject = " ".join(render_to_string(f"emails/pages/{kind}.subject.txt", facts).split())
        text = render_to_string(f"emails/pages/{kind}.txt", facts).strip() + "\n"
        html = render_to_string(f"emails/pages/{kind}.html", facts)
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [seat.address])
    message.attach_alternative(html, "text/html")
    message.send()


def about(seat: Seat) -> dict[str, Any]:
    gathering = seat.gathering
    pages = EventPage.objects.filter(translation_key=gathering.key).select_related("locale")
    event = min(pages, key=lambda page: (page.locale.language_code != seat.language, not page.original), default=None)
    return {
        "seat": seat,
        "gathering": gathering,
        "event": event,
        "title": event.title if event else gathering.title,
        "centre": gathering.centre,
        "url": settings.BASE_URL + seat.url(),
    }
