"""Looking at a mentor before they meet anybody."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import User
from community.notifications.actions import notify
from mentoring.models import Offer, Vetting


@transaction.atomic
def vet(*, offer: Offer, kind: str, on: dt.date, by: User, at: dt.datetime) -> Vetting:
    """Notes it with its day; noted again, the later word holds. With the last of them the mentor is told."""
    refuse_unless_may_vet(offer, by)
    if on > timezone.localdate(at, offer.centre.zone):
        raise ValidationError(_("This day has not come yet."), code="future")
    Offer.objects.select_for_update().get(pk=offer.pk)
    was = Offer.objects.vetted().filter(pk=offer.pk).exists()
    facts = {"on": on, "by": by, "noted_at": at}
    vetting, _created = Vetting.objects.update_or_create(offer=offer, kind=kind, defaults=facts)
    if not was and Offer.objects.vetted().filter(pk=offer.pk).exists():
        notify([offer.member], "mentoring.vetted", vetting, centre=offer.centre, at=at)
    return vetting


def take_vetting_back(*, offer: Offer, kind: str, by: User) -> None:
    """For a mistake, or when something was learnt: the offer no longer counts for matching."""
    refuse_unless_may_vet(offer, by)
    Vetting.objects.filter(offer=offer, kind=kind).delete()


def refuse_unless_may_vet(offer: Offer, by: User) -> None:
    if not has_perm("mentoring.vet_offer", by, offer):
        raise PermissionDenied(_("Nobody vets themselves, or what was withdrawn."))
