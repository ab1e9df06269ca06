"""Notices, and what people write about them."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Decision
from maps.actions import enquiring, offering
from maps.actions.offering import OfferContent
from maps.models import Enquiry, EnquiryMessage, Mute, Offer, SharedContact

RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
NOTICE: dict[str, Any] = {
    "side": "offer",
    "kind": "tools",
    "title": "A ladder",
    "text": "Four metres, to lend over the weekend.",
    "language": "en",
    "village": "Dolna",
    "latitude": 49.612345,
    "longitude": 20.712345,
}


def content(centre: Centre, *, days: int = 91, **fields: Any) -> OfferContent:
    ends_on = timezone.localdate(timezone=centre.zone) + dt.timedelta(days=days)
    return OfferContent(**NOTICE | {"ends_on": ends_on} | fields)


def make_notice(centre: Centre, author: User, *, at: dt.datetime | None = None, **fields: Any) -> Offer:
    said = content(centre, **fields)
    return offering.publish_offer(centre=centre, author=author, content=said, at=at or timezone.now())


def write_about(offer: Offer, asker: User, text: str = "Is it free on Saturday?") -> Enquiry:
    return enquiring.enquire(offer=offer, asker=asker, text=text, token=uuid.uuid4(), at=timezone.now())


def writes_on(enquiry: Enquiry, author: User, text: str = "Yes, come by.", **facts: Any) -> EnquiryMessage:
    said = {"token": uuid.uuid4(), "at": timezone.now()} | facts
    return enquiring.write_message(enquiry=enquiry, author=author, text=text, **said)


def shares(enquiry: Enquiry, member: User, words: str = "600 000 000") -> SharedContact:
    return enquiring.share_contact(enquiry=enquiry, member=member, words=words, at=timezone.now())


def mute(centre: Centre, by: User, whom: User) -> Mute:
    return Mute.objects.create(centre=centre, by=by, whom=whom, name=str(whom))


def hide(offer: Offer, by: User, outcome: str = "hide", **facts: Any) -> None:
    told = {"title": "Notice", "url": "/", "category": "other", "text": "Bad", "language": "en", "at": timezone.now()}
    report = moderation.report(centre=offer.centre, target=offer, **told)
    moderation.decide(report=report, outcome=outcome, by=by, at=timezone.now(), **RULE, **facts)
