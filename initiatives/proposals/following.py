"""What can be followed here: an initiative, and the new ones of a part of the commune."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.notifications.followed import Followable
from initiatives.proposals.models import Area


def everybody(areas: Any, member: User) -> Any:
    return areas


def initiatives_of(area: Area, centre: Centre | None) -> str:
    return reverse("proposals:initiative-list", kwargs={"centre": area.centre.slug})


INITIATIVES = Followable("proposals.initiative", _("Initiatives"), joined=("centre",))
AREAS = Followable(
    "proposals.area",
    _("New initiatives for a part of the commune"),
    seen=everybody,
    url=initiatives_of,
    joined=("centre",),
)
