"""What lies under everything else on a centre's map."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.generic import View

from community.members.views import CentreMixin
from maps.layers import spots
from maps.models import BaseMap

EMPTY = {"type": "FeatureCollection", "features": []}


class BaseMapView(CentreMixin, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        base = BaseMap.objects.filter(centre=self.centre).first()
        response = JsonResponse(base.features if base else EMPTY, content_type="application/geo+json")
        patch_cache_control(response, public=True, max_age=3600)
        return response


class SpotsView(CentreMixin, View):
    """What other rooms put on the map, all of it: for the small map on a centre's home."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        member = request.user if request.user.is_authenticated else None
        features = [spot.feature() for spot in spots(self.centre, member, get_language() or "en")]
        return JsonResponse({**EMPTY, "features": features}, content_type="application/geo+json")
