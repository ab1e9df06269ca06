"""A leaflet of the map, for whoever prints one: anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from community.members.views import CentreMixin, attached
from community.operations.ratelimit import network_of
from maps.forms.leaflets import LeafletForm
from maps.leaflets import leaflet


class LeafletCreate(CentreMixin, TemplateView):
    """What shall stand on it: a GET form, which takes over what was asked of the map."""

    template_name = "maps/leaflet_create.html"

    @cached_property
    def form(self) -> LeafletForm:
        return LeafletForm(self.request.GET, centre=self.centre)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": self.form}


class LeafletPdf(LeafletCreate):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.may_print(network_of(request)):
            too_many = self.form.has_error("__all__", code="too_many")
            return self.render_to_response(self.get_context_data(**kwargs), status=429 if too_many else 400)
        asked = self.form.asked
        name = "-".join([self.centre.slug, *asked["kind"].split("."), asked["language"]]).replace("--", "-")
        content = leaflet(self.centre, self.form, timezone.now())
        response = attached(content, name=f"{name}.pdf", kind="application/pdf")
        patch_cache_control(response, public=True, max_age=300)
        return response
