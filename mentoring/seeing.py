"""What one side of a mentorship sees of the other, from the question to the end.

While a question is open, the parts that were opened; once both have said yes, also name and sentences; when it is
declined, lapsed or over, nothing any more. Topics, languages and ways to meet go along with the parts.
"""

import datetime as dt
from dataclasses import dataclass

from community.members.models import User
from mentoring.models import Mentorship, Offer, Part, Request
from mentoring.wording import Fact, facts_of

AGREED = {Part.NAME.value, Part.WORDS.value}


@dataclass(frozen=True)
class Side:
    """The other side as the reader may see it. `name` is empty while it is not known."""

    name: str
    facts: list[Fact]


def other_side(mentorship: Mentorship, reader: User, *, at: dt.datetime) -> Side | None:
    """None where there is nothing to see: it is over, or the reader is neither of both."""
    said = said_to(mentorship, reader)
    if said is None or mentorship.state(at) not in {"open", "active"}:
        return None
    parts = {*said.shown} | (AGREED if mentorship.is_agreed else set())
    return Side(str(said.member) if Part.NAME in parts else "", facts_of(said, parts))


def said_to(mentorship: Mentorship, reader: User) -> Offer | Request | None:
    if reader.pk is not None and reader.pk == mentorship.mentor_id:
        return mentorship.request
    if reader.pk is not None and reader.pk == mentorship.mentee_id:
        return mentorship.offer
    return None
