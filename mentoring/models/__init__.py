"""What mentors offer, what mentees ask for, and what comes of it."""

from mentoring.models.mentorships import Apart, Mentorship, MentorshipQuerySet
from mentoring.models.offers import Offer, OfferQuerySet
from mentoring.models.photos import OfferPhoto
from mentoring.models.requests import Request, RequestQuerySet
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.vetting import Vetting
from mentoring.models.words import Part, Strength, Topic, Trait

__all__ = [
    "Apart",
    "Mentorship",
    "MentorshipQuerySet",
    "Offer",
    "OfferPhoto",
    "OfferQuerySet",
    "Part",
    "Request",
    "RequestQuerySet",
    "Said",
    "SaidQuerySet",
    "Strength",
    "Topic",
    "Trait",
    "Vetting",
]
