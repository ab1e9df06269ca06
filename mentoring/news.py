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
    # To both, whom a coordinator has proposed to each other
    Kind("mentoring.proposed", _("Somebody is proposed to me for a mentorship"), concerns_me=True),
    Kind("mentoring.agreed", _("The other side of a proposed mentorship says yes too"), concerns_me=True),
    Kind("mentoring.fell_through", _("A mentorship proposed to me does not come about"), concerns_me=True),
    # To who remains
    Kind("mentoring.left", _("A mentorship of mine has ended"), concerns_me=True),
    # To who brings mentors and mentees together
    Kind("mentoring.offered", _("Somebody offers to be a mentor"), concerns_me=True),
]
