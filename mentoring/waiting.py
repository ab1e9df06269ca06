from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from mentoring.due import due_for
from mentoring.models import Mentorship, Offer


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """Who asks the member, and what their mentorships ask of them; for the mentor coordinators, who waits to be
    looked at. Five queries at most."""
    lines = asked(member, centre)
    lines += [Waiting(due.text, due.url) for due in due_for(member, centre, at=timezone.now())]
    return lines + vetting(member, centre) if member.has_role(centre, RoleGrant.Role.MENTOR_COORDINATOR) else lines


def asked(member: User, centre: Centre) -> list[Waiting]:
    open_ones = Mentorship.objects.for_centre(centre).open(timezone.now()).filter(mentor=member)
    rows = open_ones.select_related("centre").order_by("expires_at", "pk")
    return [Waiting(_("Somebody asks you to be their mentor"), each.get_absolute_url()) for each in rows]


def vetting(member: User, centre: Centre) -> list[Waiting]:
    count = Offer.objects.for_centre(centre).running().unvetted().exclude(member=member).count()
    text = ngettext("%(count)d mentor waits to be looked at", "%(count)d mentors wait to be looked at", count)
    address = reverse("mentoring:offer-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []
