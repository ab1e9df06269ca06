"""What mentors offer, what mentees ask for, and what comes of it."""

from mentoring.models.cases import Case, CaseQuerySet, Look, Wrong
from mentoring.models.mentorships import Apart, Mentorship, MentorshipQuerySet
from mentoring.models.offers import Offer, OfferQuerySet
from mentoring.models.requests import Request, RequestQuerySet
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.threads import Message, MessageQuerySet, ThreadReading, ThreadReadingQuerySet
from mentoring.models.vetting import Vetting
from mentoring.models.words import Part, Strength, Topic, Trait

__all__ = [
    "Apart",
    "Case",
    "CaseQuerySet",
    "Look",
    "Mentorship",
    "MentorshipQuerySet",
    "Message",
    "MessageQuerySet",
    "Offer",
    "OfferQuerySet",
    "Part",
    "Request",
    "RequestQuerySet",
    "Said",
    "SaidQuerySet",
    "Strength",
    "ThreadReading",
    "ThreadReadingQuerySet",
    "Topic",
    "Trait",
    "Vetting",
    "Wrong",
]
