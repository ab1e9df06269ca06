"""One meeting: its facts, its file for a calendar, whether it took place, and notes on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from community.members.views import attached
from mentoring import actions
from mentoring.forms.meetings import AttendanceForm, NotesForm
from mentoring.invitations import file_of
from mentoring.meetings import notes_on, outcome_of
from mentoring.models import Meeting
from mentoring.models.meetings import Side, side_of
from mentoring.views.meetings import SharedMixin


class MeetingDetail(SharedMixin, TemplateView):
    template_name = "mentoring/meeting_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """News of what was called off since leads to the page of the two."""
        off = Meeting.objects.filter(called_off_at__isnull=False, mentorship=self.mentorship)
        return self.back() if off.filter(pk=self.kwargs["meeting"]).exists() else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting, now = self.meeting, timezone.now()
        mine, answers = side_of(self.mentorship, self.member), meeting.answers
        theirs = Side.MENTEE if mine == Side.MENTOR else Side.MENTOR
        notes = notes_on(meeting, self.member)
        written = {"for_both": notes["note_for_both"], "for_me": notes["note_for_me"]}
        initial = {name: each.text for name, each in written.items() if each}
        facts = {
            "mentorship": self.mentorship,
            "meeting": meeting,
            "is_past": meeting.is_past(now),
            "is_movable": meeting.is_movable(now),
            "outcome": outcome_of(meeting),
            "is_said": mine in answers,
            "theirs": said_by(meeting, theirs),
            "attendance_form": kwargs.get("attendance_form") or AttendanceForm(initial={"answer": answers.get(mine)}),
            "notes_form": kwargs.get("notes_form") or NotesForm(initial=initial),
        }
        return super().get_context_data(**kwargs | facts | notes)


def said_by(meeting: Any, side: str) -> str:
    return next((each.get_answer_display() for each in meeting.attendances.all() if each.side == side), "")


class MeetingAttend(MeetingDetail):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AttendanceForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(attendance_form=form))
        answer = form.cleaned_data["answer"]
        try:
            actions.say_attendance(meeting=self.meeting, answer=answer, by=self.member, at=timezone.now())
            messages.success(request, _("Noted."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(self.meeting.get_absolute_url())


class MeetingNotes(MeetingDetail):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = NotesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(notes_form=form))
        form.save(meeting=self.meeting, by=self.member)
        messages.success(request, _("Saved."))
        return redirect(self.meeting.get_absolute_url() + "#notes")


class MeetingFile(SharedMixin, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return attached(file_of(self.meeting), name="meeting.ics", kind="text/calendar; charset=utf-8")


meeting_file = MeetingFile.as_view()
