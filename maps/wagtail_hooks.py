"""What the back office lists of the map; each list stands in a file of its own."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from maps.base_admin import BaseMapViewSet
from maps.import_menu import imports
from maps.offer_admin import OfferViewSet
from maps.place_admin import OrganisationViewSet, PlaceViewSet, SuggestionViewSet

hooks.register("register_admin_menu_item", imports)


@hooks.register("register_admin_viewset")
def map_lists() -> list[ModelViewSet]:
    base_maps = BaseMapViewSet("maps_basemap", url_prefix="base-maps")
    return [PlaceViewSet(), OrganisationViewSet(), SuggestionViewSet(), OfferViewSet(), base_maps]
