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
    # To who brings mentors and mentees together
    Kind("mentoring.offered", _("Somebody offers to be a mentor"), concerns_me=True),
]
