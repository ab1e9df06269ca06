from django.urls import reverse
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from community.moderation.models import Report


def contribute(member: User, centre: Centre) -> list[Waiting]:
    if not member.has_role(centre, "moderator"):
        return []
    count = Report.objects.for_centre(centre).open().count()
    if not count:
        return []
    text = ngettext("%(count)d report waits for a decision", "%(count)d reports wait for a decision", count)
    return [Waiting(text % {"count": count}, reverse("moderation:report-list", kwargs={"centre": centre.slug}))]
