"""What a member did here: that they took part in a vote, never how and never when."""

from django.utils.translation import gettext as _

from community.members.done import OF_A_ROOM, Done
from community.members.models import User
from initiatives.voting.models import Round


def contribute(member: User) -> list[Done]:
    """One query: the roll, as long as it is kept. Dated by the vote, for the day of a ballot is written nowhere."""
    rounds = (
        Round.objects.deciding()
        .filter(participations__member=member)
        .select_related("centre")
        .order_by("-closes_at", "-pk")
    )
    return [took_part(round) for round in rounds[:OF_A_ROOM]]


def took_part(round: Round) -> Done:
    text = _("You took part in the vote “%(title)s”") % {"title": round.local_title}
    return Done(text, round.get_absolute_url(), round.last_day)
