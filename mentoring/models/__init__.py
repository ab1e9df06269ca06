"""What mentors offer, what mentees ask for, and what comes of it."""

from mentoring.models.agreements import Agreement, Goal, Rhythm, Step
from mentoring.models.cases import Case, CaseQuerySet, Look, Wrong
from mentoring.models.feedback import Feedback, Moment
from mentoring.models.meetings import Attendance, CalendarFeed, Meeting, MeetingNote, MeetingProposal
from mentoring.models.mentorships import Apart, Mentorship, MentorshipQuerySet, Reason
from mentoring.models.offers import Offer, OfferQuerySet
from mentoring.models.photos import OfferPhoto
from mentoring.models.requests import Request, RequestQuerySet
from mentoring.models.runs import Left, Run, RunAlone, RunBar, RunPair, RunQuerySet
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.threads import Message, MessageQuerySet, ThreadReading, ThreadReadingQuerySet
from mentoring.models.vetting import Vetting
from mentoring.models.weighing import Weighing, weights_of
from mentoring.models.words import Part, Strength, Topic, Trait

__all__ = [
    "Agreement",
    "Apart",
    "Case",
    "CaseQuerySet",
    "Look",
    "Message",
    "MessageQuerySet",
    "Feedback",
    "Goal",
    "Attendance",
    "CalendarFeed",
    "Meeting",
    "MeetingNote",
    "MeetingProposal",
    "Left",
    "Mentorship",
    "MentorshipQuerySet",
    "Moment",
    "Offer",
    "OfferPhoto",
    "OfferQuerySet",
    "Part",
    "Reason",
    "Request",
    "RequestQuerySet",
    "Rhythm",
    "Run",
    "RunAlone",
    "RunBar",
    "RunPair",
    "RunQuerySet",
    "Said",
    "SaidQuerySet",
    "Step",
    "Strength",
    "ThreadReading",
    "ThreadReadingQuerySet",
    "Topic",
    "Trait",
    "Vetting",
    "Wrong",
    "Weighing",
    "weights_of",
]
