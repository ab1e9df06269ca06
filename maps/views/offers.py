"""Notices: what everybody reads, and how a member puts one up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, TemplateView, View
from rules import has_perm

from community.members.models import Centre
from community.members.rules import is_member
from community.members.views import CentreMixin, PrivateMixin
from community.moderation.rules import is_silenced
from community.moderation.views.silence import tell_silenced
from maps.actions import offering
from maps.forms.offers import OfferFilterForm, OfferForm
from maps.forms.week import in_words
from maps.models import Enquiry, Mute, Offer
from maps.models.offers import Side
from maps.vocabulary import language_label

TOO_MANY = 429


def door(request: HttpRequest, centre: Centre, purpose: str) -> HttpResponse | None:
    """What stands between somebody and writing here, as a page; None where nothing does."""
    if not request.user.is_authenticated or not is_member(request.user, centre):
        facts = {"centre": centre, "purpose": purpose, "next": request.path}
        return render(request, "maps/offer_door.html", facts)
    return tell_silenced(request, centre) if is_silenced(request.user, centre) else None


class OfferList(CentreMixin, ListView[Offer]):
    template_name = "maps/offer_list.html"
    paginate_by = 24

    def get_queryset(self) -> Any:
        self.form = OfferFilterForm(self.request.GET, centre=self.centre)
        found = self.form.narrow(Offer.objects.for_centre(self.centre).standing(timezone.now()))
        return found.select_related("centre", "author", "organisation").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"form": self.form, "filtered": self.form.filters, "sides": Side}
        return super().get_context_data(**kwargs) | facts


class OfferMixin(CentreMixin):
    """Finds the notice among those that the reader may see."""

    request: Any
    kwargs: dict[str, Any]

    def get_queryset(self) -> Any:
        seen = Offer.objects.visible_to(self.request.user).for_centre(self.centre)
        return seen.select_related("centre", "author", "organisation")

    @cached_property
    def offer(self) -> Offer:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class OfferDetail(OfferMixin, DetailView[Offer]):
    template_name = "maps/offer_detail.html"
    context_object_name = "offer"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offer, user, now = self.object, self.request.user, timezone.now()
        is_own = user.is_authenticated and offer.author_id == user.pk
        mine = Enquiry.objects.open().visible_to(user).filter(offer=offer).newest().select_related("centre", "asker")
        return super().get_context_data(**kwargs) | {
            "is_own": is_own,
            "is_running": offer.is_running(now),
            "may_change": has_perm("maps.change_offer", user, offer),
            "enquiries": [(each, each.name_of(each.other(user))) for each in mine[:20]] if is_own else [],
            "enquiry": None if is_own else mine.first(),
            "may_enquire": offer.stands(now) and not is_own,
            "week": in_words(offer.hours),
            "spoken": [language_label(code) for code in offer.languages],
        }


class WritingMixin:
    """A form that answers with what stands against it."""

    def form_invalid(self, form: Any) -> HttpResponse:
        status = TOO_MANY if form.has_error("__all__", "too_many") else 200
        facts = self.get_context_data(form=form)  # type: ignore[attr-defined]
        return self.render_to_response(facts, status=status)  # type: ignore[attr-defined]


class OfferCreate(CentreMixin, WritingMixin, FormView[OfferForm]):
    form_class = OfferForm
    template_name = "maps/offer_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return door(request, self.centre, "offer") or super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre, "author": self.request.user}

    def form_valid(self, form: OfferForm) -> HttpResponse:
        offer = form.save()
        if offer is None:
            return self.form_invalid(form)
        messages.success(self.request, said_after(offer))
        return redirect(offer.get_absolute_url())


def said_after(offer: Offer) -> str:
    if offer.is_held:
        return _("A moderator looks at it first. Then everybody sees it; until then only you do.")
    return _("It stands on the map and in the list now.")


class OfferUpdate(PrivateMixin, OfferMixin, WritingMixin, FormView[OfferForm]):
    form_class = OfferForm
    template_name = "maps/offer_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not has_perm("maps.change_offer", self.request.user, self.offer):
            raise PermissionDenied
        return super().get_form_kwargs() | {"centre": self.centre, "author": self.member, "offer": self.offer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"offer": self.offer}

    def form_valid(self, form: OfferForm) -> HttpResponse:
        offer = form.save()
        if offer is None:
            return self.form_invalid(form)
        messages.success(self.request, said_after(offer) if offer.is_held else _("Changed."))
        return redirect(offer.get_absolute_url())


class OfferVerb(PrivateMixin, OfferMixin, View):
    """Taking a notice down, or putting it up again."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        words = {"withdraw": _("It is taken down."), "renew": _("It stays for another three months.")}
        try:
            getattr(offering, f"{self.verb}_offer")(offer=self.offer, by=self.member, at=timezone.now())
            messages.success(request, words[self.verb])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("maps:offer-mine", centre=self.centre.slug)


class MyOffers(PrivateMixin, CentreMixin, TemplateView):
    """A member's own notices, whom they write with, and who may not write to them."""

    template_name = "maps/offer_mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, member = timezone.now(), self.member
        offers = Offer.objects.for_centre(self.centre).by(member).select_related("centre", "author", "organisation")
        mine = Enquiry.objects.for_centre(self.centre).visible_to(member).newest()
        people = mine.select_related("centre", "asker", "offer__author", "offer__organisation")[:50]
        waiting = set(Enquiry.objects.waiting_for(member).values_list("pk", flat=True))
        return super().get_context_data(**kwargs) | {
            "offers": [(offer, offer.is_running(now)) for offer in offers.fetch_mode(models.FETCH_RAISE)],
            "enquiries": [
                (each, each.name_of(each.other(member)), each.pk in waiting)
                for each in people.fetch_mode(models.FETCH_RAISE)
            ],
            "mutes": Mute.objects.filter(by=member, centre=self.centre).order_by("name", "pk"),
        }
