"""What members are told about notices. What they write to each other never stands in a mail."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind, whose

KINDS = [
    # To whose notice it is
    Kind("maps.enquired", _("Somebody writes to me about a notice of mine"), concerns_me=True),
    Kind("maps.offer_ends", _("A notice of mine ends in a week"), concerns_me=True, seen=whose("author")),
    # To both
    Kind("maps.enquiry_answered", _("The other side writes on about a notice"), concerns_me=True),
    Kind("maps.contacts_shared", _("We both say how to reach each other"), concerns_me=True),
]
