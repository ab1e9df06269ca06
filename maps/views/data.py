"""What a centre's map knows, as files for anybody."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import etag
from django.views.generic import TemplateView, View

from community.members.views import CentreMixin
from maps.actions.giving import data_file
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
        found = data_file(centre=self.centre, kind=self.kind, at=timezone.now())
        response = etag(lambda *_args: quote_etag(found.digest[:32]))(self.answered)(request, found)
        patch_cache_control(response, public=True, max_age=300)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def answered(self, _request: HttpRequest, found: DataFile) -> HttpResponseBase:
        _url, name, content_type = FILES[self.kind]
        response = FileResponse(
            found.file.open("rb"), as_attachment=True, filename=f"{self.centre.slug}-{name}", content_type=content_type
        )
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
