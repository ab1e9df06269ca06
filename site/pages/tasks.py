"""What the worker does for this room, by the clock or when something changed."""

import datetime as dt

from django.core.management import call_command
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from pages.actions.consents import unpublish_without_consent
from pages.actions.telling import mail_everybody
from pages.models import Gathering, Seat

REMINDER_BEFORE = dt.timedelta(hours=26)
SEATS_KEPT = dt.timedelta(days=30)
UNCONFIRMED_KEPT = dt.timedelta(days=2)


@task
def unpublish_lapsed_consents() -> int:
    """Stories whose portrayed person agreed only until yesterday, or took the consent back."""
    return unpublish_without_consent(at=timezone.now())


@task
def publish_scheduled() -> None:
    """What an editor gave a day to appear or to go."""
    call_command("publish_scheduled", verbosity=0)


@task
def remind_of_events() -> int:
    """The day before, once. The claim and the mails belong to one transaction: nobody is reminded twice."""
    now = timezone.now()
    told = 0
    for key in Gathering.objects.starting(now, REMINDER_BEFORE).filter(reminded_at=None).values_list("key", flat=True):
        with transaction.atomic():
            if Gathering.objects.filter(key=key, reminded_at=None).update(reminded_at=now):
                told += mail_everybody("event_reminder", Seat.objects.taken().filter(gathering=key))
    return told


@task
def forget_past_seats() -> None:
    """Who sat where is nobody's business a month later; a wish never confirmed goes after two days."""
    now = timezone.now()
    Seat.objects.filter(gathering__in=Gathering.objects.ended(now - SEATS_KEPT)).delete()
    Seat.objects.unconfirmed(now - UNCONFIRMED_KEPT).delete()
