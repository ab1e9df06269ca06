"""Saying what one offers or asks for, pausing it, taking it back."""

import datetime as dt
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.interface.actions import Slot, discard_photo, place_photo
from community.members.actions import join
from community.members.models import User
from community.notifications.actions import notify
from mentoring.actions.asking import close_questions
from mentoring.actions.ending import leave_behind
from mentoring.models import Mentorship, Offer, OfferPhoto, Said


def say[S: Said](said: S, *, at: dt.datetime) -> S:
    """Keeps a new offer or request, or what changed in one; whoever says it belongs to the centre from now on."""
    said.stamp(at)
    try:
        with transaction.atomic():
            join(member=said.member, centre=said.centre, at=at)
            said.save(update_fields=None if said._state.adding else written(said))
    except IntegrityError as error:
        here = open_ones(said).filter(member=said.member, centre=said.centre)
        if not here.exclude(pk=said.pk).exists():
            raise
        raise ValidationError(_("You have one here already. Change that one."), code="already") from error
    return said


def written(said: Said) -> list[str]:
    """What a form writes: a pause or a withdrawal of the same moment stays."""
    names = (field.name for field in said._meta.concrete_fields if not field.primary_key)
    return [name for name in names if name not in {"paused_at", "withdrawn_at"}]


@transaction.atomic
def make_offer(offer: Offer, *, at: dt.datetime, photo: Slot | None = None) -> Offer:
    """As `say`; of a new offer the mentor coordinators are told, who look at its mentor first."""
    is_new = offer.pk is None
    say(offer, at=at)
    if photo:
        place_photo(OfferPhoto.objects.filter(offer=offer).first(), photo, partial(OfferPhoto, offer=offer))
    if is_new:
        looking = User.objects.serving(offer.centre, "mentor_coordinator")
        notify(looking, "mentoring.offered", offer, centre=offer.centre, at=at)
    return offer


def discard_photos(photos: QuerySet[OfferPhoto]) -> None:
    """With their files, which no cascade of the database takes away."""
    for photo in photos:
        discard_photo(photo)


def open_ones(said: Said) -> Any:
    """Of its kind."""
    return type(said)._default_manager.filter(withdrawn_at__isnull=True)


def pause(said: Said, *, at: dt.datetime) -> None:
    """For a while nobody is proposed to it or for it; what runs goes on."""
    open_ones(said).filter(pk=said.pk, paused_at__isnull=True).update(paused_at=at)
    said.refresh_from_db(fields=["paused_at"])


def resume(said: Said) -> None:
    open_ones(said).filter(pk=said.pk).update(paused_at=None)
    said.refresh_from_db(fields=["paused_at"])


@transaction.atomic
def withdraw(said: Said, *, at: dt.datetime) -> None:
    """For good, with its open questions; with an offer also whom it helps. Another one may be written afterwards."""
    open_ones(said).select_for_update().filter(pk=said.pk).first()  # who is asking it waits, and finds it withdrawn
    close_questions(said, at=at)
    if isinstance(said, Offer):
        leave_behind(Mentorship.objects.standing().filter(offer=said), said.member, at)
        discard_photos(OfferPhoto.objects.filter(offer=said))
    open_ones(said).filter(pk=said.pk).update(withdrawn_at=at)
    said.refresh_from_db(fields=["withdrawn_at"])
