from django.urls import include, path

from maps.views import base

app_name = "maps"
urlpatterns = [
    path("", base.MapView.as_view(), name="map-detail"),
    path("base.json", base.BaseMapView.as_view(), name="map-base"),
    path("spots.json", base.SpotsView.as_view(), name="map-spots"),
    path("offers/", include("maps.offer_urls")),
]
