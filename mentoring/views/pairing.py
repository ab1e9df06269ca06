"""A mentee's best five, asking one of them, and what the other side answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from rules import has_perm

from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions, together
from mentoring.forms.together import EndForm
from mentoring.models import Feedback, Mentorship
from mentoring.pairing import Proposal, five_for
from mentoring.seeing import other_side
from mentoring.views.meetings import meetings_on
from mentoring.views.own import OwnMixin
from mentoring.views.threads import thread_facts


class RequestBest(OwnMixin, TemplateView):
    """The five who fit best, or the question that waits for an answer."""

    template_name = "mentoring/request_best.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request_for_help is None:
            return redirect("mentoring:request-edit", centre=self.centre.slug)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked: Any = self.request_for_help
        now = timezone.now()
        waiting = next((each for each in asked.mentorships.standing() if each.state(now) != "lapsed"), None)
        free = not (asked.is_paused or waiting)
        facts = {"asked": asked, "waiting": waiting, "proposals": five_for(asked, at=now) if free else []}
        return super().get_context_data(**kwargs) | facts


class ProposalVerb(OwnMixin, View):
    """One verb on one of the five; of anybody else nothing is learnt."""

    http_method_names = ["post"]

    def may_enter(self) -> bool:
        if not has_perm("mentoring.speak", self.member, self.centre):
            raise PermissionDenied(_("You may not write here at the moment."))
        return True

    @cached_property
    def proposal(self) -> Proposal:
        asked: Any = self.found("request")
        five = five_for(asked, at=timezone.now())
        found = next((each for each in five if each.offer.pk == self.kwargs["offer"]), None)
        if found is None:
            raise Http404("Not among the five")
        return found


class MentorshipCreate(ProposalVerb):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked: Any = self.found("request")
        offer, total = self.proposal.offer, self.proposal.pair.total
        try:
            made = actions.ask(request=asked, offer=offer, total=total, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("mentoring:request-best", centre=self.centre.slug)
        messages.success(request, _("Asked. You hear from us within a week."))
        return redirect(made.get_absolute_url())


class ApartCreate(ProposalVerb):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        offer = self.proposal.offer
        actions.keep_apart(centre=self.centre, mentor=offer.member, mentee=self.member, at=timezone.now())
        messages.success(request, _("This mentor is not proposed to you any more, and is told nothing."))
        return redirect("mentoring:request-best", centre=self.centre.slug)


class MentorshipMixin(PrivateMixin, CentreMixin):
    kwargs: dict[str, Any]

    @cached_property
    def mentorship(self) -> Mentorship:
        seen = Mentorship.objects.visible_to(self.member).for_centre(self.centre)
        both = seen.select_related(
            "centre", "mentor", "mentee", "offer__member", "offer__centre", "offer__photo", "request__member"
        )
        return get_object_or_404(both, pk=self.kwargs["pk"])


class MentorshipDetail(MentorshipMixin, TemplateView):
    template_name = "mentoring/mentorship_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mentorship, now = self.mentorship, timezone.now()
        is_mentor = mentorship.mentor_id == self.member.pk
        return super().get_context_data(**kwargs) | {
            "mentorship": mentorship,
            "state": mentorship.state(now),
            "side": other_side(mentorship, self.member, at=now),
            "is_mentor": is_mentor,
            "is_party": is_mentor or mentorship.mentee_id == self.member.pk,
            "may_answer": mentorship.waits_for(self.member.pk, now),
            "may_end": has_perm("mentoring.end_mentorship", self.member, mentorship),
            **meetings_on(mentorship, self.member, at=now),
            **thread_facts(mentorship, self.member),
            **together.shown_on(mentorship, self.member, at=now),
        }


class MentorshipVerb(MentorshipMixin, View):
    """Yes or no, of a side that has not answered."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mentorship = self.mentorship
        if not has_perm("mentoring.answer_mentorship", self.member, mentorship):
            raise PermissionDenied
        try:
            messages.success(request, self.accept(mentorship) if self.verb == "accept" else self.decline(mentorship))
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(mentorship.get_absolute_url())
        if self.verb == "decline" and mentorship.mentee_id == self.member.pk:
            return redirect("mentoring:request-best", centre=self.centre.slug)
        return redirect(mentorship.get_absolute_url())

    def accept(self, mentorship: Mentorship) -> str:
        found = actions.accept(mentorship=mentorship, by=self.member, at=timezone.now())
        if found.is_asked:
            return _("You are a mentor now. Below stands who asked you.")
        if found.is_agreed:
            return _("You have both said yes. Below stands who it is.")
        return _("Noted. You hear from us when the other side has answered.")

    def decline(self, mentorship: Mentorship) -> str:
        actions.decline(mentorship=mentorship, by=self.member, at=timezone.now())
        if mentorship.is_asked:
            return _("Declined. They learn only that you cannot be their mentor now.")
        if mentorship.mentee_id == self.member.pk:
            return _("Declined. They learn only that it does not come about. Here are the next best.")
        return _("Declined. They learn only that it does not come about.")


class MentorshipEnd(MentorshipMixin, FormView[EndForm]):
    """GET asks once more, and of a mentorship also why, if its side would like to say."""

    template_name = "mentoring/mentorship_end.html"
    form_class = EndForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm("mentoring.end_mentorship", self.member, self.mentorship):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"mentorship": self.mentorship}

    def form_valid(self, form: EndForm) -> HttpResponse:
        mentorship, now = self.mentorship, timezone.now()
        actions.end(mentorship=mentorship, by=self.member, at=now, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("It has ended."))
        if Feedback.objects.waiting(now).of(self.member).filter(mentorship=mentorship).exists():
            return redirect("mentoring:feedback-give", centre=self.centre.slug, pk=mentorship.pk)
        return redirect("mentoring:mine", centre=self.centre.slug)
