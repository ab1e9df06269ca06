"""At the meeting and after it: plain pages for a phone in a hall with a weak signal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from community.members.models import Membership
from initiatives.voting import actions
from initiatives.voting.actions.minutes import record_of
from initiatives.voting.forms.hall import (
    AttendanceForm,
    HandingInForm,
    HandsForm,
    MinutesForm,
    NamesForm,
    RemarkForm,
)
from initiatives.voting.models import Meeting, Motion
from initiatives.voting.prints import meetings as papers
from initiatives.voting.secrecy import canonical, digest
from initiatives.voting.views.meetings.finding import MeetingMixin, Running, VerbForm
from initiatives.voting.views.meetings.reading import paper

SHORTEST_SEARCH = 3  # fewer letters would list the whole village


class Sitting(MeetingMixin, Running):
    """A meeting that was called and whose minutes are not adopted yet."""

    crumb = gettext_lazy("In the hall")

    def may_enter(self) -> bool:
        may = super().may_enter()
        if may and (self.meeting.is_minuted or self.meeting.called_off_at):
            raise actions.MeetingFinal
        if may and self.meeting.announced_at is None:
            raise Http404("Not announced yet")
        return may

    def where_next(self) -> str:
        return self.address("meeting-hall")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        last = self.meeting.attendances.last()
        return super().get_context_data(
            last=last,
            begun=Meeting.objects.begun().filter(pk=self.meeting.pk).exists(),
            second_begun=Meeting.objects.second_term_begun().filter(pk=self.meeting.pk).exists(),
            **context,
        )


class MeetingHall(Sitting, TemplateView):
    """Where the meeting stands, and what is to be done next."""

    template_name = "voting/meetings/hall.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        motions = list(self.meeting.motions.prefetch_related("counts"))
        spent = sum(motion.cost for motion in motions if motion.is_adopted)
        left = None if self.meeting.fund is None else self.meeting.fund - spent
        return super().get_context_data(
            motions=motions,
            attendances=self.meeting.attendances.all(),
            names=self.meeting.attendees.count(),
            spent=spent,
            left=left,
            **context,
        )


class AttendanceCount(Sitting, VerbForm):
    template_name = "voting/meetings/attendance_form.html"
    form_class = AttendanceForm
    heading = gettext_lazy("Who is here?")
    button = gettext_lazy("Enter the count")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"last": self.meeting.attendances.last(), "at": timezone.now()}


class HandsCount(Sitting, VerbForm):
    template_name = "voting/meetings/hands_form.html"
    form_class = HandsForm
    heading = gettext_lazy("Count hands")
    button = gettext_lazy("Enter the count")

    @cached_property
    def motion(self) -> Motion:
        found = get_object_or_404(self.meeting.motions.prefetch_related("counts"), pk=self.kwargs["motion"])
        found.meeting = self.meeting
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        options = super().get_form_kwargs() | {"motion": self.motion, "last": self.motion.hands}
        del options["meeting"]
        return options

    def act(self, form: HandsForm) -> None:
        hands = form.save(by=self.member)
        told = _("“%(motion)s” is adopted.") if hands.carries else _("“%(motion)s” is rejected.")
        messages.success(self.request, told % {"motion": self.motion.title})

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(motion=self.motion, **context)


class AttendeeList(Sitting, VerbForm):
    """The names of those present. Only who runs the meeting sees them; members are looked up by coordinators only."""

    template_name = "voting/meetings/attendee_list.html"
    form_class = NamesForm
    heading = gettext_lazy("Attendance list")
    button = gettext_lazy("Put on the list")

    def act(self, form: NamesForm) -> None:
        new = form.save()
        told = ngettext("%(count)d name is new on the list.", "%(count)d names are new on the list.", new)
        messages.success(self.request, told % {"count": new})

    def where_next(self) -> str:
        return self.address("attendee-list")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()[:80].replace("\x00", "")
        searches = self.request.user.has_perm("members.verify_residency", self.centre)
        found: Any = ()
        if searches and len(words) >= SHORTEST_SEARCH:
            here = Membership.objects.for_centre(self.centre).named(words).select_related("member")
            found = here.order_by("member__display_name", "pk").fetch_mode(models.FETCH_RAISE)[:20]
        return super().get_context_data(
            attendees=self.meeting.attendees.all(), searches=searches, words=words, found=found, **context
        )


class AttendeeMember(Sitting, View):
    """Puts a member of the centre on the list."""

    http_method_names = ["post"]

    def may_enter(self) -> bool:
        return super().may_enter() and self.request.user.has_perm("members.verify_residency", self.centre)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = Membership.objects.for_centre(self.centre).select_related("member")
        membership = get_object_or_404(here, pk=kwargs["membership"])
        try:
            actions.list_member(meeting=self.meeting, member=membership.member)
        except ValidationError as error:
            messages.error(request, error.message)
        return redirect(self.address("attendee-list"))


class AttendeeRemove(Sitting, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.strike_name(attendee=get_object_or_404(self.meeting.attendees, pk=kwargs["attendee"]))
        return redirect(self.address("attendee-list"))


class AttendanceSheet(Sitting, View):
    """Numbered lines to be signed at the door."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return paper(self.meeting, "sheet")


class MinutesAdopt(Sitting, VerbForm):
    template_name = "voting/meetings/minutes_form.html"
    form_class = MinutesForm
    heading = gettext_lazy("Close the meeting")
    button = gettext_lazy("Adopt the minutes")
    done = gettext_lazy("The minutes are adopted and published. Print the papers below.")

    @cached_property
    def record(self) -> dict[str, Any]:
        return record_of(self.meeting)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"seen": digest(canonical(self.record))}}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.record, **context)

    def where_next(self) -> str:
        return self.meeting.get_absolute_url() if self.request.method == "POST" else self.address("meeting-hall")


class Minuted(MeetingMixin, Running):
    """A meeting whose minutes are adopted."""

    def may_enter(self) -> bool:
        may = super().may_enter()
        if may and not self.meeting.is_minuted:
            raise Http404("No minutes yet")
        return may


class MeetingPaper(Minuted, View):
    """The minutes and what is handed in with the request. They name people, so they are not public."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in papers.offered(self.meeting):
            raise Http404("No such paper")
        return paper(self.meeting, kwargs["name"])


class HandingInNote(Minuted, VerbForm):
    crumb = gettext_lazy("Handed in")
    form_class = HandingInForm
    heading = gettext_lazy("The request was handed in")
    button = gettext_lazy("Note it")


class RemarkAdd(Minuted, VerbForm):
    crumb = gettext_lazy("Remark")
    form_class = RemarkForm
    heading = gettext_lazy("Remark on the minutes")
    lead = gettext_lazy("The minutes are final. What you write here stands below them, with today's date, for good.")
    button = gettext_lazy("Publish the remark")
