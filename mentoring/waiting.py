from django.urls import reverse
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from mentoring.models import Offer


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most one query: for the mentor coordinators, who waits to be looked at."""
    return vetting(member, centre) if member.has_role(centre, RoleGrant.Role.MENTOR_COORDINATOR) else []


def vetting(member: User, centre: Centre) -> list[Waiting]:
    count = Offer.objects.for_centre(centre).running().unvetted().exclude(member=member).count()
    text = ngettext("%(count)d mentor waits to be looked at", "%(count)d mentors wait to be looked at", count)
    address = reverse("mentoring:offer-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []
