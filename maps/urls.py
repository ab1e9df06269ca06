from django.urls import include, path

from maps.views import base, finding, places

app_name = "maps"
urlpatterns = [
    path("", finding.MapView.as_view(), name="map-detail"),
    path("base.json", base.BaseMapView.as_view(), name="map-base"),
    path("spots.json", base.SpotsView.as_view(), name="map-spots"),
    path("frame.json", finding.FrameView.as_view(), name="map-frame"),
    path("places/<int:pk>/", places.PlaceDetail.as_view(), name="place-detail"),
    path("places/<int:pk>/photo/<int:photo>/<str:size>.<str:kind>", places.place_photo, name="place-photo"),
    path("offers/", include("maps.offer_urls")),
]
