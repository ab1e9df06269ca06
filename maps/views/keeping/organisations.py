"""Who provides what stands on the map, and who may keep their entries."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View
from rules import has_perm

from maps import actions
from maps.forms.keeping import OrganisationForm
from maps.forms.linking import KeeperForm
from maps.models import Keeper, Organisation
from maps.views.keeping.places import DeskMixin


class MapDeskMixin(DeskMixin):
    """For those who keep the whole map of the centre."""

    permission = "maps.keep_map"


class OrganisationList(MapDeskMixin, ListView[Organisation]):
    template_name = "maps/organisation_list.html"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[Organisation]:
        here = Organisation.objects.for_centre(self.centre).listed()
        counted = here.annotate(
            place_count=Count("places", distinct=True), keeper_count=Count("keepers", distinct=True)
        )
        return counted.fetch_mode(models.FETCH_RAISE)


class OrganisationFormView(MapDeskMixin, FormView[OrganisationForm]):
    template_name = "maps/organisation_form.html"
    form_class = OrganisationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def form_valid(self, form: OrganisationForm) -> HttpResponse:
        kept = form.save()
        if kept is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect("maps:organisation-update", centre=self.centre.slug, pk=kept.pk)


class OrganisationCreate(OrganisationFormView):
    pass


class OrganisationMixin(MapDeskMixin):
    """Finds an organisation of the centre."""

    kwargs: dict[str, Any]

    @cached_property
    def organisation(self) -> Organisation:
        found = get_object_or_404(Organisation.objects.for_centre(self.centre), pk=self.kwargs["pk"])
        found.centre = self.centre
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keepers = Keeper.objects.filter(organisation=self.organisation).select_related("member").order_by("linked_at")
        return super().get_context_data(**kwargs) | {
            "organisation": self.organisation,
            "keepers": list(keepers),
            "may_link": has_perm("maps.link_keeper", self.request.user, self.centre),
        }


class OrganisationUpdate(OrganisationMixin, OrganisationFormView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": copy(self.organisation)}


class KeeperCreate(OrganisationMixin, FormView[KeeperForm]):
    permission = "maps.link_keeper"
    template_name = "maps/keeper_form.html"
    form_class = KeeperForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"organisation": self.organisation}

    def form_valid(self, form: KeeperForm) -> HttpResponse:
        keeper = form.save(by=self.member)
        facts = {"name": keeper.member, "organisation": self.organisation}
        messages.success(self.request, _("%(name)s keeps the places of %(organisation)s now.") % facts)
        return redirect("maps:keeper-create", centre=self.centre.slug, pk=self.organisation.pk)


class KeeperDelete(OrganisationMixin, View):
    permission = "maps.link_keeper"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = Keeper.objects.filter(organisation=self.organisation).select_related("member")
        keeper = get_object_or_404(found, pk=kwargs["keeper"])
        name = str(keeper.member)
        actions.unlink(keeper=keeper)
        messages.success(request, _("%(name)s no longer keeps these places.") % {"name": name})
        return redirect("maps:keeper-create", centre=self.centre.slug, pk=self.organisation.pk)
