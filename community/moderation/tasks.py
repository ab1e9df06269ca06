"""Mails to whoever reported something without an account, and what is forgotten by the clock."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from community.moderation.models import APPEALS_HEARD, Appeal, Decision, Report
from community.notifications.models import Notification


@task
def mail_reporter(pk: int, kind: str) -> None:
    """`kind`: received, answered, or appeal_answered."""
    report = Report.objects.select_related("centre", "decision__reversed_by").get(pk=pk)
    stem = f"emails/moderation/{kind}"
    with translation.override(report.language):
        target: Any = report.appeal if kind == "appeal_answered" else report  # type: ignore[attr-defined]
        context = {"target": target, "title": report.title, "centre": report.centre}
        context["url"] = settings.BASE_URL + report.get_absolute_url()
        subject = " ".join(render_to_string(f"{stem}.subject.txt", context).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{stem}.txt", context), to=[report.email])
        message.attach_alternative(render_to_string(f"{stem}.html", context), "text/html")
        message.send()


@task
def forget_old_reports() -> None:
    """When nobody can appeal any more, a report is a kind, a date and a receipt: its words and who sent it are gone."""
    before = timezone.now() - APPEALS_HEARD
    heard = Appeal.objects.filter(decision=OuterRef("decision"))
    fresh = Q(answered_at__isnull=True) | Q(answered_at__gte=before)
    later = Decision.objects.filter(reverses=OuterRef("decision"), decided_at__gte=before)
    old = Report.objects.filter(decision__decided_at__lt=before).exclude(Exists(heard.filter(fresh)) | Exists(later))
    old.exclude(text="", excerpt="", email="", reporter=None).update(text="", excerpt="", email="", reporter=None)
    Appeal.objects.filter(answered_at__lt=before).exclude(text="", by=None).update(text="", by=None)


@task
def erase_removed_words() -> None:
    """What was to be removed for good, after the last day to appeal; with it the titles that remember it."""
    now = timezone.now()
    for pk in list(Decision.objects.due_for_erasure(now).values_list("pk", flat=True)):
        with transaction.atomic():
            decision = Decision.objects.select_for_update(of=("self",)).due_for_erasure(now).filter(pk=pk).first()
            if decision is not None:
                erase_words(decision, now)


def erase_words(decision: Decision, at: dt.datetime) -> None:
    target: Any = decision.target
    if target is not None:
        target.erase_words()
    with translation.override(decision.centre.language):
        kind = str(decision.target_type.name) if decision.target_type else "…"  # type: ignore[union-attr]
    reports = decision.reports.values_list("pk", flat=True)
    for model, pks in ((Decision, [decision.pk]), (Report, list(reports))):
        news = Notification.objects.filter(target_type=ContentType.objects.get_for_model(model), target_id__in=pks)
        news.update(title=kind)
    decision.reports.update(title=kind, excerpt="")
    decision.title, decision.erased_at = kind, at
    decision.save(update_fields=["title", "erased_at"])
