"""What members are told about reports, decisions and appeals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.notifications.kinds import Kind, whose


def by_who_serves(appeals: Any, member: User) -> Any:
    """Seen by those who may come to hear appeals there."""
    served = Centre.objects.served_by(member, "moderator", "coordinator")
    return appeals.filter(decision__centre__in=served.order_by().values("pk"))


KINDS = [
    Kind("moderation.reported", _("A report waits for me as a moderator"), concerns_me=True),
    Kind("moderation.answered", _("My report is answered"), concerns_me=True, seen=whose("reporter")),
    Kind("moderation.decided", _("A decision about something of mine"), concerns_me=True),
    Kind("moderation.appealed", _("An appeal waits for me"), concerns_me=True, seen=by_who_serves),
    Kind("moderation.appeal_answered", _("My appeal is answered"), concerns_me=True, seen=whose("by")),
    Kind("moderation.lifted", _("I may write again"), concerns_me=True, seen=whose("member")),
]
