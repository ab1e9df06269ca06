"""What one side of a mentorship sees of the other, from the question to the end.

While a question is open, the parts that were opened; once both have said yes, also name and sentences; when it is
declined, lapsed or over, nothing any more. Topics, languages and ways to meet go along with the parts. A photo is seen
only where its mentor opened it, agreed or not; then also by whoever finds them among their best five.
"""

import datetime as dt
from dataclasses import dataclass

from community.members.models import User
from mentoring.models import Mentorship, Offer, OfferPhoto, Part, Request
from mentoring.pairing import five_for, opened_photo
from mentoring.wording import Fact, facts_of

SEEN = {"open", "active"}
AGREED = {Part.NAME.value, Part.WORDS.value}


@dataclass(frozen=True)
class Side:
    """The other side as the reader may see it. `name` is empty while it is not known."""

    name: str
    facts: list[Fact]
    photo: OfferPhoto | None = None


def other_side(mentorship: Mentorship, reader: User, *, at: dt.datetime) -> Side | None:
    """None where there is nothing to see: it is over, or the reader is neither of both."""
    said = said_to(mentorship, reader)
    if said is None or mentorship.state(at) not in SEEN:
        return None
    parts = {*said.shown} | (AGREED if mentorship.is_agreed else set())
    return Side(str(said.member) if Part.NAME in parts else "", facts_of(said, parts), opened_photo(said))


def said_to(mentorship: Mentorship, reader: User) -> Offer | Request | None:
    if reader.pk is not None and reader.pk == mentorship.mentor_id:
        return mentorship.request
    if reader.pk is not None and reader.pk == mentorship.mentee_id:
        return mentorship.offer
    return None


def sees_photo(offer: Offer, reader: User, *, at: dt.datetime) -> bool:
    """As the pages show it: its mentor, the mentor coordinators, and where it is opened who may ask or has asked."""
    if Offer.objects.visible_to(reader).filter(pk=offer.pk).exists():
        return True
    if Part.PHOTO not in offer.shown:
        return False
    together = Mentorship.objects.filter(offer=offer, mentee=reader)
    if any(each.state(at) in SEEN for each in together):
        return True
    asking = Request.objects.for_centre(offer.centre).running().filter(member=reader).first()
    free = asking and not asking.mentorships.live(at).exists()
    return bool(asking and free and any(each.offer == offer for each in five_for(asking, at=at)))
