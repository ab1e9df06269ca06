"""What members are told about mentoring. Nobody is named before both have said yes."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind, whose

KINDS = [
    Kind(
        "mentoring.vetted",
        _("My offer to help was looked at and stands open"),
        concerns_me=True,
        seen=whose("offer__member"),
    ),
    # To the mentor
    Kind("mentoring.asked", _("Somebody asks me to be their mentor"), concerns_me=True, seen=whose("mentor")),
    # To the mentee
    Kind("mentoring.accepted", _("The mentor I asked says yes"), concerns_me=True, seen=whose("mentee")),
    Kind("mentoring.declined", _("The mentor I asked says no"), concerns_me=True, seen=whose("mentee")),
    Kind("mentoring.lapsed", _("The mentor I asked has not answered"), concerns_me=True, seen=whose("mentee")),
    # To who remains
    Kind("mentoring.left", _("A mentorship of mine has ended"), concerns_me=True),
    # To who brings mentors and mentees together
    Kind("mentoring.offered", _("Somebody offers to be a mentor"), concerns_me=True),
    # The thread of a mentorship, and where something is wrong in it
    Kind("mentoring.message", _("The other side of a mentorship has written to me"), concerns_me=True),
    Kind("mentoring.looked_at", _("The coordinator has looked at a mentorship of mine"), concerns_me=True),
    Kind("mentoring.alarm", _("Something is wrong in a mentorship"), concerns_me=True, is_urgent=True),
]
