"""Agreeing on how two people work together: either side drafts, the other confirms or changes."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import User
from community.notifications.actions import notify
from mentoring.models import Agreement, Mentorship


@dataclass(frozen=True)
class Terms:
    aims: str
    rhythm: str
    months: int
    private: str = ""


class Newer(ValidationError):
    """The other side has saved something since this one began to write; nothing is written over it."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side has changed the agreement meanwhile. Read theirs; what you typed is still here."),
            code="newer",
        )


@transaction.atomic
def draft(*, mentorship: Mentorship, terms: Terms, seen: int, by: User, at: dt.datetime) -> Agreement:
    """`seen` is the number of the agreement that the writer had before them, 0 for none. Drafting is a yes to it.

    What was confirmed by both stays, and holds until both have confirmed this one. Nothing changed is no new draft.
    """
    found = shared(mentorship, by)
    latest = found.agreements.newest_first().first()
    refuse_unless_seen(latest, seen)
    if latest is not None and asdict(terms) == {name: getattr(latest, name) for name in asdict(terms)}:
        return agree(latest, found, by, at)
    found.agreements.drafts().delete()
    own = {f"{found.side_of(by)}_agreed_at": at}
    facts = asdict(terms) | own | {"number": seen + 1, "drafted_by": by, "drafted_at": at}
    made = Agreement.objects.create(mentorship=found, **facts)
    notify(others(found, by), "mentoring.agreement_drafted", made, actor=by, centre=found.centre, at=at)
    return made


@transaction.atomic
def confirm(*, mentorship: Mentorship, seen: int, by: User, at: dt.datetime) -> Agreement:
    """The yes to what the other side has drafted, and only to what one has read."""
    found = shared(mentorship, by)
    latest = found.agreements.newest_first().first()
    refuse_unless_seen(latest, seen)
    if latest is None:
        raise ValidationError(_("Nothing is written down yet."), code="nothing")
    return agree(latest, found, by, at)


def agree(agreement: Agreement, mentorship: Mentorship, by: User, at: dt.datetime) -> Agreement:
    side = mentorship.side_of(by)
    if agreement.agreed_at(side) is None:
        setattr(agreement, f"{side}_agreed_at", at)
        agreement.save(update_fields=[f"{side}_agreed_at"])
        notify(
            others(mentorship, by),
            "mentoring.agreement_confirmed",
            agreement,
            actor=by,
            centre=mentorship.centre,
            at=at,
        )
    return agreement


def refuse_unless_seen(latest: Agreement | None, seen: int) -> None:
    if seen != (latest.number if latest else 0):
        raise Newer


def shared(mentorship: Mentorship, by: User) -> Mentorship:
    """Locked, so that two who write at the same instant come one after the other."""
    found = (
        Mentorship.objects.select_for_update(of=("self",))
        .select_related("centre", "mentor", "mentee")
        .get(pk=mentorship.pk)
    )
    if not has_perm("mentoring.share_mentorship", by, found):
        raise PermissionDenied
    return found


def others(mentorship: Mentorship, by: User) -> list[User]:
    other = mentorship.other_than(by)
    return [other] if other else []
