"""The gate before what members write on the map's notices and to their authors for the first time."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from community.moderation.actions import Passage, gate_for
from community.moderation.models import Decision
from maps.models import Offer

LETS_IN = {Decision.Outcome.KEEP, Decision.Outcome.WARN, Decision.Outcome.RESTORE}


def passage_of(member: User, centre: Centre, text: str, at: dt.datetime, *, slowly: bool = True) -> Passage:
    """A ValidationError says from when on a newcomer may write again."""
    published = Offer.objects.for_centre(centre).filter(author=member).shown()
    last = published.listed().values_list("made_at", flat=True).first() if slowly else None
    written = published.count()
    passage = gate_for(member=member, centre=centre, text=text, at=at, written=written, last_at=last)
    if passage.slow_until:
        moment = time_format(passage.slow_until.astimezone(centre.zone), "H:i:s")
        raise ValidationError(
            _("Newcomers write a little slower here: send it again after %(moment)s. Your text is kept."),
            code="slow",
            params={"moment": moment},
        )
    return passage
