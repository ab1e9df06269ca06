from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Centre, User
from initiatives.proposals.models import Initiative, InitiativeQuerySet
from initiatives.proposals.models.initiative import GONE
from maps.layers import Layer, Spot

MOST = 500


def initiatives(centre: Centre, member: User | None, language: str) -> list[Spot]:
    """Initiatives with a place, the newest first, as far as a map can show them. One query."""
    seen = Initiative.objects.for_centre(centre).visible_to(member or AnonymousUser())
    return spots_of(seen.exclude(state__in=GONE).newest())


def spots_of(initiatives: InitiativeQuerySet) -> list[Spot]:
    """Those of a list that have a place, in its order."""
    placed = initiatives.filter(latitude__isnull=False).select_related("centre").defer("description", "folded")
    return [
        Spot(
            title=row.title,
            url=row.get_absolute_url(),
            latitude=row.latitude,
            longitude=row.longitude,
            kind="initiative",
            label=_("initiative"),
            summary=row.summary,
            language=row.language,
        )
        for row in placed[:MOST]
    ]


INITIATIVES = Layer("initiatives", gettext_lazy("Initiatives"), initiatives)
