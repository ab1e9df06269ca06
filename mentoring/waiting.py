from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from mentoring.meetings import before
from mentoring.models import Mentorship, Offer
from mentoring.wording import moment_of


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most six queries: who asks the member, meetings; and for mentor coordinators, who waits to be looked at."""
    lines = asked(member, centre) + meetings(member, centre)
    return lines + vetting(member, centre) if member.has_role(centre, RoleGrant.Role.MENTOR_COORDINATOR) else lines


def asked(member: User, centre: Centre) -> list[Waiting]:
    open_ones = Mentorship.objects.for_centre(centre).open(timezone.now()).filter(mentor=member)
    rows = open_ones.select_related("centre").order_by("expires_at", "pk")
    return [Waiting(_("Somebody asks you to be their mentor"), each.get_absolute_url()) for each in rows]


def meetings(member: User, centre: Centre) -> list[Waiting]:
    """The next one too, so that nobody looks for it."""
    found = before(member, centre, at=timezone.now())
    lines = [
        Waiting(_("Times for a mentoring meeting wait for your answer"), each.get_absolute_url())
        for each in found.proposals
    ]
    if found.next:
        moment = moment_of(found.next.starts_at, found.next.zone)
        lines.append(
            Waiting(_("Your next mentoring meeting: %(moment)s") % {"moment": moment}, found.next.get_absolute_url())
        )
    said = _("Did your mentoring meeting take place?")
    return lines + [Waiting(said, each.get_absolute_url()) for each in found.unsaid]


def vetting(member: User, centre: Centre) -> list[Waiting]:
    count = Offer.objects.for_centre(centre).running().unvetted().exclude(member=member).count()
    text = ngettext("%(count)d mentor waits to be looked at", "%(count)d mentors wait to be looked at", count)
    address = reverse("mentoring:offer-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []
