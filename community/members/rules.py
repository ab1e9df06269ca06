"""Who may do what in a centre. The object of every permission is the centre."""

from typing import Any

import rules

from community.members.models import Centre, RoleGrant, User

Role = RoleGrant.Role


def role_predicate(*roles: str) -> rules.Predicate:
    def holds(user: Any, centre: Centre | None) -> bool:
        return centre is not None and user.is_authenticated and user.has_role(centre, *roles)

    return rules.Predicate(holds, name=f"holds_{'_or_'.join(roles)}")


is_coordinator = role_predicate(Role.COORDINATOR)
is_editor = role_predicate(Role.EDITOR)
is_moderator = role_predicate(Role.MODERATOR)


@rules.predicate
def is_member(user: Any, centre: Centre | None) -> bool:
    return centre is not None and user.is_authenticated and user.membership_in(centre) is not None


@rules.predicate
def is_resident(user: Any, centre: Centre | None) -> bool:
    """Says that they live there, verified or not."""
    return is_member(user, centre) and user.membership_in(centre).declared_at is not None


@rules.predicate
def is_verified_resident(user: Any, centre: Centre | None) -> bool:
    return is_member(user, centre) and user.membership_in(centre).is_verified


def may_renew_password(user: Any, centre: Centre | None, member: User) -> bool:
    """The desk may hand out a new password only to whoever has no address to get a code at, and no role."""
    return is_coordinator(user, centre) and not (member.email or member.is_superuser or member.roles_by_centre)


rules.add_perm("members.manage_centre", is_coordinator)
rules.add_perm("members.verify_residency", is_coordinator)
rules.add_perm("members.invite_staff", is_coordinator)
