"""Telling those who planned to come."""

from typing import Any

from django.db import transaction
from django.tasks import task

from pages import mail
from pages.models import Gathering, Seat


@task
def tell_of_change(key: str) -> int:
    """An event moved or was cancelled: everybody with a seat, and everybody who waits for one, is told."""
    with transaction.atomic():
        gathering = Gathering.objects.get(key=key)
        kind = "event_cancelled" if gathering.cancelled_at else "event_moved"
        return mail_everybody(kind, Seat.objects.confirmed().filter(gathering=gathering))


def mail_everybody(kind: str, seats: Any) -> int:
    count = 0
    for seat in seats.select_related("member", "gathering__centre").prefetch_related("gathering__centre__texts"):
        mail.send(kind, seat)
        count += 1
    return count
