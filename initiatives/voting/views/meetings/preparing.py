"""Before the meeting: its facts, motions and chair, telling everybody, calling it off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from django.views.generic.edit import FormMixin

from community.members.views import PrivateMixin
from initiatives.voting import actions
from initiatives.voting.forms.meetings import (
    AdmittedForm,
    CallOffForm,
    ChairForm,
    MeetingForm,
    MotionForm,
    admitted,
)
from initiatives.voting.models import Motion
from initiatives.voting.views.finding import RoomMixin
from initiatives.voting.views.meetings.finding import MeetingMixin, Running, VerbForm, carried_out


class MeetingCreate(RoomMixin, PrivateMixin, FormView):
    template_name = "voting/meetings/meeting_form.html"
    form_class = MeetingForm

    def may_enter(self) -> bool:
        return self.request.user.has_perm("voting.create_meeting", self.centre)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def form_valid(self, form: MeetingForm) -> HttpResponse:
        meeting = form.save()
        return redirect("voting:meeting-prepare", centre=self.centre.slug, pk=meeting.pk)


class Preparing(MeetingMixin, Running):
    crumb = gettext_lazy("Preparation")

    def may_enter(self) -> bool:
        may = super().may_enter()
        if may and (self.meeting.is_minuted or self.meeting.called_off_at):
            raise actions.MeetingFinal
        return may

    def where_next(self) -> str:
        return self.address("meeting-prepare")


class MeetingPrepare(Preparing, TemplateView):
    template_name = "voting/meetings/meeting_prepare.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        shown = {
            "motions": self.meeting.motions.prefetch_related("counts"),
            "admitted": AdmittedForm(meeting=self.meeting) if admitted(self.meeting).exists() else None,
            "begun": self.meeting.attendances.exists(),
            "names_chair": self.request.user.has_perm("voting.name_chair", self.meeting),
        }
        return super().get_context_data(**shown | context)


class MeetingEdit(Preparing, FormView):
    template_name = "voting/meetings/meeting_form.html"
    form_class = MeetingForm

    def may_enter(self) -> bool:
        may = super().may_enter()
        if may and self.meeting.attendances.exists():
            raise actions.MeetingBegun
        return may

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre, "instance": self.meeting}

    def form_valid(self, form: MeetingForm) -> HttpResponse:
        return redirect(self.where_next()) if carried_out(form, form.save) else self.form_invalid(form)


class MeetingAnnounce(Preparing, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.announce_meeting(meeting=self.meeting, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Everybody can now see this meeting. Print the poster for the notice board."))
        return redirect(self.where_next())


class ChairName(Preparing, VerbForm):
    permission = "voting.name_chair"
    form_class = ChairForm
    heading = gettext_lazy("Who chairs the meeting here?")
    lead = gettext_lazy("A coordinator may run every meeting. You may name one member who runs this one.")
    button = gettext_lazy("Save")

    def get_initial(self) -> dict[str, Any]:
        return {"account": self.meeting.chair.handle if self.meeting.chair else ""}

    def act(self, form: ChairForm) -> None:
        form.save()


class MeetingCallOff(Preparing, VerbForm):
    form_class = CallOffForm
    heading = gettext_lazy("Call the meeting off")
    lead = gettext_lazy("It stays on the list with your reason. It cannot be called again; prepare another one then.")
    button = gettext_lazy("Call it off")

    def act(self, form: CallOffForm) -> None:
        form.save()

    def where_next(self) -> str:
        return self.meeting.get_absolute_url()


class MotionEdit(Preparing, VerbForm):
    """A new motion, or a change to one on which no hands were counted."""

    form_class = MotionForm
    heading = gettext_lazy("A motion")
    button = gettext_lazy("Save")

    def get_form_kwargs(self) -> dict[str, Any]:
        motion = Motion(meeting=self.meeting)
        if "motion" in self.kwargs:
            motion = get_object_or_404(self.meeting.motions, pk=self.kwargs["motion"])
            motion.meeting = self.meeting
        options = super().get_form_kwargs() | {"instance": motion}
        del options["meeting"]
        return options

    def act(self, form: MotionForm) -> None:
        form.save()


class MotionRemove(Preparing, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.remove_motion(motion=get_object_or_404(self.meeting.motions, pk=kwargs["motion"]))
        except ValidationError as error:
            messages.error(request, error.message)
        return redirect(self.where_next())


class MotionAdopt(MeetingPrepare, FormMixin):
    form_class = AdmittedForm
    http_method_names = ["post"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid() and carried_out(form, form.save):
            return redirect(self.where_next())
        return self.render_to_response(self.get_context_data(admitted=form))
