"""A place's own page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from rules import has_perm

from community.interface.views import PUBLIC, photo_response
from community.members.models import User
from community.members.views import CentreMixin, find_centre
from maps.jsonld import describe
from maps.models import Place, PlacePhoto
from maps.showing import detail_of


class PlaceMixin(CentreMixin):
    """Finds a place that its reader may see."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def place(self) -> Place:
        seen = Place.objects.for_centre(self.centre).visible_to(reader(self.request))
        found = seen.select_related("organisation", "photo", "confirmed_by").prefetch_related("services")
        place = get_object_or_404(found, pk=self.kwargs["pk"])
        place.centre = self.centre
        return place


def reader(request: HttpRequest) -> User | AnonymousUser:
    return request.user if isinstance(request.user, User) else AnonymousUser()


class PlaceDetail(PlaceMixin, TemplateView):
    template_name = "maps/place_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place, now = self.place, timezone.now()
        url = self.request.build_absolute_uri(place.get_absolute_url())
        return super().get_context_data(**kwargs) | {
            "place": place,
            "photo": getattr(place, "photo", None),
            "is_stale": place.is_stale(now.astimezone(self.centre.zone).date()),
            "may_keep": has_perm("maps.keep_place", self.request.user, place),
            "linked": describe(place, url, get_language() or "en"),
            **detail_of(place, now),
        }


@require_safe
def place_photo(request: HttpRequest, **kwargs: str) -> HttpResponse:
    seen = Place.objects.for_centre(find_centre(kwargs["centre"])).visible_to(reader(request))
    found = get_object_or_404(PlacePhoto, place__in=seen.filter(pk=kwargs["pk"]), pk=kwargs["photo"])
    return photo_response(found, kwargs["size"], kwargs["kind"], PUBLIC)
