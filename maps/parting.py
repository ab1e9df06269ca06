"""What happens on the map when a member leaves a centre, or is shut out of it for good."""

import datetime as dt

from community.members.models import Centre, User
from maps.models import Keeper


def contribute(member: User, centre: Centre, *, at: dt.datetime) -> None:
    """They keep nobody's entries any more; a coordinator may link them again."""
    Keeper.objects.filter(member=member, organisation__centre=centre).delete()
