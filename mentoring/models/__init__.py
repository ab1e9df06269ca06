"""What mentors offer, what mentees ask for, and what comes of it."""

from mentoring.models.mentorships import Apart, Mentorship, MentorshipQuerySet
from mentoring.models.offers import Offer, OfferQuerySet
from mentoring.models.requests import Request, RequestQuerySet
from mentoring.models.runs import Left, Run, RunAlone, RunBar, RunPair, RunQuerySet
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.vetting import Vetting
from mentoring.models.weighing import Weighing, weights_of
from mentoring.models.words import Part, Strength, Topic, Trait

__all__ = [
    "Apart",
    "Left",
    "Mentorship",
    "MentorshipQuerySet",
    "Offer",
    "OfferQuerySet",
    "Part",
    "Request",
    "RequestQuerySet",
    "Run",
    "RunAlone",
    "RunBar",
    "RunPair",
    "RunQuerySet",
    "Said",
    "SaidQuerySet",
    "Strength",
    "Topic",
    "Trait",
    "Vetting",
    "Weighing",
    "weights_of",
]
