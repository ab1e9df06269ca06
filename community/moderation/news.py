"""What members are told about reports and decisions."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind, whose

KINDS = [
    Kind("moderation.reported", _("A report waits for me as a moderator"), concerns_me=True),
    Kind("moderation.answered", _("My report is answered"), concerns_me=True, seen=whose("reporter")),
    Kind("moderation.decided", _("A decision about something of mine"), concerns_me=True),
]
