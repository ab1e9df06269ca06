"""Objections to how a vote went, and their answers: both public, without names."""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from community.members.models import User
from community.notifications.actions import notify
from initiatives.voting.mails import mail_objector
from initiatives.voting.models import Objection, Round


class NotNow(Exception):
    """Objections are heard after the close and until the day that was said."""


class Answered(Exception):
    """This objection has its answer, which stays."""


@transaction.atomic
def object_to(*, round: Round, text: str, at: dt.datetime, member: User | None = None, email: str = "") -> Objection:
    """Takes an objection by anybody and tells the coordinators."""
    heard = (
        Round.objects.deciding()
        .frozen()
        .filter(closes_at__lte=Now(), objections_until__gt=Now(), certifications__isnull=True)
    )
    if not heard.filter(pk=round.pk).exists():
        raise NotNow
    words = {"text": text, "member": member, "email": email, "made_at": at}
    objection = Objection.objects.create(round=round, centre=round.centre, **words)
    notify(User.objects.serving(round.centre, "coordinator"), "voting.objection_made", objection, at=at)
    return objection


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: User, at: dt.datetime) -> Objection:
    """Once, by a coordinator who does not certify the result if the centre has such a one; tells who objected."""
    locked = Objection.objects.select_for_update(of=("self",)).select_related("round__centre").get(pk=objection.pk)
    if not by.has_perm("voting.answer_objection", locked.round):
        raise PermissionDenied
    if locked.is_answered:
        raise Answered
    locked.answer, locked.answered_by, locked.answered_at = answer, by, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    if locked.member:
        notify([locked.member], "voting.objection_answered", locked, at=at)
    elif locked.email:
        transaction.on_commit(partial(mail_objector.enqueue, locked.pk))
    return locked
