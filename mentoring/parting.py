"""What happens here when a member leaves a centre, or is shut out of it for good."""

import datetime as dt

from django.db import transaction

from community.members.models import Centre, Membership, User
from mentoring import actions
from mentoring.models import Offer, Request


@transaction.atomic
def contribute(member: User, centre: Centre, *, at: dt.datetime) -> None:
    """Mentorships end. Whoever leaves takes back what they said here; under a ban it only waits, as an appeal may lift
    that."""
    actions.part(member=member, centre=centre, at=at)
    if Membership.objects.filter(member=member, centre=centre).exists():
        return
    for model in (Offer, Request):
        for said in model.objects.for_centre(centre).open().filter(member=member).select_related("centre", "member"):
            actions.withdraw(said, at=at)
