"""A vote that is only tried out, by the staff and by whom the coordinator gives its address. It decides nothing."""

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from initiatives.voting.models import Round

BANNER = _("Trial: no vote counts and nothing is decided")


def on_paper(round: Round) -> str:
    """Its title as it is printed: no sheet of a trial passes for one of a vote."""
    return f"{BANNER}: {round.title}" if round.is_trial else round.title


def invitation_of(round: Round) -> str:
    """The secret part of the address by which members are invited. It is stored nowhere."""
    return salted_hmac("voting.trial", str(round.pk), algorithm="sha256").hexdigest()[:24]


def is_invitation(round: Round, typed: str) -> bool:
    return round.is_trial and round.is_frozen and constant_time_compare(invitation_of(round), typed)
