"""Mails about notifications. Tasks carry ids only; a row is claimed and its mail written in one transaction."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from community.members.models import User
from community.notifications.models import Mail, Notification
from community.notifications.unsubscribing import unsubscribe_url

DIGEST_AFTER = dt.timedelta(hours=20)
LATE_AFTER = dt.timedelta(minutes=2)
LATE_A_RUN = 500


@task
def mail_notifications(pks: list[int]) -> None:
    """Mails each of `pks` that nobody has mailed yet."""
    waiting = Notification.objects.unmailed(Mail.AT_ONCE, timezone.now()).filter(pk__in=pks)
    for notification in waiting.select_related("recipient", "actor", "centre"):
        with transaction.atomic():
            if claim([notification]):
                mail_one(notification)


@task
def mail_late_notifications() -> None:
    """Mails what is still waiting because a process died between its commit and its task, or in the task."""
    now = timezone.now()
    late = Notification.objects.unmailed(Mail.AT_ONCE, now).filter(created_at__lt=now - LATE_AFTER)
    mail_notifications.func(list(late.values_list("pk", flat=True)[:LATE_A_RUN]))


@task
def send_digests() -> None:
    """One mail to everybody whose oldest waiting news is nearly a day old."""
    now = timezone.now()
    waiting = Notification.objects.unmailed(Mail.DAILY, now)
    ripe = waiting.filter(created_at__lte=now - DIGEST_AFTER).order_by().values("recipient").distinct()
    for member in User.objects.filter(pk__in=ripe).order_by("pk"):
        with transaction.atomic():
            news = list(waiting.filter(recipient=member).select_related("actor", "centre"))
            if claim(news):
                mail_digest(member, news)


def claim(notifications: list[Notification]) -> bool:
    """Whether all of them are ours to mail: two workers never send the same news."""
    unsent = Notification.objects.filter(pk__in=[row.pk for row in notifications], mailed_at__isnull=True)
    return 0 < unsent.update(mailed_at=timezone.now()) == len(notifications)


def mail_one(notification: Notification) -> None:
    member = notification.recipient
    with translation.override(member.language):
        context = words(notification) | {"unsubscribe_url": unsubscribe_url(member, notification.group)}
        subject = one_line(render_to_string(f"{notification.template}.subject.txt", context))
        send(member, subject, notification.template, context)


def mail_digest(member: User, news: list[Notification]) -> None:
    with translation.override(member.language):
        lines = [{"text": sentence(row), "url": settings.BASE_URL + row.url, "row": row} for row in news]
        context = {"recipient": member, "lines": lines, "unsubscribe_url": unsubscribe_url(member, "")}
        subject = one_line(render_to_string("emails/notifications/digest.subject.txt", context))
        send(member, subject, "emails/notifications/digest", context)


def send(member: User, subject: str, template: str, context: dict[str, object]) -> None:
    headers = {
        "List-Unsubscribe": f"<{context['unsubscribe_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string(f"{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[str(member.email)], headers=headers)
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    message.send()


def words(notification: Notification) -> dict[str, object]:
    """What a kind's templates may say."""
    return {
        "notification": notification,
        "recipient": notification.recipient,
        "actor": notification.actor,
        "centre": notification.centre,
        "target": notification.target,
        "title": notification.title,
        "url": settings.BASE_URL + notification.url,
        "base_url": settings.BASE_URL,
    }


def sentence(notification: Notification) -> str:
    """The notification in one sentence of the active language; asks for no further row."""
    context = {"actor": notification.actor, "centre": notification.centre, "title": notification.title}
    return one_line(render_to_string(f"{notification.template}.subject.txt", context))


def one_line(text: str) -> str:
    return " ".join(text.split())
