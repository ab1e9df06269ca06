from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from mentoring.models import Mentorship, Offer, Run
from mentoring.pairing import requests_waiting


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most four queries: whose question waits for the member; and for the mentor coordinators, who waits to be
    looked at, who for a mentor, and whether a draft of pairs does."""
    lines = asked(member, centre)
    if not member.has_role(centre, RoleGrant.Role.MENTOR_COORDINATOR):
        return lines
    return [*lines, *vetting(member, centre), *matching(centre)]


def asked(member: User, centre: Centre) -> list[Waiting]:
    open_ones = Mentorship.objects.for_centre(centre).open(timezone.now()).unanswered_by(member)
    rows = open_ones.select_related("centre").order_by("expires_at", "pk")
    return [Waiting(question(each), each.get_absolute_url()) for each in rows]


def question(mentorship: Mentorship) -> str:
    if mentorship.is_asked:
        return _("Somebody asks you to be their mentor")
    return _("A mentorship is proposed to you: say yes or no")


def vetting(member: User, centre: Centre) -> list[Waiting]:
    count = Offer.objects.for_centre(centre).running().unvetted().exclude(member=member).count()
    text = ngettext("%(count)d mentor waits to be looked at", "%(count)d mentors wait to be looked at", count)
    address = reverse("mentoring:offer-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []


def matching(centre: Centre) -> list[Waiting]:
    """A draft stands before those for whom it was made."""
    draft = Run.objects.for_centre(centre).drafts().select_related("centre").first()
    if draft is not None:
        return [Waiting(_("A draft of pairs waits to be published"), draft.get_absolute_url())]
    count = requests_waiting(centre, timezone.now()).count()
    text = ngettext("%(count)d person waits for a mentor", "%(count)d people wait for a mentor", count)
    address = reverse("mentoring:desk", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []
