"""What one gets at a place: added, changed, taken away."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from maps import actions
from maps.forms.keeping import ServiceForm, held
from maps.models import Service
from maps.views.keeping.places import KeptPlaceMixin


class ServiceFormView(KeptPlaceMixin, FormView[ServiceForm]):
    template_name = "maps/service_form.html"
    form_class = ServiceForm
    said = ""

    @property
    def instance(self) -> Service:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.instance}

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        if form.save(by=self.member) is None:
            return self.form_invalid(form)
        messages.success(self.request, self.said or _("Saved, and confirmed as of today."))
        return redirect(self.place.get_absolute_url())


class ServiceCreate(ServiceFormView):
    @property
    def instance(self) -> Service:
        return Service(place=self.place, language=self.place.language, category=self.place.category)


class ServiceMixin(KeptPlaceMixin):
    """Finds a service of the place in the address."""

    @cached_property
    def service(self) -> Service:
        service = get_object_or_404(Service, place=self.place, pk=self.kwargs["service"])
        service.place = self.place
        return service

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"service": self.service}


class ServiceUpdate(ServiceMixin, ServiceFormView):
    @property
    def instance(self) -> Service:
        return copy(self.service)


class ServiceDelete(ServiceMixin, TemplateView):
    """Asks first."""

    template_name = "maps/service_delete.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            self.service.place = held(self.place)
            actions.drop_service(service=self.service, by=self.member, at=timezone.now())
        messages.success(request, _("It is no longer offered here."))
        return redirect(self.place.get_absolute_url())
