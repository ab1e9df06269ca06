"""What the worker does about news. Tasks carry ids only; a row is claimed and its mail written in one transaction."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from community.members.models import User
from community.notifications.bells import show_unread
from community.notifications.mails import mail_digest, mail_one
from community.notifications.models import Mail, MissedRing, Notification
from community.notifications.pushing import ring, ring_again
from community.notifications.visibility import keep_seen

DIGEST_AFTER = dt.timedelta(hours=20)
LATE_AFTER = dt.timedelta(minutes=2)
LATE_A_RUN = 500


@task
def deliver(pks: list[int]) -> None:
    """What follows the commit of news: the number in the head, mails, and devices last: a carrier may be slow."""
    show_unread(Notification.objects.filter(pk__in=pks).order_by("recipient").values_list("recipient", flat=True))
    mail_notifications.func(pks)
    push_notifications.func(pks)


@task
def mail_notifications(pks: list[int]) -> None:
    """Mails each of `pks` that nobody has mailed yet."""
    waiting = Notification.objects.unmailed(Mail.AT_ONCE, timezone.now()).filter(pk__in=pks)
    for notification in waiting.select_related("recipient", "actor", "centre"):
        with transaction.atomic():
            if claim([notification]) and keep_seen([notification], notification.recipient):
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
            if claim(news) and (seen := keep_seen(news, member)):
                mail_digest(member, seen)


@task
def forget_hidden_news() -> None:
    """Unread news that its reader may no longer see is dropped, so that the number in the head counts it no more."""
    unread = Notification.objects.unread()
    for member in User.objects.filter(pk__in=unread.order_by().values("recipient")).order_by("pk"):
        rows = list(unread.filter(recipient=member).order_by("pk"))
        if len(keep_seen(rows, member)) < len(rows):
            show_unread([member.pk])


@task
def push_notifications(pks: list[int]) -> None:
    """Rings the devices of each of `pks` once; what a carrier cannot take now, it is offered again."""
    now = timezone.now()
    waiting = Notification.objects.unpushed().filter(pk__in=pks).select_related("recipient")
    for notification in waiting:
        mine = Notification.objects.filter(pk=notification.pk, pushed_at__isnull=True)
        if mine.update(pushed_at=now) and keep_seen([notification], notification.recipient):
            ring(notification, now)


@task
def push_missed() -> None:
    """Rings again where a carrier was away."""
    now = timezone.now()
    due = MissedRing.objects.due(now).select_related("device", "notification__recipient")
    for missed in due[:LATE_A_RUN]:
        if not missed.is_wanted or not keep_seen([missed.notification], missed.notification.recipient):
            MissedRing.objects.filter(pk=missed.pk).delete()
        elif missed.claim(now):
            ring_again(missed)


def mail_and_ring(notification: Notification) -> None:
    """Of what is kept nowhere: the mail in the caller's transaction, the devices after it, without a task's record."""
    if notification.mail != Mail.NONE and notification.recipient.email:
        mail_one(notification)
    if notification.push:
        transaction.on_commit(partial(ring, notification, timezone.now()))


def claim(notifications: list[Notification]) -> bool:
    """Whether all of them are ours to mail: two workers never send the same news."""
    unsent = Notification.objects.filter(pk__in=[row.pk for row in notifications], mailed_at__isnull=True)
    return 0 < unsent.update(mailed_at=timezone.now()) == len(notifications)
