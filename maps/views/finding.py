"""The map page and the frames that its map asks for: one answer, told as a list and drawn."""

import datetime as dt
import hashlib
import json
import math
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import etag
from django.views.generic import TemplateView, View
from rules import has_perm

from community.members.views import CentreMixin
from maps.asking import Answer, ask
from maps.choices import panels
from maps.forms.finding import FindForm
from maps.index.frames import Frame, degrees
from maps.layers import Spot
from maps.models import Place
from maps.showing import dots_by_pk, rows_of
from maps.vocabulary import LEAVES

PAGE = 20


class AskingMixin(CentreMixin):
    """Finds the answer to what stands in the address."""

    request: HttpRequest

    @cached_property
    def now(self) -> dt.datetime:
        return timezone.now()

    @cached_property
    def form(self) -> FindForm:
        return FindForm(self.request.GET, centre=self.centre)

    @cached_property
    def answer(self) -> Answer:
        user = self.request.user
        return ask(self.centre, user if user.is_authenticated else None, get_language() or "en", self.form, self.now)


class MapView(AskingMixin, TemplateView):
    """The centre's map, and everything on it as a list, the nearest first."""

    template_name = "maps/map_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answer, form = self.answer, self.form
        page = Paginator(range(answer.total), PAGE).get_page(self.request.GET.get("page"))
        found = answer.nearest(form.point, page.start_index() - 1 if answer.total else 0, PAGE)
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "form": form,
            "panels": panels(form, self.request.GET),
            "rows": rows_of(self.centre, answer, found.rows, self.now),
            "total": answer.total,
            "page_obj": page,
            "paginator": page.paginator,
            "is_paginated": page.has_other_pages(),
            "is_asked": any(form.asked.values()),
            "sees_desk": user.is_authenticated and has_perm("maps.see_desk", user, self.centre),
        }


class FrameForm(forms.Form):
    """Four sides in degrees and a zoom."""

    west = forms.FloatField(min_value=-180, max_value=180)
    south = forms.FloatField(min_value=-90, max_value=90)
    east = forms.FloatField(min_value=-180, max_value=180)
    north = forms.FloatField(min_value=-90, max_value=90)
    zoom = forms.FloatField(min_value=0, max_value=22)

    def frame(self) -> Frame:
        data = self.cleaned_data
        return Frame(data["west"], data["south"], data["east"], data["north"], math.floor(data["zoom"]))


class FrameView(AskingMixin, View):
    """GeoJSON of one frame: places one by one, or how many stand together."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = FrameForm(request.GET)
        if not asked.is_valid():
            return HttpResponse(_("A frame has four sides and a zoom."), status=400, content_type="text/plain")
        body = json.dumps(self.collection(asked.frame()), ensure_ascii=False, separators=(",", ":")).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        response = etag(lambda *_args, **_kwargs: tag)(self.answered)(request, body)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    @staticmethod
    def answered(_request: HttpRequest, body: bytes) -> HttpResponse:
        return HttpResponse(body, content_type="application/geo+json")

    def collection(self, frame: Frame) -> dict[str, Any]:
        found = self.answer.shown(frame)
        places = dots_by_pk(self.centre, [pk for pk in found.alone if pk > 0])
        features = [place_feature(place, get_language() or "en") for place in places.values()]
        features += [self.answer.other(pk).feature() for pk in found.alone if pk < 0]
        features += [
            feature(degrees(each.column, each.row), {"kind": "cluster", "count": each.count}) for each in found.clusters
        ]
        return {"type": "FeatureCollection", "total": found.total, "features": features}


def feature(point: tuple[float, float], facts: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = point
    geometry = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "properties": facts, "geometry": geometry}


def place_feature(place: Place, language: str) -> dict[str, Any]:
    name, lang = place.word("name", language)
    spot = Spot(
        title=name,
        url=place.get_absolute_url(),
        latitude=place.latitude,
        longitude=place.longitude,
        kind=place.category.partition(".")[0],
        label=str(LEAVES[place.category]),
        language=lang,
    )
    return spot.feature()
