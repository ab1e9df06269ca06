"""Work of the house itself."""

import datetime as dt
import logging
import smtplib
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import mailers
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from community.operations.letters import Letter
from community.operations.models import Allowance, Heartbeat, OutgoingMail

log = logging.getLogger(__name__)
SENT_MAIL_KEPT = dt.timedelta(days=7)
FINISHED_TASKS_KEPT = dt.timedelta(days=7)


@task
def carry_mail(pk: int) -> None:
    """Hands one mail to the mail server. The claim comes first: nobody is mailed twice, whatever is killed when."""
    waiting = OutgoingMail.objects.waiting().filter(pk=pk)
    if waiting.update(claimed_at=timezone.now()) != 1:
        return
    mail = OutgoingMail.objects.get(pk=pk)
    facts: dict[str, Any] = {"headers": mail.headers, "calendar": mail.calendar}
    message = Letter(mail.subject, mail.text, mail.sender, mail.recipients, **facts)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        mailers["carrier"].send_messages([message])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("Mail %s was not taken by the mail server: %s", pk, type(error).__name__)
        OutgoingMail.objects.filter(pk=pk).update(claimed_at=None, attempts=F("attempts") + 1)
        return
    emptied = {} if settings.DEMO else {"text": "", "html": "", "calendar": "", "recipients": []}
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), **emptied)


@task
def carry_waiting_mail() -> None:
    """Tries again what the mail server refused, and what a lost task left behind."""
    cutoff = timezone.now() - dt.timedelta(minutes=2)
    for pk in OutgoingMail.objects.waiting().filter(created_at__lt=cutoff).values_list("pk", flat=True)[:500]:
        carry_mail.enqueue(pk)


@task
def forget_old_records() -> None:
    """Keeps no longer than needed: sent mails, ended limits, expired sessions, finished tasks."""
    now = timezone.now()
    OutgoingMail.objects.filter(created_at__lt=now - SENT_MAIL_KEPT).delete()
    Allowance.objects.filter(ends_at__lt=now).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    Heartbeat.objects.filter(beat_at__lt=now - dt.timedelta(hours=1)).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - FINISHED_TASKS_KEPT).delete()
