"""For who brings mentors and mentees together: who offers help, and whether they were looked at."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View
from rules import has_perm

from community.members.views import StaffMixin
from mentoring import actions
from mentoring.forms.vetting import State, VettingForm, offers_in
from mentoring.models import Offer, Vetting
from mentoring.wording import facts_of, time_of, wishes


class PairingMixin(StaffMixin):
    permission = "mentoring.coordinate_mentors"


class OfferList(PairingMixin, ListView[Offer]):
    template_name = "mentoring/offer_list.html"
    paginate_by = 20

    @property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in State.LABELS else State.WAITING

    def get_queryset(self) -> Any:
        found = offers_in(self.state, self.centre, self.member).select_related("member", "centre")
        return found.prefetch_related("vettings").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"state": self.state, "states": State.LABELS.items()}


class OfferMixin(PairingMixin):
    kwargs: dict[str, Any]

    @cached_property
    def offer(self) -> Offer:
        seen = Offer.objects.visible_to(self.member).for_centre(self.centre).select_related("member", "centre", "photo")
        return get_object_or_404(seen.prefetch_related("vettings__by"), pk=self.kwargs["pk"])


class OfferDetail(OfferMixin, FormView[VettingForm]):
    """What a mentor says, and noting what was looked at."""

    template_name = "mentoring/offer_detail.html"
    form_class = VettingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offer": self.offer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offer = self.offer
        return super().get_context_data(**kwargs) | {
            "offer": offer,
            "photo": getattr(offer, "photo", None),
            "facts": [*facts_of(offer), *time_of(offer)],
            "wishes": wishes(offer.wishes),
            "may_vet": has_perm("mentoring.vet_offer", self.member, offer),
        }

    def form_valid(self, form: VettingForm) -> HttpResponse:
        if not has_perm("mentoring.vet_offer", self.member, self.offer):
            raise PermissionDenied
        if form.save(by=self.member) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Noted."))
        return redirect(self.offer.get_absolute_url())


class VettingDelete(OfferMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        vetting = get_object_or_404(Vetting, offer=self.offer, kind=kwargs["kind"])
        actions.take_vetting_back(offer=self.offer, kind=vetting.kind, by=self.member)
        messages.success(request, _("Taken back. The offer is proposed to nobody until it is noted again."))
        return redirect(self.offer.get_absolute_url())
