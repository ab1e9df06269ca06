"""Mail that never blocks a request: written to the outbox, carried by the worker."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from community.operations.models import OutgoingMail
from community.operations.tasks import carry_mail


class OutboxBackend(BaseEmailBackend):
    """The default mailer: one row a message, handed to the worker after the commit."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            mail = OutgoingMail.objects.create(**as_row(message))
            transaction.on_commit(lambda pk=mail.pk: carry_mail.enqueue(pk))  # type: ignore[misc]
        return len(messages)


def as_row(message: EmailMessage) -> dict[str, Any]:
    alternatives = getattr(message, "alternatives", [])
    return {
        "sender": message.from_email,
        "recipients": list(message.recipients()),
        "headers": dict(message.extra_headers),
        "subject": message.subject,
        "text": message.body,
        "html": next((part.content for part in alternatives if part.mimetype == "text/html"), ""),
        "calendar": getattr(message, "calendar", ""),
    }
