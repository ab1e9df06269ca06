from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from maps.models import Enquiry

SHOWN = 3


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """Who has written about a notice and has no answer yet: a line each, or their number. One query."""
    waiting = Enquiry.objects.for_centre(centre).waiting_for(member)
    found = list(waiting.select_related("centre", "offer")[:50])
    if len(found) > SHOWN:
        text = ngettext(
            "%(count)d message about notices waits for your answer",
            "%(count)d messages about notices wait for your answer",
            len(found),
        )
        address = reverse("maps:offer-mine", kwargs={"centre": centre.slug})
        return [Waiting(text % {"count": len(found)}, address)]
    said = _("Somebody waits for your answer about “%(title)s”")
    return [Waiting(said % {"title": each.offer.title}, each.get_absolute_url()) for each in found]
