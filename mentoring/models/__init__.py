"""What mentors offer, what mentees ask for, and what comes of it."""

from mentoring.models.meetings import Attendance, CalendarFeed, Meeting, MeetingNote, MeetingProposal
from mentoring.models.mentorships import Apart, Mentorship, MentorshipQuerySet
from mentoring.models.offers import Offer, OfferQuerySet
from mentoring.models.requests import Request, RequestQuerySet
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.vetting import Vetting
from mentoring.models.words import Part, Strength, Topic, Trait

__all__ = [
    "Apart",
    "Attendance",
    "CalendarFeed",
    "Meeting",
    "MeetingNote",
    "MeetingProposal",
    "Mentorship",
    "MentorshipQuerySet",
    "Offer",
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
