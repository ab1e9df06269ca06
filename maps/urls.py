from django.urls import include, path

from maps.views import base, finding, keeping, leaflets, places, suggesting

app_name = "maps"
urlpatterns = [
    path("", finding.MapView.as_view(), name="map-detail"),
    path("base.json", base.BaseMapView.as_view(), name="map-base"),
    path("tiles.pmtiles", base.TilesView.as_view(), name="map-tiles"),
    path("tiles/<int:z>/<int:x>/<int:y>", base.OutsideTileView.as_view(), name="map-tile"),
    path("spots.json", base.SpotsView.as_view(), name="map-spots"),
    path("frame.json", finding.FrameView.as_view(), name="map-frame"),
    path("places/", keeping.PlaceList.as_view(), name="place-list"),
    path("places/new/", keeping.PlaceCreate.as_view(), name="place-create"),
    path("leaflet/", leaflets.LeafletCreate.as_view(), name="leaflet-create"),
    path("leaflet.pdf", leaflets.LeafletPdf.as_view(), name="leaflet-pdf"),
    path("places/<int:pk>/", places.PlaceDetail.as_view(), name="place-detail"),
    path("places/<int:pk>/photo/<int:photo>/<str:size>.<str:kind>", places.place_photo, name="place-photo"),
    path("places/<int:pk>/edit/", keeping.PlaceUpdate.as_view(), name="place-update"),
    path("places/<int:pk>/confirmation/", keeping.PlaceConfirm.as_view(), name="place-confirm"),
    path("places/<int:pk>/withdrawal/", keeping.PlaceWithdraw.as_view(), name="place-withdraw"),
    path("places/<int:pk>/return/", keeping.PlaceReturn.as_view(), name="place-return"),
    path("places/<int:pk>/words/<str:language>/", keeping.PlaceTranslate.as_view(), name="place-translate"),
    path("places/<int:pk>/services/new/", keeping.ServiceCreate.as_view(), name="service-create"),
    path("places/<int:pk>/services/<int:service>/", keeping.ServiceUpdate.as_view(), name="service-update"),
    path("places/<int:pk>/services/<int:service>/removal/", keeping.ServiceDelete.as_view(), name="service-delete"),
    path("places/<int:pk>/correction/", suggesting.CorrectionCreate.as_view(), name="correction-create"),
    path("suggestions/new/", suggesting.SuggestionCreate.as_view(), name="suggestion-create"),
    path("suggestions/", suggesting.SuggestionList.as_view(), name="suggestion-list"),
    path("suggestions/<int:pk>/", suggesting.SuggestionDetail.as_view(), name="suggestion-detail"),
    path("organisations/", keeping.OrganisationList.as_view(), name="organisation-list"),
    path("organisations/new/", keeping.OrganisationCreate.as_view(), name="organisation-create"),
    path("organisations/<int:pk>/", keeping.OrganisationUpdate.as_view(), name="organisation-update"),
    path("organisations/<int:pk>/keepers/", keeping.KeeperCreate.as_view(), name="keeper-create"),
    path("organisations/<int:pk>/keepers/<int:keeper>/removal/", keeping.KeeperDelete.as_view(), name="keeper-delete"),
    path("offers/", include("maps.offer_urls")),
]
