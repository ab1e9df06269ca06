"""What a member did here: proposed, and stood behind."""

from django.utils.translation import gettext as _

from community.members.done import OF_A_ROOM, Done
from community.members.models import User
from initiatives.proposals.models import Initiative, Support


def contribute(member: User) -> list[Done]:
    """Two queries."""
    written = Initiative.objects.by(member).exclude(state=Initiative.State.DRAFT).select_related("centre")
    signed = Support.objects.filter(member=member, initiative__in=Initiative.objects.visible_to(member))
    signed = signed.select_related("initiative__centre").order_by("-created_at", "-pk")
    return [proposed(initiative) for initiative in written[:OF_A_ROOM]] + [backed(row) for row in signed[:OF_A_ROOM]]


def proposed(initiative: Initiative) -> Done:
    text = _("You proposed “%(title)s”") % {"title": initiative.title}
    return Done(text, initiative.get_absolute_url(), initiative.published_at or initiative.created_at)


def backed(row: Support) -> Done:
    text = _("You stand behind “%(title)s”") % {"title": row.initiative.title}
    return Done(text, row.initiative.get_absolute_url(), row.created_at)
