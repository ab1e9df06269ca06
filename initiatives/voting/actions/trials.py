"""Who takes part in a trial, and how all of it goes away."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.members.models import User
from initiatives.voting import keys
from initiatives.voting.models import Round


class NoTrial(Exception):
    """A vote that decides is never deleted."""


def join_trial(*, round: Round, member: User) -> None:
    """Lets a member of the centre see a trial and vote in it. Whoever works there need not be let in."""
    if member.membership_in(round.centre) is None:
        raise PermissionDenied
    if not member.has_perm("voting.view_round", round):
        round.guests.add(member)


def discard_trial(*, round: Round) -> None:
    """Deletes a trial with its ballots, results, notices and key."""
    with transaction.atomic():
        locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
        # Said twice: by the column, and where rules are frozen by what was published with their hash.
        if not locked.is_trial or (locked.rules is not None and not locked.rules.get("trial")):
            raise NoTrial
        locked.ballots.all().delete()
        locked.projects.all().delete()
        locked.delete()
        transaction.on_commit(partial(keys.destroy, round.pk))
