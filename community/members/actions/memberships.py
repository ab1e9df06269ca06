"""Joining, living here, serving here."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.actions.privacy import record_consent, withdraw_consent
from community.members.contributions import part
from community.members.models import Centre, Consent, Membership, RoleGrant, User

RESIDENCY_TEXT_VERSION = "2026-11"


def residency_text(centre: Centre) -> str:
    """What a member agrees to by saying that they live here."""
    return _(
        "I live in %(centre)s, and the Local Centre may check this with a letter, at its desk or in a list "
        "from the municipality."
    ) % {"centre": centre.local_name}


def join(*, member: User, centre: Centre, at: dt.datetime) -> Membership:
    membership, _created = Membership.objects.get_or_create(member=member, centre=centre, defaults={"joined_at": at})
    membership.member = member
    member.forget_standing()
    return membership


def leave(*, membership: Membership, at: dt.datetime) -> None:
    """Roles are given back first, so that the back office closes with them; each room lets go of the member."""
    with transaction.atomic():
        for grant in membership.grants.all():
            revoke_role(grant=grant)
        membership.delete()
        part(membership.member, membership.centre, at=at)
    membership.member.forget_standing()


def declare_residency(*, membership: Membership, at: dt.datetime) -> Membership:
    with transaction.atomic():
        Membership.objects.filter(pk=membership.pk, declared_at__isnull=True).update(declared_at=at)
        record_consent(
            member=membership.member,
            centre=membership.centre,
            purpose=Consent.RESIDENCY,
            text=residency_text(membership.centre),
            text_version=RESIDENCY_TEXT_VERSION,
            at=at,
        )
    membership.refresh_from_db(fields=["declared_at"])
    membership.member.forget_standing()
    return membership


def withdraw_declaration(*, membership: Membership, at: dt.datetime) -> None:
    """Says no longer that they live here; what was verified goes with it."""
    with transaction.atomic():
        forget_verification(membership, declared_at=None)
        for consent in Consent.objects.standing().filter(
            member=membership.member, centre=membership.centre, purpose=Consent.RESIDENCY
        ):
            withdraw_consent(consent=consent, at=at)
    membership.member.forget_standing()


def verify_residency(*, membership: Membership, through: str, by: User | None = None, at: dt.datetime) -> Membership:
    """Exactly one verification takes: whoever comes second is told so, and what they spent on it is not spent."""
    with transaction.atomic():
        declare_residency(membership=membership, at=at)
        done = (
            Membership.objects.unverified()
            .filter(pk=membership.pk)
            .update(verified_at=at, verified_through=through, verified_by=by)
        )
        if not done:
            raise ValidationError(_("This member is already verified as a resident."), code="already")
    membership.refresh_from_db(fields=["verified_at", "verified_through", "verified_by"])
    membership.member.forget_standing()
    return membership


def undo_verification(*, membership: Membership) -> None:
    """For a mistake at the desk: the member asks again as before."""
    forget_verification(membership, declared_at=membership.declared_at)
    membership.member.forget_standing()


def forget_verification(membership: Membership, *, declared_at: dt.datetime | None) -> None:
    Membership.objects.filter(pk=membership.pk).update(
        declared_at=declared_at, verified_at=None, verified_through="", verified_by=None
    )
    membership.refresh_from_db(fields=["declared_at", "verified_at", "verified_through", "verified_by"])


def grant_role(*, member: User, centre: Centre, role: str, by: User | None = None, at: dt.datetime) -> RoleGrant:
    """Gives the role and, with it, the back office's group of the same name."""
    if role not in RoleGrant.Role.values:
        raise ValueError(f"No role is called {role!r}.")
    with transaction.atomic():
        membership = join(member=member, centre=centre, at=at)
        grant, _created = RoleGrant.objects.get_or_create(
            membership=membership, role=role, defaults={"granted_by": by, "granted_at": at}
        )
        member.groups.add(RoleGrant.group(centre, role))
    member.forget_standing()
    return grant


def revoke_role(*, grant: RoleGrant) -> None:
    member, centre = grant.membership.member, grant.membership.centre
    with transaction.atomic():
        member.groups.remove(RoleGrant.group(centre, grant.role))
        grant.delete()
    member.forget_standing()
