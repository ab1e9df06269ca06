"""People who say what they offer and what they need."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from community.interface.actions import Slot, keep_photo
from community.interface.pictures import encode
from community.members.models import Centre, User
from mentoring import actions
from mentoring.models import Case, Mentorship, Message, Offer, OfferPhoto, Request, Vetting
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


def make_mentorship(centre: Centre, *, mentor: User | None = None, mentee: User | None = None) -> Mentorship:
    """One to which both have said yes."""
    now = timezone.now()
    offer = make_mentor(centre, mentor, wishes={}, capacity=9)
    made = actions.ask(request=make_request(centre, mentee, wishes={}), offer=offer, total=8000, at=now)
    actions.accept(mentorship=made, by=offer.member, at=now)
    return Mentorship.objects.select_related("centre", "mentor", "mentee").get(pk=made.pk)


def wrote(mentorship: Mentorship, author: Any, text: str = "See you on Tuesday.", **facts: Any) -> Message:
    said = {"token": uuid.uuid4(), "at": timezone.now()} | facts
    return actions.send(mentorship=mentorship, author=author, text=text, **said)


def reported(mentorship: Mentorship, by: Any, **facts: Any) -> Case:
    said = {"what": ["close"], "words": "He calls at night.", "may_read": False, "at": timezone.now()} | facts
    return actions.report(mentorship=mentorship, by=by, **said)


def make_pair(
    centre: Centre, mentor: User | None = None, mentee: User | None = None, *, at: dt.datetime | None = None
) -> Mentorship:
    """Two who have both said yes, at `at`."""
    at = at or timezone.now()
    offer = make_mentor(centre, mentor, wishes={}, words="The mentor's own words.")
    request = make_request(centre, mentee, wishes={}, words="The mentee's own words.")
    made = actions.ask(request=request, offer=offer, total=8000, at=at)
    actions.accept(mentorship=made, by=offer.member, at=at)
    made.refresh_from_db()
    return made


def pictured(offer: Offer, alt: str = "A woman with grey hair, smiling") -> OfferPhoto:
    return keep_photo(OfferPhoto(offer=offer), Slot(alt=alt, encoded=encode(photo())))
