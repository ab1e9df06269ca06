"""Mail to whoever objected without an account."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from initiatives.voting.models import Objection


@task
def mail_objector(pk: int) -> None:
    """The answer; the address is forgotten with the roll."""
    objection = Objection.objects.select_related("round__centre").get(pk=pk)
    stem = "emails/voting/objection_answered"
    with translation.override(objection.round.language):
        context = {"target": objection, "title": str(objection), "centre": objection.centre}
        context["url"] = settings.BASE_URL + objection.get_absolute_url()
        subject = " ".join(render_to_string(f"{stem}.subject.txt", context).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{stem}.txt", context), to=[objection.email])
        message.attach_alternative(render_to_string(f"{stem}.html", context), "text/html")
        message.send()
