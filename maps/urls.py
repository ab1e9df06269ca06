from django.urls import path

from maps.models import FileKind
from maps.views import base, data, finding, importing, places

app_name = "maps"
urlpatterns = [
    path("", finding.MapView.as_view(), name="map-detail"),
    path("base.json", base.BaseMapView.as_view(), name="map-base"),
    path("spots.json", base.SpotsView.as_view(), name="map-spots"),
    path("frame.json", finding.FrameView.as_view(), name="map-frame"),
    path("places/<int:pk>/", places.PlaceDetail.as_view(), name="place-detail"),
    path("places/<int:pk>/photo/<int:photo>/<str:size>.<str:kind>", places.place_photo, name="place-photo"),
    path("data/", data.DataDetail.as_view(), name="data-detail"),
    path("export/places.csv", data.DataFileView.as_view(kind=FileKind.CSV), name="data-csv"),
    path("export/places.geojson", data.DataFileView.as_view(kind=FileKind.GEOJSON), name="data-geojson"),
    path("export/hsds.json", data.DataFileView.as_view(kind=FileKind.HSDS), name="data-hsds"),
    path("export/hsds.zip", data.DataFileView.as_view(kind=FileKind.PACKAGE), name="data-package"),
    path("import/", importing.ImportList.as_view(), name="import-list"),
    path("import/new/", importing.ImportCreate.as_view(), name="import-create"),
    path("import/<int:pk>/", importing.ImportDetail.as_view(), name="import-detail"),
    path("import/<int:pk>/check/", importing.ImportCheck.as_view(), name="import-check"),
    path("import/<int:pk>/run/", importing.ImportTake.as_view(), name="import-run"),
    path("import/<int:pk>/refused.csv", importing.ImportRefused.as_view(), name="import-refused"),
    path("import/<int:pk>/removal/", importing.ImportDelete.as_view(), name="import-delete"),
]
