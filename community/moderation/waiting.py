from django.urls import reverse
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from community.moderation.models import Appeal, Report, benches, judges


def contribute(member: User, centre: Centre) -> list[Waiting]:
    lines = reports(centre) if member.has_role(centre, "moderator") else []
    return lines + appeals(member, centre) if member.has_role(centre, *RoleGrant.Role.values) else lines


def reports(centre: Centre) -> list[Waiting]:
    """What people reported, what waits to be let in and what the filter marked: nobody waits for the last."""
    open_ones = list(Report.objects.for_centre(centre).open().order_by().values_list("automatic", "waits"))
    here = reverse("moderation:report-list", kwargs={"centre": centre.slug})
    lines = []
    if count := open_ones.count((True, True)):
        text = ngettext("%(count)d text waits to be let in", "%(count)d texts wait to be let in", count)
        lines.append(Waiting(text % {"count": count}, f"{here}?category=flag"))
    if count := open_ones.count((False, False)):
        text = ngettext("%(count)d report waits for a decision", "%(count)d reports wait for a decision", count)
        lines.append(Waiting(text % {"count": count}, here))
    if count := open_ones.count((True, False)):
        text = ngettext(
            "The filter marked %(count)d text: look whether anything is wrong",
            "The filter marked %(count)d texts: look whether anything is wrong",
            count,
        )
        lines.append(Waiting(text % {"count": count}, f"{here}?category=flag"))
    return lines


def appeals(member: User, centre: Centre) -> list[Waiting]:
    found = list(Appeal.objects.for_centre(centre).open().select_related("decision__reverses", "report"))
    people = benches(centre) if found else []
    count = sum(member.pk in judges(appeal, people)[1] for appeal in found)
    if not count:
        return []
    text = ngettext("%(count)d appeal waits for your answer", "%(count)d appeals wait for your answer", count)
    return [Waiting(text % {"count": count}, reverse("moderation:appeal-list", kwargs={"centre": centre.slug}))]
