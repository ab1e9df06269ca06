"""People who say what they offer and what they need."""

from typing import Any

from django.utils import timezone

from community.interface.actions import Slot, keep_photo
from community.interface.pictures import encode
from community.members.models import Centre, User
from mentoring import actions
from mentoring.models import Offer, OfferPhoto, Request, Vetting
from tests.factories import make_member
from tests.proposals.making import photo

SAID: dict[str, Any] = {
    "languages": {"pl": 6, "en": 4},
    "occupations": ["2221"],
    "skills": ["knitting"],
    "countries": ["GB"],
    "online": True,
    "within_km": 20,
    "place": "Dolna",
    "latitude": 49.612345,
    "longitude": 20.712345,
    "hours": [5, 17],
    "traits": ["woman"],
    "wishes": {"parent": "soft"},
    "words": "Nine years in Leeds.",
}


def make_offer(centre: Centre, member: User | None = None, **fields: Any) -> Offer:
    now = timezone.now()
    facts = SAID | {"topics": ["work", "recognition"], "capacity": 2, "hours_a_month": 4, "of_age_at": now} | fields
    return actions.make_offer(Offer(centre=centre, member=member or make_member(centre), **facts), at=now)


def make_request(centre: Centre, member: User | None = None, **fields: Any) -> Request:
    now = timezone.now()
    facts = SAID | {"first": "work", "second": "tax", "of_age_at": now} | fields
    return actions.say(Request(centre=centre, member=member or make_member(centre), **facts), at=now)


def vet_all(offer: Offer, *, by: User) -> Offer:
    now = timezone.now()
    for kind in Vetting.Kind.values:
        actions.vet(offer=offer, kind=kind, on=now.date(), by=by, at=now)
    return offer


def make_mentor(centre: Centre, member: User | None = None, **fields: Any) -> Offer:
    """One who was looked at."""
    return vet_all(make_offer(centre, member, **fields), by=make_member(centre, "mentor_coordinator"))


def pictured(offer: Offer, alt: str = "A woman with grey hair, smiling") -> OfferPhoto:
    return keep_photo(OfferPhoto(offer=offer), Slot(alt=alt, encoded=encode(photo())))
