"""What members are told about votes."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind

KINDS = [
    Kind("voting.closes_soon", _("A vote closes tomorrow and I have not voted"), concerns_me=True),
    Kind("voting.ballot_cast", _("A ballot was cast in my name"), concerns_me=True),
    Kind("voting.paper_issued", _("A paper ballot was handed out in my name"), concerns_me=True),
    Kind("voting.objection_made", _("Somebody objects to a result that I answer for"), concerns_me=True),
    Kind("voting.objection_answered", _("My objection is answered"), concerns_me=True),
]
