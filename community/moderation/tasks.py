"""Mails to whoever reported something without an account."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from community.moderation.models import Report


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
