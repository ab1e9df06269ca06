"""What of this room stands among the counts of the public moderation log."""

from django.utils.translation import gettext as _

from community.board.models import Asking
from community.members.models import Centre


def contribute(centre: Centre) -> list[tuple[str, int]]:
    """One query."""
    count = Asking.objects.for_centre(centre).count()
    return [(_("A moderator asked who raised an unnamed concern"), count)] if count else []
