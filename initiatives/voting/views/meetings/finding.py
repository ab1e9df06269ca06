"""What every view of a meeting starts with: the meeting, and whether the reader runs it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from community.members.views import PrivateMixin
from initiatives.voting import actions
from initiatives.voting.clock import clock_of
from initiatives.voting.models import Meeting
from initiatives.voting.views.finding import RoomMixin


class MeetingMixin(RoomMixin):
    """Adds the meeting named in the address, where the reader may see it."""

    meeting: Meeting
    crumb: Any = ""  # what a page below the meeting's own is called

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        meetings = Meeting.objects.visible_to(request.user).for_centre(self.centre)
        found = meetings.select_related("minutes", "handed_in").filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404("No such meeting")
        found.centre = self.centre
        self.meeting = found

    def address(self, name: str, **facts: Any) -> str:
        return reverse(f"voting:{name}", kwargs={"centre": self.centre.slug, "pk": self.meeting.pk, **facts})

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        trail = [
            {
                "label": _("Village meetings"),
                "url": reverse("voting:meeting-list", kwargs={"centre": self.centre.slug}),
            },
            {"label": self.meeting.title, "url": self.meeting.get_absolute_url()},
        ]
        if self.crumb:
            trail.append({"label": self.crumb})
        shown = {
            "meeting": self.meeting,
            "trail": trail,
            "now": now,
            "stage": self.meeting.stage(at=now),
            "clock": clock_of(self.meeting, at=now),
            "runs": self.request.user.has_perm("voting.run_meeting", self.meeting),
        }
        return super().get_context_data(**shown | context)  # type: ignore[misc]


class Running(PrivateMixin):
    """For the coordinator and the meeting's chair. What came too late is told so, not done."""

    permission = "voting.run_meeting"
    request: Any
    meeting: Meeting

    def may_enter(self) -> bool:
        return self.request.user.has_perm(self.permission, self.meeting)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.MeetingFinal:
            messages.error(request, _("This meeting is closed: nothing of it can be changed any more."))
        except actions.MeetingBegun:
            messages.error(request, _("Those present were counted already: date, quorum and fund stand."))
        return redirect(self.meeting)


class VerbForm(MeetingMixin, Running, FormView):
    """A page with one form and one verb. What the verb refuses stands at the field that it is about."""

    template_name = "voting/meetings/verb_form.html"
    heading: Any = ""
    lead: Any = ""
    button: Any = ""
    done: Any = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def act(self, form: Any) -> None:
        form.save(by=self.member)

    def where_next(self) -> str:
        return self.meeting.get_absolute_url()

    def form_valid(self, form: Any) -> HttpResponse:
        if not carried_out(form, lambda: self.act(form)):
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return redirect(self.where_next())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        texts = {"heading": self.heading or self.crumb, "lead": self.lead, "button": self.button}
        return super().get_context_data(back=self.where_next(), **texts | context)


def carried_out(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether `act` was done; if not, the form says why, at the field where it has one."""
    try:
        act()
    except ValidationError as error:
        told = error.error_dict if hasattr(error, "error_dict") else {None: error}
        for name, errors in told.items():
            form.add_error(name if name in form.fields else None, errors)
        return False
    return True
