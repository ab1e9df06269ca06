"""A mentee's best five, asking one of them, and what the other side answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from rules import has_perm

from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions
from mentoring.models import Mentorship
from mentoring.pairing import Proposal, five_for
from mentoring.seeing import other_side
from mentoring.views.own import OwnMixin


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
            "may_answer": is_mentor and mentorship.is_open(now),
            "may_end": has_perm("mentoring.end_mentorship", self.member, mentorship),
        }


class MentorshipVerb(MentorshipMixin, View):
    """The mentor's yes or no."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mentorship = self.mentorship
        if not has_perm("mentoring.answer_mentorship", self.member, mentorship):
            raise PermissionDenied
        try:
            if self.verb == "accept":
                actions.accept(mentorship=mentorship, by=self.member, at=timezone.now())
                messages.success(request, _("You are a mentor now. Below stands who asked you."))
            else:
                actions.decline(mentorship=mentorship, by=self.member, at=timezone.now())
                messages.success(request, _("Declined. They learn only that you cannot be their mentor now."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(mentorship.get_absolute_url())


class MentorshipEnd(MentorshipMixin, View):
    """GET asks once more."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refuse_unless_may_end()
        return render(request, "mentoring/mentorship_end.html", {"mentorship": self.mentorship})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refuse_unless_may_end()
        actions.end(mentorship=self.mentorship, by=self.member, at=timezone.now())
        messages.success(request, _("It has ended."))
        return redirect("mentoring:mine", centre=self.centre.slug)

    def refuse_unless_may_end(self) -> None:
        if not has_perm("mentoring.end_mentorship", self.member, self.mentorship):
            raise PermissionDenied
