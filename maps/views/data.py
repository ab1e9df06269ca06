"""What a centre's map knows, as files for anybody."""

import hashlib
import io
from functools import partial
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import etag
from django.views.generic import TemplateView, View

from community.members.views import CentreMixin
from maps.actions.giving import content_of, standing
from maps.file_words import COLUMNS
from maps.models import DataFile, FileKind, Place

FILES = {
    FileKind.CSV: ("data-csv", "places.csv", "text/csv; charset=utf-8"),
    FileKind.GEOJSON: ("data-geojson", "places.geojson", "application/geo+json"),
    FileKind.HSDS: ("data-hsds", "hsds.json", "application/json"),
    FileKind.PACKAGE: ("data-package", "hsds.zip", "application/zip"),
}

UNWRITTEN = {"coordinates", "status"}  # columns that are only read


class DataFileView(CentreMixin, View):
    kind = FileKind.CSV

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The file of last night, or one made for this answer where a place has changed since. Writes nothing."""
        made = standing(self.centre, self.kind)
        content = b"" if made else content_of(self.centre, self.kind)
        digest = made.digest if made else hashlib.sha256(content).hexdigest()
        file = partial(made.file.open, "rb") if made else partial(io.BytesIO, content)
        response = etag(lambda *_args: quote_etag(digest[:32]))(self.answered)(request, file)
        patch_cache_control(response, public=True, max_age=300)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def answered(self, _request: HttpRequest, file: Any) -> HttpResponseBase:
        _url, name, content_type = FILES[self.kind]
        told = f"{self.centre.slug}-{name}"
        response = FileResponse(file(), as_attachment=True, filename=told, content_type=content_type)
        response["X-Content-Type-Options"] = "nosniff"
        return response


class DataDetail(CentreMixin, TemplateView):
    """What files there are, how large and of which day."""

    template_name = "maps/data_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = {each.kind: each for each in DataFile.objects.filter(centre=self.centre)}
        return super().get_context_data(**kwargs) | {
            "files": [(f"maps:{url}", kind.label, name, made.get(kind)) for kind, (url, name, _type) in FILES.items()],
            "places": Place.objects.for_centre(self.centre).standing().count(),
            "columns": [
                (column, words) for column, words in COLUMNS.items() if column not in {"coordinates", "status"}
            ],
        }
