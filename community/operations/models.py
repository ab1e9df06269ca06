"""What keeps the house running: mails that wait, the worker's pulse, work by the clock, limits."""

from django.db import models
from django.utils import timezone


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(claimed_at__isnull=True, sent_at__isnull=True, attempts__lt=OutgoingMail.MAX_ATTEMPTS)


class OutgoingMail(models.Model):
    """A mail written in the request's transaction and carried by the worker.

    Claimed before it is handed over, so nobody is mailed twice; emptied once it is sent.
    """

    MAX_ATTEMPTS = 8

    sender = models.CharField(max_length=200)
    recipients = models.JSONField(default=list)
    headers = models.JSONField(default=dict)
    subject = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Heartbeat(models.Model):
    """One row a worker process; `beat_at` older than a minute means that it is gone."""

    worker = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class ScheduledRun(models.Model):
    """When a task of settings.SCHEDULE last began; claimed by a conditional UPDATE."""

    task = models.CharField(max_length=200, primary_key=True)
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task


class Allowance(models.Model):
    """How often an action was tried under one (hashed) key since the first time, until it is given anew."""

    action = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    spent = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "key"], name="one_allowance_a_key")]

    def __str__(self) -> str:
        return self.action
