"""The mentor coordinator's home: what waits, all mentorships, and how much each part of a score counts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View

from mentoring import actions
from mentoring.forms.mentorships import MentorshipFilter
from mentoring.forms.weighing import WeighingForm
from mentoring.matching import Weights
from mentoring.models import Mentorship, Offer, Request, Run, Weighing
from mentoring.pairing import requests_waiting
from mentoring.views.staff import PairingMixin
from mentoring.wording import STATES, topic_name

MOST_SHOWN = 10


@dataclass(frozen=True)
class WaitingRequest:
    request: Request
    needs: list[str]


class Desk(PairingMixin, TemplateView):
    template_name = "mentoring/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, centre = timezone.now(), self.centre
        waiting = requests_waiting(centre, now)
        unvetted = Offer.objects.for_centre(centre).running().unvetted().exclude(member=self.member)
        together = Mentorship.objects.for_centre(centre)
        drafts = Run.objects.for_centre(centre).drafts().annotate(found=models.Count("pairs"))
        return super().get_context_data(**kwargs) | {
            "unvetted": unvetted.count(),
            "waiting": [WaitingRequest(each, [*map(topic_name, each.topics)]) for each in waiting[:MOST_SHOWN]],
            "waiting_count": waiting.count(),
            "ready": Offer.objects.for_centre(centre).ready(now).count(),
            "open": together.in_state("open", now).count(),
            "active": together.active().count(),
            "draft": drafts.select_related("centre").first(),
        }


class MentorshipList(PairingMixin, ListView[Mentorship]):
    """States and dates; no words of anybody."""

    template_name = "mentoring/mentorship_list.html"
    paginate_by = 20

    @cached_property
    def filter(self) -> MentorshipFilter:
        return MentorshipFilter(self.request.GET or None)

    def get_queryset(self) -> Any:
        seen = Mentorship.objects.visible_to(self.member).for_centre(self.centre)
        found = self.filter.narrowed(seen, self.centre) if self.filter.is_bound else seen
        rows = found.select_related("centre", "mentor", "mentee").order_by("-proposed_at", "-pk")
        return rows.fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, now = super().get_context_data(**kwargs), timezone.now()
        rows = [(each, each.state(now)) for each in context["object_list"]]
        shown = [{"mentorship": each, "state": state, "label": STATES[state]} for each, state in rows]
        return context | {"filter": self.filter, "filtered": self.filter.is_bound, "rows": shown}


class WeighingEdit(PairingMixin, FormView[WeighingForm]):
    template_name = "mentoring/weighing_form.html"
    form_class = WeighingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Weighing.objects.filter(centre=self.centre).select_related("changed_by").first()
        return super().get_context_data(**kwargs) | {"own": own, "is_usual": own is None or own.weights == Weights()}

    def form_valid(self, form: WeighingForm) -> HttpResponse:
        form.save(by=self.member)
        messages.success(self.request, _("Saved. It counts from now on; what was published stays."))
        return redirect("mentoring:weighing-edit", centre=self.centre.slug)


class WeighingReset(PairingMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions.weigh(centre=self.centre, weights=Weights(), by=self.member, at=timezone.now())
        messages.success(request, _("The usual weights hold again."))
        return redirect("mentoring:weighing-edit", centre=self.centre.slug)
