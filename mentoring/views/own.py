"""What one says oneself: the offer, the request, and the page on which both stand."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from rules import has_perm

from community.members.models import User
from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions
from mentoring.counting import topics_and_languages
from mentoring.due import due_for
from mentoring.forms.offers import OfferForm
from mentoring.forms.requests import RequestForm
from mentoring.forms.saying import SaidForm
from mentoring.meetings import before
from mentoring.models import Mentorship, Offer, Request, Said
from mentoring.threads import unread_in
from mentoring.wording import facts_of, time_of, wishes

MOST_SHOWN = 20


class Home(CentreMixin, TemplateView):
    """What mentoring is, and what is on offer in numbers: the same for everybody."""

    template_name = "mentoring/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mentors, topics, languages = topics_and_languages(self.centre)
        return super().get_context_data(**kwargs) | {"mentors": mentors, "topics": topics, "spoken": languages}


class OwnMixin(PrivateMixin, CentreMixin):
    """What the member themself has said here and not withdrawn."""

    @cached_property
    def offer(self) -> Offer | None:
        return self.own(Offer).select_related("centre", "photo").prefetch_related("vettings").first()

    @cached_property
    def request_for_help(self) -> Request | None:
        return self.own(Request).first()

    def own(self, model: Any) -> Any:
        return (
            model.objects.for_centre(self.centre).open().filter(member=self.member).select_related("centre__weighing")
        )

    def found(self, kind: str) -> Said:
        said = self.offer if kind == "offer" else self.request_for_help
        if said is None:
            raise Http404("Nothing said")
        return said


class Mine(OwnMixin, TemplateView):
    template_name = "mentoring/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offer, request, mentorships = self.offer, self.request_for_help, self.mentorships()
        return super().get_context_data(**kwargs) | {
            "mentorships": mentorships,
            "has_mentor": any(row["state"] == "active" and not row["is_mentor"] for row in mentorships),
            "meetings": before(self.member, self.centre, at=timezone.now()),
            "coordinates": self.member.has_perm("mentoring.coordinate_mentors", self.centre),
            "offer": offer,
            "photo": getattr(offer, "photo", None),
            "offered": [*facts_of(offer), *time_of(offer)] if offer else [],
            "offer_wishes": wishes(offer.wishes) if offer else "",
            "asked": request,
            "asked_for": facts_of(request) if request else [],
            "request_wishes": wishes(request.wishes) if request else "",
            "may_measure": has_perm("mentoring.view_figures", self.member, self.centre),
        }

    def mentorships(self) -> list[dict[str, Any]]:
        """The newest first, each with its state; names only while both have said yes."""
        now = timezone.now()
        mine = Mentorship.objects.for_centre(self.centre).of(self.member)
        rows = list(mine.select_related("centre", "mentor", "mentee")[:MOST_SHOWN])
        unread, due = unread_in(self.member, rows), due_for(self.member, self.centre, at=now)
        return [
            row_of(each, self.member, now)
            | {"unread": unread.get(each.pk, 0), "due": [todo for todo in due if todo.mentorship == each.pk]}
            for each in rows
        ]


def row_of(mentorship: Mentorship, member: User, now: dt.datetime) -> dict[str, Any]:
    is_mentor = mentorship.mentor_id == member.pk
    other = mentorship.mentee if is_mentor else mentorship.mentor
    name = str(other) if mentorship.is_active else ""
    return {"mentorship": mentorship, "state": mentorship.state(now), "is_mentor": is_mentor, "name": name}


class SayView(OwnMixin, FormView[SaidForm]):
    """Writes it, or changes what is there."""

    template_name = "mentoring/said_form.html"
    kind = ""
    goes_to = "mentoring:mine"
    thanks: Any = ""

    def may_enter(self) -> bool:
        if not has_perm("mentoring.speak", self.member, self.centre):
            raise PermissionDenied(_("You may not write here at the moment."))
        return True

    @property
    def said(self) -> Said | None:
        return self.offer if self.kind == "offer" else self.request_for_help

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"centre": self.centre, "member": self.member, "instance": self.said}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kind": self.kind, "said": self.said}

    def form_valid(self, form: SaidForm) -> HttpResponse:
        is_new = self.said is None
        if form.save() is None:
            return self.form_invalid(form)
        messages.success(self.request, self.thanks if is_new else _("Saved."))
        return redirect(self.goes_to, centre=self.centre.slug)


class OfferSay(SayView):
    kind, form_class = "offer", OfferForm

    @property
    def thanks(self) -> str:
        return _("Thank you. The mentor coordinator will talk to you before you meet anybody.")


class RequestSay(SayView):
    kind, form_class = "request", RequestForm
    goes_to = "mentoring:request-best"

    @property
    def thanks(self) -> str:
        return _("Your request is kept. Only you and the mentor coordinator read it.")


class SaidVerb(OwnMixin, View):
    """One verb on what the member has said; then back to their page."""

    http_method_names = ["post"]
    kind = verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        said = self.found(self.kind)
        if self.verb == "pause":
            actions.pause(said, at=timezone.now())
            messages.success(request, _("Paused. Nobody new is proposed until you go on."))
        else:
            actions.resume(said)
            messages.success(request, _("You go on."))
        return redirect("mentoring:mine", centre=self.centre.slug)


class SaidWithdraw(OwnMixin, View):
    """GET asks once more."""

    http_method_names = ["get", "post"]
    kind = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(request, "mentoring/said_withdraw.html", {"said": self.found(self.kind), "kind": self.kind})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions.withdraw(self.found(self.kind), at=timezone.now())
        messages.success(request, _("Withdrawn. It is deleted after half a year; erase your account to delete it now."))
        return redirect("mentoring:mine", centre=self.centre.slug)
