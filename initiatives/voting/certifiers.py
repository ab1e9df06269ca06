"""The two who hold halves of the key while voting is open and put their names under the result."""

from community.members.models import User
from initiatives.voting.models import Round

NEEDED = 2


def position_of(round: Round, member: User) -> int | None:
    """1 or 2: which half of the key is this person's. The names cannot change once the rules are frozen."""
    certifiers = list(round.certifiers.order_by("pk").values_list("pk", flat=True))
    return certifiers.index(member.pk) + 1 if member.pk in certifiers else None


def is_certifier(round: Round, member: User) -> bool:
    return round.certifiers.filter(pk=member.pk).exists()
