"""What the clock does with notices: asks whether one shall stay, and forgets what is over."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from community.notifications.actions import notify
from maps.models import Enquiry, Offer
from maps.models.enquiries import ENQUIRY_KEPT
from maps.models.offers import OFFER_KEPT


@task
def remind_of_ends() -> None:
    """A week before. Claims each first, so that two workers ask once."""
    now = timezone.now()
    for offer in Offer.objects.to_be_reminded(now).select_related("centre", "author"):
        with transaction.atomic():
            if Offer.objects.filter(pk=offer.pk, reminded_at__isnull=True).update(reminded_at=now):
                notify([offer.author], "maps.offer_ends", offer, at=now)


@task
def forget_old_enquiries() -> None:
    """With their messages, ninety days after they were closed or the notice was over."""
    Enquiry.objects.over_before(timezone.now() - ENQUIRY_KEPT).delete()


@task
def forget_old_offers() -> None:
    """Half a year after the end, in which they may be put up again. What a moderator has hidden is kept as long as
    its author may appeal."""
    before = timezone.now() - OFFER_KEPT
    Offer.objects.ended_before(before).exclude(hidden_at__gte=before).delete()
