"""Who takes part: members, centres, what a member is in a centre, and how that is known."""

from community.members.models.centres import CRESTS, RESERVED_SLUGS, ROOM_SLUGS, Centre, CentreQuerySet, CentreText
from community.members.models.memberships import Membership, MembershipQuerySet, RoleGrant
from community.members.models.people import HANDLE_ALPHABET, User, UserManager, new_handle
from community.members.models.records import Consent, Erasure, Invitation
from community.members.models.residency import LetterBatch, LetterCode, Register, RegisterEntry

__all__ = [
    "CRESTS",
    "HANDLE_ALPHABET",
    "RESERVED_SLUGS",
    "ROOM_SLUGS",
    "Centre",
    "CentreQuerySet",
    "CentreText",
    "Consent",
    "Erasure",
    "Invitation",
    "LetterBatch",
    "LetterCode",
    "Membership",
    "MembershipQuerySet",
    "Register",
    "RegisterEntry",
    "RoleGrant",
    "User",
    "UserManager",
    "new_handle",
]
