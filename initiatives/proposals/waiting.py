from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from initiatives.proposals.models import CoAuthor, Initiative, Merger, Sheet
from initiatives.proposals.models.initiative import COUNTING, UNANSWERED

SHOWN = 3


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most five queries: drafts, invitations and mergers, sheets to confirm, what the centre owes an answer."""
    here = Initiative.objects.for_centre(centre)
    drafts = here.by(member).filter(state=Initiative.State.DRAFT).select_related("centre")[:SHOWN]
    lines = [
        Waiting(_("Your draft “%(title)s”") % {"title": draft.title}, draft.get_absolute_url()) for draft in drafts
    ]
    lines += invitations(member, centre) + mergers(member, centre)
    if member.has_role(centre, *RoleGrant.Role.values):
        lines += sheets(member, centre)
    return lines + owed(centre) if member.has_role(centre, "coordinator") else lines


def invitations(member: User, centre: Centre) -> list[Waiting]:
    asked = CoAuthor.objects.waiting().filter(member=member, initiative__centre=centre)
    text = _("You are asked to write “%(title)s” together with its author")
    return [
        Waiting(text % {"title": row.initiative.title}, row.get_absolute_url())
        for row in asked.select_related("initiative__centre")[:SHOWN]
    ]


def mergers(member: User, centre: Centre) -> list[Waiting]:
    own = Initiative.objects.for_centre(centre).by(member).order_by().values("pk")
    waiting = Merger.objects.open().filter(Q(source__in=own) | Q(target__in=own)).exclude(consents__member=member)
    text = _("Do you agree that “%(source)s” is merged into “%(target)s”?")
    return [
        Waiting(text % {"source": row.source.title, "target": row.target.title}, row.get_absolute_url())
        for row in waiting.select_related("source__centre", "target")[:SHOWN]
    ]


def sheets(member: User, centre: Centre) -> list[Waiting]:
    """What somebody else has keyed in and a second person must confirm."""
    now = timezone.now()
    open_for = Initiative.objects.for_centre(centre).filter(
        state=Initiative.State.PUBLISHED, support_until__gt=now - COUNTING
    )
    keyed = Sheet.objects.unconfirmed().filter(initiative__in=open_for).exclude(keyed_by=member)
    text = _("Sheet %(sheet)s waits for a second person to count it")
    return [
        Waiting(text % {"sheet": sheet.label}, sheet.get_absolute_url())
        for sheet in keyed.select_related("initiative__centre").order_by("keyed_at")[:SHOWN]
    ]


def owed(centre: Centre) -> list[Waiting]:
    """What the coordinators must answer, the overdue first."""
    here, now = Initiative.objects.for_centre(centre).public(), timezone.now()
    state = Q(state__in=UNANSWERED, support_count__gte=F("threshold"))
    found = here.order_by().aggregate(
        late=Count("pk", filter=state & Q(answer_due_at__lte=now)),
        backed=Count("pk", filter=state),
        appealed=Count("pk", filter=Q(state=Initiative.State.APPEALED)),
    )
    late = ngettext(
        "%(count)d initiative should have been answered by now",
        "%(count)d initiatives should have been answered by now",
        found["late"],
    )
    backed = ngettext(
        "%(count)d initiative has enough support and waits for an answer",
        "%(count)d initiatives have enough support and wait for an answer",
        found["backed"],
    )
    appealed = ngettext(
        "%(count)d appeal waits for a decision", "%(count)d appeals wait for a decision", found["appealed"]
    )
    address = reverse("proposals:initiative-list", kwargs={"centre": centre.slug})
    lines = [("late", late, "due=on"), ("backed", backed, "due=on"), ("appealed", appealed, "state=appealed")]
    return [Waiting(text % {"count": found[name]}, f"{address}?{query}") for name, text, query in lines if found[name]]
