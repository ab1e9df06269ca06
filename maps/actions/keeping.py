"""What keepers of places do: each writes the index in the same transaction."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from community.interface.actions import Slot, place_photo
from community.members.models import User
from maps.indexing import organisation_changed, reindex
from maps.models import Keeper, Offer, Organisation, Place, PlacePhoto, Service


@transaction.atomic
def keep_organisation(*, organisation: Organisation) -> Organisation:
    """A new one, or one as it is said now."""
    known = organisation.pk is not None
    organisation.save()
    if known:
        organisation_changed(organisation)
    return organisation


@transaction.atomic
def keep_place(
    *,
    place: Place,
    by: User | None,
    at: dt.datetime,
    photo: Slot | None = None,
    services: Sequence[Service] = (),
) -> Place:
    """A new place with its first services, or one as it is said now; who says it confirms it."""
    place.changed_at = at
    place.confirmed_on, place.confirmed_by, place.reminded_on = at.astimezone(place.centre.zone).date(), by, None
    place.save()
    for service in services:
        service.place = place
        service.save()
    if photo:
        place_photo(getattr(place, "photo", None), photo, lambda: PlacePhoto(place=place))
    reindex(place.centre, [place.pk])
    return place


@transaction.atomic
def confirm(*, place: Place, by: User, at: dt.datetime) -> None:
    """All of it still holds."""
    place.confirmed_on, place.confirmed_by, place.reminded_on = at.astimezone(place.centre.zone).date(), by, None
    place.save(update_fields=["confirmed_on", "confirmed_by", "reminded_on"])


@transaction.atomic
def withdraw(*, place: Place, at: dt.datetime) -> None:
    """From the map and every list; its keepers may put it back."""
    place.withdrawn_at = at
    place.save(update_fields=["withdrawn_at"])
    reindex(place.centre, [place.pk])


@transaction.atomic
def put_back(*, place: Place) -> None:
    place.withdrawn_at = None
    place.save(update_fields=["withdrawn_at"])
    reindex(place.centre, [place.pk])


@transaction.atomic
def keep_service(*, service: Service, by: User | None, at: dt.datetime) -> Service:
    service.save()
    keep_place(place=service.place, by=by, at=at)
    return service


@transaction.atomic
def drop_service(*, service: Service, by: User | None, at: dt.datetime) -> None:
    place = service.place
    service.delete()
    keep_place(place=place, by=by, at=at)


@transaction.atomic
def translate(*, thing: Place | Service | Organisation, language: str, texts: dict[str, str]) -> None:
    """What is said in `language`, all of it; empty texts are those of the language it was written in."""
    said = {field: text for field, text in texts.items() if text}
    others = {code: known for code, known in thing.translations.items() if code != language}
    thing.translations = others | ({language: said} if said else {})
    thing.save(update_fields=["translations"])
    if isinstance(thing, Organisation):
        organisation_changed(thing)
    else:
        place = thing.place if isinstance(thing, Service) else thing
        reindex(place.centre, [place.pk])


def link(*, organisation: Organisation, member: User, by: User) -> Keeper:
    """`member` may keep the entries of `organisation` from now on."""
    keeper, _made = Keeper.objects.get_or_create(organisation=organisation, member=member, defaults={"linked_by": by})
    return keeper


@transaction.atomic
def unlink(*, keeper: Keeper) -> None:
    """What they offer no longer stands for the organisation."""
    Offer.objects.filter(author=keeper.member, organisation=keeper.organisation).update(organisation=None)
    keeper.delete()
