"""Offers and needs on the map, each in the middle of its square."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from maps.layers import Layer, Spot
from maps.models import Offer
from maps.models.offers import Reach

MOST = 500


def offers(centre: Centre, member: Any, language: str) -> list[Spot]:
    """What stands, the newest first, the same for everybody. One query."""
    standing = Offer.objects.for_centre(centre).standing(timezone.now()).exclude(reach=Reach.ONLINE)
    placed = standing.filter(latitude__isnull=False).select_related("centre").listed()
    return [
        Spot(
            title=row.title,
            url=row.get_absolute_url(),
            latitude=row.latitude,
            longitude=row.longitude,
            kind=row.side,
            label=row.get_side_display(),
            summary=str(row.get_kind_display()),
            language=row.language,
        )
        for row in placed[:MOST]
    ]


OFFERS = Layer("offers", _("Offers and needs"), offers)
