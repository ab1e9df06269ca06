"""What members are told about mentoring. Nobody is named before both have said yes."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications.kinds import Kind, whose
from mentoring.invitations import invitation
from mentoring.models import Feedback, Mentorship
from mentoring.models.meetings import both_of


def shared(targets: Any, member: User) -> Any:
    """Mentorships that the member shares with somebody now."""
    return targets.filter(pk__in=Mentorship.objects.shared_with(member).order_by().values("pk"))


def of_shared(targets: Any, member: User) -> Any:
    """What stands in such a mentorship."""
    return targets.filter(mentorship__in=Mentorship.objects.shared_with(member).order_by().values("pk"))


def asked_of(targets: Any, member: User) -> Any:
    """Feedback that the member may still give."""
    mine = Feedback.objects.waiting(timezone.now()).of(member)
    return targets.filter(pk__in=mine.order_by().values("pk"))


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
    # To both, whom a coordinator has proposed to each other
    Kind("mentoring.proposed", _("Somebody is proposed to me for a mentorship"), concerns_me=True),
    Kind("mentoring.agreed", _("The other side of a proposed mentorship says yes too"), concerns_me=True),
    Kind("mentoring.fell_through", _("A mentorship proposed to me does not come about"), concerns_me=True),
    # To who remains
    Kind("mentoring.left", _("A mentorship of mine has ended"), concerns_me=True),
    Kind("mentoring.ended", _("A mentorship of mine was ended"), concerns_me=True),
    Kind("mentoring.completed", _("A mentorship of mine has reached its goals"), concerns_me=True),
    # To both sides of a mentorship
    Kind("mentoring.unanswered", _("A question about mentoring waits for my answer"), concerns_me=True),
    Kind(
        "mentoring.agreement_drafted",
        _("An agreement for my mentorship waits for my yes"),
        concerns_me=True,
        seen=of_shared,
    ),
    Kind(
        "mentoring.agreement_confirmed",
        _("The agreement for my mentorship is confirmed"),
        concerns_me=True,
        seen=of_shared,
    ),
    Kind("mentoring.silent", _("It has been quiet in my mentorship"), concerns_me=True, seen=shared),
    Kind("mentoring.feedback_asked", _("I am asked how my mentorship goes"), concerns_me=True, seen=asked_of),
    Kind(
        "mentoring.feedback_reminded", _("I have not said yet how my mentorship goes"), concerns_me=True, seen=asked_of
    ),
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
    # The thread of a mentorship, and where something is wrong in it
    Kind("mentoring.message", _("The other side of a mentorship has written to me"), concerns_me=True),
    Kind("mentoring.looked_at", _("The coordinator has looked at a mentorship of mine"), concerns_me=True),
    Kind("mentoring.alarm", _("Something is wrong in a mentorship"), concerns_me=True, is_urgent=True),
]
