"""What a meeting's chair or coordinator has still to do: close it, and hand the request in."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from initiatives.voting.clock import clock_of
from initiatives.voting.models import Meeting

SOON = 21  # days before a deadline


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """One query."""
    now = timezone.now()
    open_ones = Meeting.objects.for_centre(centre).announced().filter(called_off_at__isnull=True)
    if not member.has_role(centre, "coordinator"):
        open_ones = open_ones.filter(chair=member)
    unclosed = Q(minutes__isnull=True, first_term_at__lt=now - dt.timedelta(hours=12))
    unasked = Q(minutes__isnull=False, handed_in__isnull=True, deadline_on__lte=now.date() + dt.timedelta(days=SOON))
    found = open_ones.filter(unclosed | unasked).select_related("minutes", "handed_in").order_by("first_term_at", "pk")
    return [line for meeting in found if (line := told(meeting, centre, now))]


def told(meeting: Meeting, centre: Centre, now: dt.datetime) -> Waiting | None:
    meeting.centre = centre
    where = {"centre": centre.slug, "pk": meeting.pk}
    if not meeting.is_minuted:
        text = _("Close the meeting “%(title)s”: its minutes are missing") % {"title": meeting.title}
        return Waiting(text, reverse("voting:meeting-hall", kwargs=where))
    clock = clock_of(meeting, at=now)
    if clock is None:
        return None
    if clock.is_overdue:
        text = _("The request of “%(title)s” is overdue") % {"title": meeting.title}
    else:
        said = ngettext(
            "Hand in the request of “%(title)s”: %(days)d day left",
            "Hand in the request of “%(title)s”: %(days)d days left",
            clock.left,
        )
        text = said % {"title": meeting.title, "days": clock.left}
    return Waiting(text, meeting.get_absolute_url())
