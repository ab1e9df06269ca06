"""What lies under everything else on a centre's map."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.generic import View

from community.interface.parts import parts_response
from community.members.views import CentreMixin
from maps.layers import spots
from maps.models import BaseMap
from maps.outside import Away, Tile, picture

EMPTY = {"type": "FeatureCollection", "features": []}
SANDBOX = "default-src 'none'; sandbox"
A_DAY = 24 * 3600


class BaseMapView(CentreMixin, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        base = BaseMap.objects.filter(centre=self.centre).first()
        features = base.features if base else {}
        response = JsonResponse(features or EMPTY, content_type="application/geo+json")
        patch_cache_control(response, public=True, max_age=3600)
        return response


class TilesView(CentreMixin, View):
    """The tiles of the centre's own map as one file, of which browsers ask for the parts they show."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        base = BaseMap.objects.filter(centre=self.centre).exclude(tiles="").defer("features").first()
        if base is None or not base.tiles.storage.exists(str(base.tiles.name)):
            raise Http404("No tiles")
        kind = "application/vnd.pmtiles"
        response = parts_response(request, base.tiles.open, size=base.tiles.size, kind=kind, etag=base.version)
        response["Content-Security-Policy"] = SANDBOX
        for_ever = request.GET.get("v") == base.version
        kept: dict[str, Any] = {"max_age": 365 * A_DAY, "immutable": True} if for_ever else {"max_age": 3600}
        patch_cache_control(response, public=True, **kept)
        return response


class OutsideTileView(CentreMixin, View):
    """One tile of the server that LOCER_TILES_URL names, through us and around the centre only."""

    def get(self, request: HttpRequest, z: int, x: int, y: int, **kwargs: Any) -> HttpResponse:
        tile = Tile(z, x, y)
        if not settings.TILES_URL or not tile.is_near(self.centre.latitude, self.centre.longitude):
            raise Http404("No such tile")
        try:
            found, kind = picture(tile)
        except Away:
            return HttpResponse(status=503, headers={"Retry-After": "20", "Cache-Control": "no-store"})
        response = HttpResponse(found, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})
        response["Content-Security-Policy"] = SANDBOX
        patch_cache_control(response, public=True, max_age=A_DAY)
        return response


class SpotsView(CentreMixin, View):
    """What other rooms put on the map, all of it: for the small map on a centre's home."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        member = request.user if request.user.is_authenticated else None
        features = [spot.feature() for spot in spots(self.centre, member, get_language() or "en")]
        return JsonResponse({**EMPTY, "features": features}, content_type="application/geo+json")
