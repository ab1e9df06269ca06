from django.urls import path

from maps import views

app_name = "maps"
urlpatterns = [
    path("", views.MapView.as_view(), name="map-detail"),
    path("base.json", views.BaseMapView.as_view(), name="map-base"),
    path("tiles.pmtiles", views.TilesView.as_view(), name="map-tiles"),
    path("tiles/<int:z>/<int:x>/<int:y>", views.OutsideTileView.as_view(), name="map-tile"),
    path("spots.json", views.SpotsView.as_view(), name="map-spots"),
]
