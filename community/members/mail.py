"""Mails of this room: each kind is three templates under emails/members/, written in the reader's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def compose(kind: str, *, to: str, language: str, **context: Any) -> EmailMultiAlternatives:
    facts = context | {"email": to, "language": language, "base_url": settings.BASE_URL}
    with translation.override(language):
        subject = " ".join(render_to_string(f"emails/members/{kind}.subject.txt", facts).split())
        text = render_to_string(f"emails/members/{kind}.txt", facts).strip() + "\n"
        html = render_to_string(f"emails/members/{kind}.html", facts)
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    message.attach_alternative(html, "text/html")
    return message


def send(kind: str, *, to: str, language: str, **context: Any) -> None:
    compose(kind, to=to, language=language, **context).send()
