"""Who may do what with notices, and with what two people write about one.

`Offer.objects.visible_to`, `Enquiry.objects.visible_to` and `EnquiryMessage.objects.visible_to` are the list twins.
"""

from typing import Any

import rules
from django.utils import timezone

from community.members.models import Centre
from community.members.rules import is_member, is_moderator
from community.moderation.rules import hears_about, is_silenced
from maps.models import Enquiry, Mute, Offer


@rules.predicate
def may_write_in(user: Any, centre: Centre) -> bool:
    """Belongs to the centre and is not paused there."""
    return user.is_active and is_member(user, centre) and not is_silenced(user, centre)


@rules.predicate
def put_up(user: Any, offer: Offer) -> bool:
    return user.is_authenticated and offer.author_id == user.pk


@rules.predicate
def stands(user: Any, offer: Offer) -> bool:
    return offer.stands(timezone.now())


@rules.predicate
def moderates(user: Any, offer: Offer) -> bool:
    return is_moderator(user, offer.centre)


@rules.predicate
def is_hidden(user: Any, offer: Offer) -> bool:
    return offer.is_hidden


@rules.predicate
def writes_in_its_centre(user: Any, offer: Offer) -> bool:
    return may_write_in(user, offer.centre)


@rules.predicate
def is_muted_with(user: Any, offer: Offer) -> bool:
    return user.is_authenticated and Mute.objects.between(user, offer.author).exists()


@rules.predicate
def was_sent_away(user: Any, offer: Offer) -> bool:
    """Has written about it before, and its author closed that."""
    if not user.is_authenticated:
        return False
    return offer.enquiries.filter(asker=user, closed_at__isnull=False).exclude(closed_by=user).exists()


@rules.predicate
def is_side(user: Any, enquiry: Enquiry) -> bool:
    return enquiry.is_side(user) and (enquiry.is_delivered or enquiry.asker_id == user.pk)


@rules.predicate
def goes_on(user: Any, enquiry: Enquiry) -> bool:
    return enquiry.is_open and enquiry.is_delivered


@rules.predicate
def is_open(user: Any, enquiry: Enquiry) -> bool:
    return enquiry.is_open


@rules.predicate
def writes_in_centre_of(user: Any, enquiry: Enquiry) -> bool:
    return may_write_in(user, enquiry.centre)


@rules.predicate
def sides_are_muted(user: Any, enquiry: Enquiry) -> bool:
    return Mute.objects.between(enquiry.asker, enquiry.offer.author).exists()


rules.add_perm("maps.make_offer", may_write_in)
rules.add_perm("maps.view_offer", stands | put_up | moderates | hears_about)
rules.add_perm("maps.change_offer", put_up & ~is_hidden & writes_in_its_centre)
rules.add_perm("maps.withdraw_offer", put_up)
rules.add_perm("maps.enquire", stands & ~put_up & writes_in_its_centre & ~is_muted_with & ~was_sent_away)
rules.add_perm("maps.view_enquiry", is_side)
rules.add_perm("maps.write_enquiry", is_side & goes_on & writes_in_centre_of & ~sides_are_muted)
rules.add_perm("maps.close_enquiry", is_side & is_open)
