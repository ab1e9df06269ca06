"""What of the map stands in the back office."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from maps.offer_admin import OfferViewSet


@hooks.register("register_admin_viewset")
def offers() -> ModelViewSet:
    return OfferViewSet()
