"""Reading about village meetings: the list, one meeting before and after, its calendar file and poster."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from community.members.views import attached
from initiatives.voting.actions.minutes import record_of
from initiatives.voting.clock import clock_of
from initiatives.voting.invitation import calendar
from initiatives.voting.models import Meeting, Stage
from initiatives.voting.prints import meetings as papers
from initiatives.voting.views.finding import RoomMixin
from initiatives.voting.views.meetings.finding import MeetingMixin


class MeetingList(RoomMixin, ListView):
    template_name = "voting/meetings/meeting_list.html"
    paginate_by = 20
    context_object_name = "meetings"

    def get_queryset(self) -> QuerySet[Meeting]:
        meetings = Meeting.objects.visible_to(self.request.user).for_centre(self.centre).at_a_glance(timezone.now())
        return meetings.select_related("centre", "minutes", "handed_in").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        context = super().get_context_data(**context)
        rows = [(meeting, meeting.stage(at=now), clock_of(meeting, at=now)) for meeting in context["meetings"]]
        ahead = (Stage.DRAFT, Stage.ANNOUNCED, Stage.HELD)
        sections = [
            {"name": "ahead", "title": _("Coming"), "rows": [row for row in rows if row[1] in ahead]},
            {"name": "past", "title": _("Over"), "rows": [row for row in rows if row[1] not in ahead]},
        ]
        may_create = self.request.user.has_perm("voting.create_meeting", self.centre)
        return context | {"sections": [each for each in sections if each["rows"]], "may_create": may_create}


class MeetingDetail(MeetingMixin, TemplateView):
    """The announcement; once the minutes are adopted, the results. Nobody present is named here."""

    template_name = "voting/meetings/meeting_detail.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        minuted = self.meeting.is_minuted
        record = self.meeting.minutes.record if minuted else record_of(self.meeting)
        ideas = ideas_of(self.meeting)
        return super().get_context_data(
            record=record | {"motions": [each | {"idea": ideas.get(each["number"])} for each in record["motions"]]},
            last=record["attendance"][-1] if record["attendance"] else None,
            remarks=self.meeting.remarks.all() if minuted else (),
            papers=papers.offered(self.meeting) if minuted else (),
            **context,
        )


def ideas_of(meeting: Meeting) -> dict[int, str]:
    """Motion number → the page of the initiative it came from, where that is still shown."""
    motions = meeting.motions.filter(initiative__hidden_at__isnull=True, initiative__isnull=False)
    found = motions.select_related("initiative__centre").fetch_mode(models.FETCH_RAISE)
    return {motion.number: motion.initiative.get_absolute_url() for motion in found if motion.initiative}


class MeetingCalendar(MeetingMixin, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.meeting.announced_at is None:
            raise Http404("Not announced yet")
        name = f"{self.centre.slug}-{self.meeting.pk}.ics"
        return attached(calendar(self.meeting), name=name, kind="text/calendar; charset=utf-8")


class MeetingPoster(MeetingMixin, View):
    """For the notice board in front of the hall."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.meeting.announced_at is None:
            raise Http404("Not announced yet")
        return paper(self.meeting, "poster")


def paper(meeting: Meeting, name: str) -> HttpResponse:
    content = papers.print_paper(meeting, name)
    return attached(content, name=f"{meeting.centre.slug}-{meeting.pk}-{name}.pdf", kind="application/pdf")
