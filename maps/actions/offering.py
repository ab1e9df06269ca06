"""Notices: put up, written anew, taken down, put up again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import Centre, User
from community.moderation.actions import flag
from community.moderation.models import Decision
from maps import offer_rules  # noqa: F401 - whoever acts here asks for its rules
from maps.actions.gating import LETS_IN, passage_of
from maps.models import Keeper, Offer, Organisation
from maps.models.offers import LONGEST_RUN, USUAL, end_of

MOST_OPEN = 10  # of one member in one centre


@dataclass(frozen=True)
class OfferContent:
    """What an author writes. `latitude` and `longitude` are kept roughly; `hours` are cells of the week, 0 to 20."""

    side: str
    kind: str
    title: str
    text: str
    language: str
    village: str
    ends_on: dt.date
    reach: str = Offer.Reach.COMMUNE
    latitude: float | None = None
    longitude: float | None = None
    provider: str = Organisation.Kind.NEIGHBOUR
    organisation: Organisation | None = None
    group_name: str = ""
    signed: str = Offer.Signed.NEIGHBOUR
    languages: Sequence[str] = ()
    hours: Sequence[int] = ()
    hours_note: str = ""


@transaction.atomic
def publish_offer(*, centre: Centre, author: User, content: OfferContent, at: dt.datetime) -> Offer:
    """A ValidationError says what stands against it. What waits for a moderator is seen by its author alone."""
    author = User.objects.select_for_update(no_key=True).get(pk=author.pk)  # two forms at once: the second counts both
    if not has_perm("maps.make_offer", author, centre):
        raise PermissionDenied
    refuse_too_many(author, centre, at)
    offer = Offer(centre=centre, author=author, made_at=at, renewed_at=at)
    write(offer, content, at)
    passage = passage_of(author, centre, offer.words(), at)
    offer.held_at = at if passage.waits else None
    offer.save(force_insert=True)
    flag(target=offer, found=passage.flags, waits=passage.waits, at=at)
    return offer


def refuse_too_many(author: User, centre: Centre, at: dt.datetime) -> None:
    if Offer.objects.for_centre(centre).by(author).running(at).count() >= MOST_OPEN:
        raise ValidationError(
            _("You have %(most)d open notices here. Take one down first.") % {"most": MOST_OPEN}, code="too_many_open"
        )


WRITTEN = (
    *("side", "kind", "title", "text", "language", "village", "reach", "latitude", "longitude", "provider"),
    *("organisation", "group_name", "signed", "hours_note"),
)


def write(offer: Offer, content: OfferContent, at: dt.datetime) -> None:
    for name in WRITTEN:
        setattr(offer, name, getattr(content, name))
    if content.organisation is not None:
        refuse_unless_kept(offer, content.organisation)
        offer.provider, offer.group_name = content.organisation.kind, ""
    offer.languages, offer.hours = list(content.languages), sorted({*content.hours})
    set_end(offer, content.ends_on, at)


def refuse_unless_kept(offer: Offer, organisation: Organisation) -> None:
    kept = Keeper.objects.filter(organisation=organisation, member=offer.author).exists()
    if not kept or organisation.centre_id != offer.centre_id:
        raise PermissionDenied(_("Only who keeps an organisation’s entries puts up notices for it."))


def set_end(offer: Offer, day: dt.date, at: dt.datetime) -> None:
    ends_at = end_of(day, offer.centre)
    if not at < ends_at <= at + LONGEST_RUN + dt.timedelta(days=1):
        raise ValidationError(_("A notice ends today at the earliest and within a year."), code="ends_on")
    if ends_at != offer.ends_at:
        offer.ends_at, offer.reminded_at = ends_at, None


def locked(offer: Offer) -> Offer:
    found = Offer.objects.select_for_update(of=("self",)).select_related("centre", "author", "organisation")
    return found.get(pk=offer.pk)


@transaction.atomic
def change_offer(*, offer: Offer, content: OfferContent, by: User, at: dt.datetime) -> Offer:
    """New words pass the gate as the first ones did."""
    offer = locked(offer)
    if not has_perm("maps.change_offer", by, offer):
        raise PermissionDenied
    before = offer.words()
    if not offer.is_running(at):
        refuse_too_many(by, offer.centre, at)
    write(offer, content, at)
    offer.changed_at = at
    if offer.words() != before:
        passage = passage_of(by, offer.centre, offer.words(), at, slowly=False)
        offer.held_at = offer.held_at or (at if passage.waits else None)
        flag(target=offer, found=passage.flags, waits=offer.is_held, at=at)
    offer.save()
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: User, at: dt.datetime) -> Offer:
    """It leaves the map and the list at once; who writes about it already may go on."""
    offer = locked(offer)
    if not has_perm("maps.withdraw_offer", by, offer):
        raise PermissionDenied
    offer.withdrawn_at = offer.withdrawn_at or at
    offer.save(update_fields=["withdrawn_at"])
    return offer


@transaction.atomic
def renew_offer(*, offer: Offer, by: User, at: dt.datetime) -> Offer:
    """Puts it up for another three months, also after its end."""
    offer = locked(offer)
    if not has_perm("maps.change_offer", by, offer):
        raise PermissionDenied
    if not offer.is_running(at):
        refuse_too_many(by, offer.centre, at)
    offer.renewed_at, offer.withdrawn_at, offer.reminded_at = at, None, None
    offer.ends_at = end_of((at + USUAL).astimezone(offer.centre.zone).date(), offer.centre)
    offer.save(update_fields=["renewed_at", "withdrawn_at", "reminded_at", "ends_at"])
    return offer


def settle_offer(*, offer: Offer, decision: Decision) -> None:
    """After a decision, in its transaction: lets in what waited."""
    if offer.is_held and decision.outcome in LETS_IN:
        offer.held_at = None
        offer.save(update_fields=["held_at"])
