"""What members are told about the map."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind

KINDS = [
    # To who keeps the centre's map
    Kind("maps.suggested", _("Somebody suggests something for the map"), concerns_me=True),
    # To whoever suggested it
    Kind("maps.decided", _("What I suggested for the map was looked at"), concerns_me=True),
    # To who keeps a place
    Kind("maps.stale", _("A place of mine on the map was not confirmed for a year"), concerns_me=True),
]
