from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from initiatives.proposals.models import Initiative

SHOWN = 3


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """Two queries: the member's drafts, and what the centre owes an answer."""
    here = Initiative.objects.for_centre(centre)
    drafts = here.by(member).filter(state=Initiative.State.DRAFT).select_related("centre")[:SHOWN]
    lines = [
        Waiting(_("Your draft “%(title)s”") % {"title": draft.title}, draft.get_absolute_url()) for draft in drafts
    ]
    if member.has_role(centre, "coordinator") and (count := here.backed().count()):
        text = ngettext(
            "%(count)d initiative has enough support and waits for an answer",
            "%(count)d initiatives have enough support and wait for an answer",
            count,
        )
        address = reverse("proposals:initiative-list", kwargs={"centre": centre.slug})
        lines.append(Waiting(text % {"count": count}, f"{address}?state=published&sort=support"))
    return lines
