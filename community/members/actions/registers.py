"""Residency by a register that the municipality lends for a round."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.actions.letters import refuse_beyond_tries
from community.members.actions.memberships import join, verify_residency
from community.members.codes import register_digest
from community.members.models import Centre, Membership, Register, RegisterEntry, User


def upload_register(
    *, centre: Centre, label: str, columns: Sequence[str], rows: Sequence[Sequence[str]], by: User, at: dt.datetime
) -> Register:
    """Keeps a keyed hash of each row and nothing of the row itself."""
    with transaction.atomic():
        register = Register.objects.create(
            centre=centre, label=label, columns=list(columns), size=len(rows), uploaded_by=by, uploaded_at=at
        )
        RegisterEntry.objects.bulk_create(
            [RegisterEntry(register=register, digest=register_digest(register.pk, row)) for row in rows],
            batch_size=1000,
        )
    return register


def match_register(
    *, register: Register, values: Sequence[str], member: User, network: str, at: dt.datetime
) -> Membership:
    """Verifies `member` by a row that nobody used yet. The try is spent before the transaction begins."""
    refuse_beyond_tries("register", member=member, network=network)
    digest = register_digest(register.pk, values)
    with transaction.atomic():
        unspent = RegisterEntry.objects.filter(register=register, digest=digest, is_spent=False)
        # Several rows may read the same; another member may take one while we look.
        if not any(unspent.filter(pk=pk).update(is_spent=True) for pk in unspent.values_list("pk", flat=True)):
            raise ValidationError(
                _("We found no unused entry like this. Check the spelling, or ask at the desk of the centre."),
                code="unknown",
            )
        membership = join(member=member, centre=register.centre, at=at)
        return verify_residency(membership=membership, through=Membership.Method.REGISTER, at=at)


def delete_register(*, register: Register) -> None:
    """After the round: the hashes go too. Who was verified stays verified."""
    register.delete()
