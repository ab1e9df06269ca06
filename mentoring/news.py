"""What members are told about mentoring. Nobody is named before both have said yes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications.kinds import Kind, whose
from mentoring.invitations import invitation
from mentoring.models.meetings import both_of


def of_both(targets: Any, member: User) -> Any:
    """While the mentorship goes on."""
    return targets.visible_to(member)


def was_of_both(targets: Any, member: User) -> Any:
    """Also after its end, with which its meetings are called off."""
    return targets.filter(both_of("mentorship__", member))


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
    # Meetings of a mentorship: to the other side, then to both
    Kind("mentoring.meeting_proposed", _("Times for a meeting are proposed"), concerns_me=True, seen=of_both),
    Kind("mentoring.meeting_refused", _("Times that I proposed do not suit"), concerns_me=True, seen=of_both),
    Kind("mentoring.meeting_agreed", _("A meeting is agreed"), concerns_me=True, seen=of_both, invites=invitation),
    Kind("mentoring.meeting_moved", _("A meeting is moved"), concerns_me=True, seen=of_both, invites=invitation),
    Kind(
        "mentoring.meeting_called_off",
        _("A meeting is called off"),
        concerns_me=True,
        seen=was_of_both,
        invites=invitation,
    ),
    Kind("mentoring.meeting_over", _("I am asked whether a meeting took place"), concerns_me=True, seen=of_both),
    # To who brings mentors and mentees together
    Kind("mentoring.offered", _("Somebody offers to be a mentor"), concerns_me=True),
]
