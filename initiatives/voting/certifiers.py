"""The two who hold halves of the key while voting is open and put their names under the result."""

from django.db.models import QuerySet

from community.members.models import Centre, User
from initiatives.voting.models import Round

NEEDED = 2


def staff_of(centre: Centre) -> QuerySet[User]:
    """Whoever holds a role in the centre."""
    serving = User.objects.filter(memberships__centre=centre, memberships__grants__isnull=False, is_active=True)
    return serving.distinct().order_by("display_name", "pk")


def coordinators_of(centre: Centre) -> QuerySet[User]:
    return staff_of(centre).filter(memberships__centre=centre, memberships__grants__role="coordinator")


def position_of(round: Round, member: User) -> int | None:
    """1 or 2: which half of the key is this person's. The names cannot change once the rules are frozen."""
    certifiers = list(round.certifiers.order_by("pk").values_list("pk", flat=True))
    return certifiers.index(member.pk) + 1 if member.pk in certifiers else None


def is_certifier(round: Round, member: User) -> bool:
    return round.certifiers.filter(pk=member.pk).exists()
