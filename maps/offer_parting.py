"""What happens to notices when a member leaves a centre, or is shut out of it for good."""

import datetime as dt

from community.members.models import Centre, User
from maps.actions import enquiring


def contribute(member: User, centre: Centre, *, at: dt.datetime) -> None:
    enquiring.part(member=member, centre=centre, at=at)
