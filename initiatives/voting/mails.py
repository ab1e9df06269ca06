"""What voters and objectors are told by the worker, so that nobody waits for it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from community.members.models import User
from community.notifications.actions import notify
from community.notifications.models import Notification
from initiatives.voting.models import Objection, Round


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


@task
def tell_voter(member: int, round: int, *, again: bool = False) -> None:
    """That a ballot was cast in this member's name: no code, no choice. Once, unless the desk cast it `again`.

    A task whose worker died is run anew, perhaps after it had told.
    """
    about = Round.objects.select_related("centre").get(pk=round)
    kind = ContentType.objects.get_for_model(about)
    told = Notification.objects.filter(recipient=member, kind="voting.ballot_cast", target_type=kind, target_id=round)
    if told.exists() and not again:
        return
    notify(User.objects.filter(pk=member), "voting.ballot_cast", about)
