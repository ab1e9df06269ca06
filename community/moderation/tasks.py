"""Mails to whoever reported something without an account, and the day their words are forgotten."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from community.moderation.models import Report

WORDS_KEPT = dt.timedelta(days=183)


@task
def mail_reporter(pk: int, kind: str) -> None:
    """`kind`: received, or answered."""
    report = Report.objects.select_related("centre", "decision").get(pk=pk)
    stem = f"emails/moderation/{kind}"
    with translation.override(report.language):
        context = {"target": report, "title": report.title, "centre": report.centre}
        context["url"] = settings.BASE_URL + report.get_absolute_url()
        subject = " ".join(render_to_string(f"{stem}.subject.txt", context).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{stem}.txt", context), to=[report.email])
        message.attach_alternative(render_to_string(f"{stem}.html", context), "text/html")
        message.send()


@task
def forget_old_reports() -> None:
    """Half a year after its decision a report is a kind, a date and a receipt: its words and who sent it are gone."""
    old = Report.objects.filter(decision__decided_at__lt=timezone.now() - WORDS_KEPT)
    old.exclude(text="", email="", reporter=None).update(text="", email="", reporter=None)
