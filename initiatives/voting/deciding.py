"""What the home of a centre shows of our votes and meetings: what can be decided now, and where."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.members.models import Centre
from initiatives.voting.models import Meeting, Round
from initiatives.voting.wording import task_of

AHEAD = dt.timedelta(days=30)


@dataclass(frozen=True)
class Card:
    title: str
    text: str
    url: str
    when: str
    badge: str


def contribute(centre: Centre, at: dt.datetime) -> list[Card]:
    """Two queries: what is voted on or collects ideas for a vote, and which meetings are called."""
    here = Round.objects.deciding().for_centre(centre)
    rounds = (here.open(at) | here.collecting(at)).select_related("centre")
    meetings = Meeting.objects.for_centre(centre).coming(at).filter(first_term_at__lt=at + AHEAD)
    return [
        *(vote(round) if round.is_frozen else collection(round) for round in rounds),
        *(hall(meeting) for meeting in meetings.select_related("centre")),
    ]


def vote(round: Round) -> Card:
    return Card(round.local_title, task_of(round), round.get_absolute_url(), until(round, round.closes_at), _("Open"))


def collection(round: Round) -> Card:
    ends = round.collects_until or round.opens_at
    text = _("Ideas are collected for this vote: propose yours.")
    return Card(round.local_title, text, round.get_absolute_url(), until(round, ends), _("Collecting ideas"))


def hall(meeting: Meeting) -> Card:
    starts = date_format(meeting.first_term_at.astimezone(meeting.centre.zone), "DATETIME_FORMAT")
    text = _("Village meeting of %(area)s: %(place)s") % {"area": meeting.area, "place": meeting.place}
    return Card(meeting.title, text, meeting.get_absolute_url(), starts, _("In the hall"))


def until(round: Round, moment: dt.datetime) -> str:
    local = moment.astimezone(round.centre.zone)
    return _("until %(day)s, %(hour)s") % {"day": date_format(local, "DATE_FORMAT"), "hour": date_format(local, "H:i")}
