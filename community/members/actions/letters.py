"""Residency by a letter: printing codes on paper, and taking one back."""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.actions.memberships import join, verify_residency
from community.members.codes import LENGTH, is_well_formed, letter_digest, new_code, normalised
from community.members.models import Centre, LetterBatch, LetterCode, Membership, User
from community.operations.ratelimit import spend

HOUR = 3600
TRIES_A_MEMBER = 5
TRIES_A_NETWORK = 40


def print_letters[Sheet](
    *,
    centre: Centre,
    label: str,
    size: int,
    expires_at: dt.datetime,
    typeset: Callable[[LetterBatch, list[str]], Sheet],
    by: User,
    at: dt.datetime,
) -> tuple[LetterBatch, Sheet]:
    """A batch and what `typeset` made of its plain codes, which exist from here on nowhere else.

    A large sheet takes seconds: it is made before the transaction, and where it fails no batch is kept.
    """
    batch = LetterBatch(centre=centre, label=label, size=size, expires_at=expires_at, printed_by=by, printed_at=at)
    codes = [new_code() for _letter in range(size)]
    sheet = typeset(batch, codes)
    with transaction.atomic():
        batch.save()
        LetterCode.objects.bulk_create([LetterCode(batch=batch, digest=letter_digest(code)) for code in codes])
    return batch, sheet


def stop_letters(*, batch: LetterBatch, at: dt.datetime) -> None:
    """Lost or misprinted: what was not used by now is worth nothing."""
    LetterBatch.objects.filter(pk=batch.pk, expires_at__gt=at).update(expires_at=at)


def redeem_letter(*, code: str, member: User, centre: Centre, network: str, at: dt.datetime) -> Membership:
    """Verifies `member` in `centre` by a letter's code. A ValidationError says what was wrong with it.

    A try is spent outside the transaction, so that a refused code cannot give it back.
    """
    refuse_beyond_tries("letter", member=member, network=network)
    meant = normalised(code)
    if not is_well_formed(meant):
        raise ValidationError(
            ngettext(
                "A code has %(count)d letter or digit. Please compare it with your letter.",
                "A code has %(count)d letters and digits. Please compare it with your letter.",
                LENGTH,
            )
            % {"count": LENGTH},
            code="wrong",
        )
    letter = (
        LetterCode.objects.select_related("batch").filter(batch__centre=centre, digest=letter_digest(meant)).first()
    )
    if letter is None:
        raise ValidationError(
            _("We know no letter with this code. Please compare it with your letter, letter by letter."), code="wrong"
        )
    if not letter.is_spent and letter.batch.has_expired(at):
        raise ValidationError(
            _("This letter is too old: its code no longer works. Ask the centre for a new one."), code="expired"
        )
    with transaction.atomic():
        if not LetterCode.objects.unspent().filter(pk=letter.pk).update(is_spent=True):
            raise ValidationError(
                _("This code has already been used. Each letter works once; ask the centre for another."), code="used"
            )
        membership = join(member=member, centre=centre, at=at)
        return verify_residency(membership=membership, through=Membership.Method.LETTER, at=at)


def refuse_beyond_tries(action: str, *, member: User, network: str) -> None:
    left = spend(f"{action}-member", str(member.pk), limit=TRIES_A_MEMBER, seconds=HOUR) and spend(
        f"{action}-network", network, limit=TRIES_A_NETWORK, seconds=HOUR
    )
    if not left:
        raise ValidationError(
            _("Too many tries. Wait an hour and try again, or come to the desk of the centre."), code="too_many"
        )
