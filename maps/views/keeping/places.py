"""Places: the desk's list, and what is done with one."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View
from rules import has_perm

from community.members.views import PrivateMixin, StaffMixin
from maps import actions
from maps.forms.keeping import PlaceForm
from maps.forms.listing import PlaceFilter
from maps.models import Place
from maps.models.places import PlaceQuerySet
from maps.views.places import PlaceMixin


class DeskMixin(StaffMixin):
    """For those who keep something on the centre's map."""

    permission = "maps.see_desk"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps_all = has_perm("maps.keep_map", self.request.user, self.centre)
        return super().get_context_data(**kwargs) | {"keeps_map": keeps_all}


class KeptPlaceMixin(PrivateMixin, PlaceMixin):
    """For those who keep this very place."""

    def may_enter(self) -> bool:
        return has_perm("maps.keep_place", self.request.user, self.place)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"place": self.place}


class PlaceList(DeskMixin, ListView[Place]):
    template_name = "maps/place_list.html"
    paginate_by = 30

    def get_queryset(self) -> PlaceQuerySet:
        self.filter = PlaceFilter(self.request.GET)
        mine = Place.objects.for_centre(self.centre).keepable_by(self.member)
        rows = self.filter.narrow(mine, self.member, timezone.now().astimezone(self.centre.zone).date())
        return rows.select_related("organisation").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.now().astimezone(self.centre.zone).date()
        found = super().get_context_data(**kwargs)
        rows = [(place, place.is_stale(today)) for place in found["object_list"]]
        return found | {"form": self.filter, "rows": rows, "is_asked": any(self.filter.asked.values())}


class PlaceCreate(DeskMixin, FormView[PlaceForm]):
    template_name = "maps/place_form.html"
    form_class = PlaceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = {"centre": self.centre, "by": self.member, "instance": Place(centre=self.centre)}
        return super().get_form_kwargs() | kept

    def form_valid(self, form: PlaceForm) -> HttpResponse:
        place = form.save()
        if place is None:
            return self.form_invalid(form)
        messages.success(self.request, _("It stands on the map now. What does one get there? Add its services."))
        return redirect(place.get_absolute_url())


class PlaceUpdate(KeptPlaceMixin, FormView[PlaceForm]):
    template_name = "maps/place_form.html"
    form_class = PlaceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = {"centre": self.centre, "by": self.member, "instance": copy(self.place)}
        return super().get_form_kwargs() | kept

    def form_valid(self, form: PlaceForm) -> HttpResponse:
        if form.save() is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Saved, and confirmed as of today."))
        return redirect(self.place.get_absolute_url())


class PlaceVerb(KeptPlaceMixin, View):
    """One verb by pressing a button, then back to the place."""

    http_method_names = ["post", "options"]
    said = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.act()
        messages.success(request, self.said)
        return redirect(self.place.get_absolute_url())

    def act(self) -> None:
        raise NotImplementedError


class PlaceConfirm(PlaceVerb):
    def act(self) -> None:
        actions.confirm(place=self.place, by=self.member, at=timezone.now())
        self.said = _("Thank you: everybody sees that it was confirmed today.")


class PlaceReturn(PlaceVerb):
    def act(self) -> None:
        actions.put_back(place=self.place)
        self.said = _("It stands on the map again.")


class PlaceWithdraw(KeptPlaceMixin, TemplateView):
    """Asks first."""

    template_name = "maps/place_withdraw.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions.withdraw(place=self.place, at=timezone.now())
        messages.success(request, _("It is off the map. You find it among the places and can put it back."))
        return redirect(self.place.get_absolute_url())
