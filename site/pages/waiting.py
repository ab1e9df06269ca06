"""Waiting for you: the events that a member has a seat at, and what staff have to look at."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from community.members.models import Centre, User
from community.members.waiting import Waiting
from pages.models import Seat

AHEAD = dt.timedelta(days=7)


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most two queries for a resident, three for staff."""
    now = timezone.now()
    seats = Seat.objects.taken().for_centre(centre).filter(member=member).select_related("gathering__centre")
    soon = seats.filter(gathering__starts_at__range=(now, now + AHEAD), gathering__cancelled_at=None)
    lines = [Waiting(reminder(seat, centre), seat.url()) for seat in soon.order_by("gathering__starts_at")[:3]]
    if member.has_role(centre, "coordinator"):
        lines += to_approve(centre)
    return lines


def reminder(seat: Seat, centre: Centre) -> str:
    starts = seat.gathering.starts_at.astimezone(centre.zone)
    day = date_format(starts.date(), "DATE_FORMAT")
    return _("You have a seat: %(title)s, %(day)s, %(hour)s") % {
        "title": seat.gathering.title,
        "day": day,
        "hour": f"{starts:%H:%M}",
    }


def to_approve(centre: Centre) -> list[Waiting]:
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__coordinatorapproval__groups__name=f"{centre.slug}:coordinator"
    )
    count = states.count()
    if not count:
        return []
    text = ngettext("%(count)d page waits to be published", "%(count)d pages wait to be published", count)
    return [Waiting(text % {"count": count}, "/admin/")]
