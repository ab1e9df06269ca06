"""Writing to each other about a notice, and telling each other how to be reached once both want that."""

import datetime as dt
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import Centre, User
from community.moderation.actions import flag
from community.moderation.models import Decision
from community.notifications.actions import notify
from maps import offer_rules  # noqa: F401 - whoever acts here asks for its rules
from maps.actions.gating import LETS_IN, passage_of
from maps.models import Enquiry, EnquiryMessage, Mute, Offer, SharedContact

# Whoever writes on within this time adds to something of which the other was just told.
SAME_BREATH = dt.timedelta(hours=1)


@transaction.atomic
def enquire(*, offer: Offer, asker: User, text: str, token: uuid.UUID, at: dt.datetime) -> Enquiry:
    """The first message. Where the gate holds it, its author hears of it once a moderator has let it in.

    The same form sent twice, or a second beginning, gives the enquiry that stands.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("centre", "author").get(pk=offer.pk)
    there = Enquiry.objects.open().filter(offer=offer, asker=asker).first()
    if there:
        return there
    if not has_perm("maps.enquire", asker, offer):
        raise PermissionDenied(_("You cannot write about this notice."))
    passage = passage_of(asker, offer.centre, text, at, slowly=False)
    delivered = None if passage.waits else at
    enquiry = Enquiry.objects.create(
        centre=offer.centre, offer=offer, asker=asker, begun_at=at, spoken_at=at, delivered_at=delivered
    )
    message = append(enquiry, asker, text, token, at, held=passage.waits)
    flag(target=message, found=passage.flags, waits=passage.waits, at=at)
    if not passage.waits:
        notify([offer.author], "maps.enquired", enquiry, at=at)
    return enquiry


def held(enquiry: Enquiry) -> Enquiry:
    """Under its lock: what happens between two people happens one after the other."""
    both = Enquiry.objects.select_for_update(of=("self",)).select_related("centre", "asker", "offer__author")
    return both.get(pk=enquiry.pk)


def append(
    enquiry: Enquiry, author: User, text: str, token: uuid.UUID, at: dt.datetime, *, held: bool = False
) -> EnquiryMessage:
    enquiry.last_number += 1
    enquiry.spoken_at, enquiry.asker_spoke_last = at, author.pk == enquiry.asker_id
    enquiry.save(update_fields=["last_number", "spoken_at", "asker_spoke_last"])
    facts = {"author": author, "text": text, "token": token, "written_at": at, "held_at": at if held else None}
    return EnquiryMessage.objects.create(centre=enquiry.centre, enquiry=enquiry, number=enquiry.last_number, **facts)


@transaction.atomic
def write_message(*, enquiry: Enquiry, author: User, text: str, token: uuid.UUID, at: dt.datetime) -> EnquiryMessage:
    """Adds a message and tells the other side, who is told once of what comes in one breath."""
    enquiry = held(enquiry)
    if not has_perm("maps.view_enquiry", author, enquiry):
        raise PermissionDenied
    sent = EnquiryMessage.objects.filter(enquiry=enquiry, author=author, token=token).first()
    if sent:
        return sent
    if not has_perm("maps.write_enquiry", author, enquiry):
        raise ValidationError(_("Nothing can be written here any more, or not at the moment."), code="closed")
    last = enquiry.messages.order_by("-number").first()
    message = append(enquiry, author, text, token, at)
    is_same_breath = last is not None and last.author_id == author.pk and at - last.written_at < SAME_BREATH
    if not is_same_breath:
        notify([enquiry.other(author)], "maps.enquiry_answered", enquiry, at=at)
    return message


def settle_message(*, message: EnquiryMessage, decision: Decision) -> None:
    """After a decision, in its transaction: delivers what waited."""
    if not message.is_held or decision.outcome not in LETS_IN:
        return
    message.held_at = None
    message.save(update_fields=["held_at"])
    enquiry = held(message.enquiry)
    if not enquiry.is_delivered and enquiry.is_open:
        enquiry.delivered_at = decision.decided_at
        enquiry.save(update_fields=["delivered_at"])
        notify([enquiry.offer.author], "maps.enquired", enquiry, at=decision.decided_at)


# --- How to reach each other ------------------------------------------------------------------------------------------


@transaction.atomic
def share_contact(*, enquiry: Enquiry, member: User, words: str, at: dt.datetime) -> SharedContact:
    """One side's yes. With the second one both can read both, and are told, once."""
    enquiry = held(enquiry)
    if not has_perm("maps.write_enquiry", member, enquiry):
        raise PermissionDenied
    shared, is_new = SharedContact.objects.update_or_create(
        enquiry=enquiry, member=member, defaults={"words": words}, create_defaults={"words": words, "at": at}
    )
    if is_new and enquiry.contacts.count() == 2:
        notify([enquiry.asker, enquiry.offer.author], "maps.contacts_shared", enquiry, at=at)
    return shared


@transaction.atomic
def take_contact_back(*, enquiry: Enquiry, member: User) -> None:
    enquiry = held(enquiry)
    if not has_perm("maps.view_enquiry", member, enquiry):
        raise PermissionDenied
    enquiry.contacts.filter(member=member).delete()


# --- Ending it --------------------------------------------------------------------------------------------------------


@transaction.atomic
def close_enquiry(*, enquiry: Enquiry, by: User, at: dt.datetime, mutes: bool = False) -> None:
    """Nothing can be written any more, and what both shared goes. `mutes`: nor about any other notice of the two."""
    enquiry = held(enquiry)
    if not has_perm("maps.close_enquiry", by, enquiry):
        raise PermissionDenied
    other = enquiry.other(by)
    close(enquiry, by, at)
    if mutes:
        said = {"centre": enquiry.centre, "name": enquiry.name_of(other)[:120], "at": at}
        Mute.objects.get_or_create(by=by, whom=other, defaults=said)
        rest = Enquiry.objects.select_for_update(of=("self",)).open().between(by, other).order_by("pk")
        for each in rest:
            close(each, by, at)


def close(enquiry: Enquiry, by: User, at: dt.datetime) -> None:
    enquiry.closed_at, enquiry.closed_by = at, by
    enquiry.save(update_fields=["closed_at", "closed_by"])
    enquiry.contacts.all().delete()


@transaction.atomic
def lift_mute(*, mute: Mute, by: User) -> None:
    if mute.by_id != by.pk:
        raise PermissionDenied
    mute.delete()


@transaction.atomic
def part(*, member: User, centre: Centre, at: dt.datetime) -> None:
    """Whoever leaves the centre takes their notices down, and nobody waits for their answer."""
    Offer.objects.for_centre(centre).by(member).filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
    mine = Enquiry.objects.for_centre(centre).open()
    theirs = mine.filter(asker=member) | mine.filter(offer__author=member)
    for enquiry in theirs.select_for_update(of=("self",)).order_by("pk"):
        close(enquiry, member, at)
