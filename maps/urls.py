from django.urls import path

from maps.views import base, finding, leaflets, places

app_name = "maps"
urlpatterns = [
    path("", finding.MapView.as_view(), name="map-detail"),
    path("base.json", base.BaseMapView.as_view(), name="map-base"),
    path("spots.json", base.SpotsView.as_view(), name="map-spots"),
    path("frame.json", finding.FrameView.as_view(), name="map-frame"),
    path("leaflet/", leaflets.LeafletCreate.as_view(), name="leaflet-create"),
    path("leaflet.pdf", leaflets.LeafletPdf.as_view(), name="leaflet-pdf"),
    path("places/<int:pk>/", places.PlaceDetail.as_view(), name="place-detail"),
    path("places/<int:pk>/photo/<int:photo>/<str:size>.<str:kind>", places.place_photo, name="place-photo"),
]
