"""Proposing a meeting, answering, moving it, calling it off. Only for the two, and only while it goes on."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from rules import has_perm

from community.members.models import User
from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions
from mentoring.forms.meetings import MeetingForm, PickForm
from mentoring.meetings import on_page
from mentoring.models import Meeting, MeetingProposal, Mentorship


def meetings_on(mentorship: Mentorship, reader: User, *, at: dt.datetime) -> dict[str, Any]:
    """Their part of the page of a mentorship, with the form that answers what is proposed."""
    shown = on_page(mentorship, reader, at=at)
    proposal = shown.get("meeting_proposal")
    if proposal is None or shown["proposal_is_mine"]:
        return shown
    return shown | {"pick_form": PickForm(proposal=proposal)}


class SharedMixin(PrivateMixin, CentreMixin):
    """To anybody but the two it is not there."""

    kwargs: dict[str, Any]

    @cached_property
    def mentorship(self) -> Mentorship:
        mine = Mentorship.objects.for_centre(self.centre).active().of(self.member)
        return get_object_or_404(
            mine.select_related("centre", "mentor", "mentee", "offer", "request"), pk=self.kwargs["pk"]
        )

    @cached_property
    def meeting(self) -> Meeting:
        found = get_object_or_404(
            Meeting.objects.agreed().prefetch_related("attendances"),
            pk=self.kwargs["meeting"],
            mentorship=self.mentorship,
        )
        found.mentorship = self.mentorship
        return found

    @cached_property
    def proposal(self) -> MeetingProposal:
        found = get_object_or_404(MeetingProposal, pk=self.kwargs["proposal"], mentorship=self.mentorship)
        found.mentorship = self.mentorship
        return found

    def over(self) -> HttpResponse | None:
        """What has begun is neither moved nor called off."""
        if self.meeting.is_movable(timezone.now()):
            return None
        messages.error(self.request, _("This meeting is over or called off."))
        return self.back()

    def back(self) -> HttpResponse:
        return redirect(self.mentorship.get_absolute_url() + "#meetings")


class MeetingPropose(SharedMixin, FormView[MeetingForm]):
    template_name = "mentoring/meeting_form.html"
    form_class = MeetingForm

    def may_enter(self) -> bool:
        if not has_perm("mentoring.speak", self.member, self.centre):
            raise PermissionDenied(_("You may not write here at the moment."))
        return True

    @property
    def moved(self) -> Meeting | None:
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        facts = {"mentorship": self.mentorship, "member": self.member, "meeting": self.moved}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"mentorship": self.mentorship, "moved": self.moved}

    def form_valid(self, form: MeetingForm) -> HttpResponse:
        if form.save() is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Proposed. The other side is told, and chooses one."))
        return self.back()


class MeetingMove(MeetingPropose):
    """What is agreed holds until the other side has confirmed."""

    @property
    def moved(self) -> Meeting | None:
        return self.meeting

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.over() or super().get(request, *args, **kwargs)


class ProposalAnswer(SharedMixin, View):
    """Yes to one of the times."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = PickForm(request.POST, proposal=self.proposal)
        if not form.is_valid():
            messages.error(request, _("Please choose one of the times."))
            return self.back()
        try:
            starts_at = form.cleaned_data["starts_at"]
            actions.pick(proposal=self.proposal, starts_at=starts_at, by=self.member, at=timezone.now())
            messages.success(request, _("Agreed. The invitation for your calendar is on its way."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return self.back()


class ProposalVerb(SharedMixin, View):
    """The other side's no, or taking one's own times back."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        facts: dict[str, Any] = {"proposal": self.proposal, "by": self.member, "at": timezone.now()}
        if self.verb == "take_back":
            actions.take_back(**facts)
            messages.success(request, _("Taken back."))
            return self.back()
        try:
            actions.refuse(**facts)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return self.back()
        messages.success(request, _("They are told that none suits. Propose other times, if you like."))
        return self.back()


class MeetingCallOff(SharedMixin, View):
    """GET asks once more."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.over() or render(request, "mentoring/meeting_call_off.html", {"meeting": self.meeting})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            actions.call_off(meeting=self.meeting, by=self.member, at=timezone.now())
            messages.success(request, _("Called off. Both of you are told."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return self.back()
