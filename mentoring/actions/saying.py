"""Saying what one offers or asks for, pausing it, taking it back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.members.actions import join
from mentoring.models import Said


def say[S: Said](said: S, *, at: dt.datetime) -> S:
    """Keeps a new offer or request, or what changed in one; whoever says it belongs to the centre from now on."""
    said.stamp(at)
    try:
        with transaction.atomic():
            join(member=said.member, centre=said.centre, at=at)
            said.save()
    except IntegrityError as error:
        here = type(said)._default_manager.open().filter(member=said.member, centre=said.centre)
        if not here.exclude(pk=said.pk).exists():
            raise
        raise ValidationError(_("You have one here already. Change that one."), code="already") from error
    return said


def pause(said: Said, *, at: dt.datetime) -> None:
    """For a while nobody is proposed to it or for it; what runs goes on."""
    type(said)._default_manager.open().filter(pk=said.pk, paused_at__isnull=True).update(paused_at=at)
    said.refresh_from_db(fields=["paused_at"])


def resume(said: Said) -> None:
    type(said)._default_manager.open().filter(pk=said.pk).update(paused_at=None)
    said.refresh_from_db(fields=["paused_at"])


def withdraw(said: Said, *, at: dt.datetime) -> None:
    """For good; another one may be written afterwards."""
    type(said)._default_manager.open().filter(pk=said.pk).update(withdrawn_at=at)
    said.refresh_from_db(fields=["withdrawn_at"])
