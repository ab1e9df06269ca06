"""What can be followed here: a topic."""

from django.utils.translation import gettext_lazy as _

from community.notifications.followed import Followable

TOPICS = Followable("board.topic", _("Topics of the board"), joined=("centre",))
