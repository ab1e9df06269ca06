"""Opening accounts: with an address, at the desk without one, and many at once for a demonstration."""

import datetime as dt
import secrets
from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.members.actions.memberships import declare_residency, join, verify_residency
from community.members.models import HANDLE_ALPHABET, Centre, Membership, User, new_handle


def open_account(
    *,
    display_name: str = "",
    email: str | None = None,
    language: str,
    handle: str = "",
    encoded_password: str = "",
    at: dt.datetime,
) -> User:
    """An account whose address, if any, is known to be the member's own; the password comes from make_password."""
    with transaction.atomic():
        user = User.objects.create(
            handle=handle or new_handle(),
            email=email,
            display_name=display_name,
            language=language,
            password=encoded_password or make_password(None),
            joined_at=at,
        )
        if email:
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def one_time_password() -> str:
    """Three readable groups of four, 59 bits."""
    return "-".join("".join(secrets.choice(HANDLE_ALPHABET) for _letter in range(4)) for _group in range(3))


def open_desk_account(
    *, centre: Centre, display_name: str, language: str, verified: bool, by: User, at: dt.datetime
) -> tuple[User, str]:
    """For a person without e-mail; the password is returned once, to be printed, and asks to be replaced."""
    password = one_time_password()
    with transaction.atomic():
        user = open_account(
            display_name=display_name, language=language, encoded_password=make_password(password), at=at
        )
        User.objects.filter(pk=user.pk).update(password_is_temporary=True)
        membership = join(member=user, centre=centre, at=at)
        if verified:
            declare_residency(membership=membership, at=at)
            verify_residency(membership=membership, through=Membership.Method.DESK, by=by, at=at)
    return user, password


def renew_desk_password(*, membership: Membership) -> str:
    """A new password on paper, for whoever has no address to send a code to and serves in no role."""
    member = membership.member
    if member.email or member.is_superuser or member.roles_by_centre or not member.is_active:
        raise PermissionDenied("Only an account without an address and without a role gets its password at the desk.")
    password = one_time_password()
    member.password = make_password(password)
    member.password_is_temporary = True
    member.save(update_fields=["password", "password_is_temporary"])
    return password


def enrol_residents(*, centre: Centre, people: Sequence[tuple[str, str, dt.datetime]], language: str) -> list[User]:
    """Many verified residents in a few statements: (handle, name, since when) of each; who exists already is kept."""
    handles = [handle for handle, _name, _since in people]
    with transaction.atomic():
        known = set(User.objects.filter(handle__in=handles).values_list("handle", flat=True))
        unusable = make_password(None)
        User.objects.bulk_create(
            [
                User(handle=handle, display_name=name, language=language, joined_at=since, password=unusable)
                for handle, name, since in people
                if handle not in known
            ]
        )
        users = {user.handle: user for user in User.objects.filter(handle__in=handles)}
        Membership.objects.bulk_create(
            [
                Membership(
                    member=users[handle],
                    centre=centre,
                    joined_at=since,
                    declared_at=since,
                    verified_at=since,
                    verified_through=Membership.Method.LETTER,
                )
                for handle, _name, since in people
                if handle not in known
            ]
        )
    return [users[handle] for handle in handles]
