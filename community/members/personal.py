"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from community.members.models import (
    Consent,
    Invitation,
    LetterBatch,
    Membership,
    Register,
    RoleGrant,
    User,
    new_handle,
)


class MembersContribution:
    def export(self, member: User) -> dict[str, Any]:
        return {
            "account": account(member),
            "addresses": list(EmailAddress.objects.filter(user=member).values("email", "verified", "primary")),
            "memberships": memberships(member),
            "roles": list(
                RoleGrant.objects.filter(membership__member=member).values(
                    "membership__centre__name", "role", "granted_at"
                )
            ),
            "consents": list(
                Consent.objects.filter(member=member).values(
                    "purpose", "centre__name", "text", "text_version", "given_at", "withdrawn_at"
                )
            ),
            "invitations": list(
                Invitation.objects.filter(accepted_by=member).values(
                    "centre__name", "role", "email", "invited_at", "accepted_at"
                )
            ),
            "sign_in_devices": list(
                Authenticator.objects.filter(user=member).values("type", "created_at", "last_used_at")
            ),
            "connected_accounts": list(
                SocialAccount.objects.filter(user=member).values("provider", "uid", "date_joined", "last_login")
            ),
            "done_in_office": done_in_office(member),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """The account's row stays, emptied, for what the member leaves behind points at it."""
        Membership.objects.filter(member=member).delete()
        Consent.objects.filter(member=member).delete()
        EmailAddress.objects.filter(user=member).delete()
        Authenticator.objects.filter(user=member).delete()
        SocialAccount.objects.filter(user=member).delete()
        Invitation.objects.filter(accepted_by=member).delete()
        if member.email:
            Invitation.objects.filter(email__iexact=member.email).delete()
        member.groups.clear()
        member.handle = new_handle()
        member.email = None
        member.display_name = ""
        member.language = "en"
        member.is_active = member.is_superuser = member.password_is_temporary = False
        member.last_login = None
        member.erased_at = timezone.now()
        member.set_unusable_password()
        member.save()
        member.forget_standing()


def account(member: User) -> dict[str, Any]:
    return {
        "sign_in_name": member.handle,
        "name_shown_to_others": member.display_name,
        "email": member.email,
        "language": member.language,
        "joined_at": member.joined_at,
        "last_sign_in": member.last_login,
        "has_password": member.has_usable_password(),
    }


def memberships(member: User) -> list[dict[str, Any]]:
    fields = ("centre__name", "joined_at", "declared_at", "verified_at", "verified_through")
    return list(Membership.objects.filter(member=member).values(*fields))


def done_in_office(member: User) -> dict[str, Any]:
    """What a member of staff did; whom they did it for is not theirs to take along."""
    return {
        "verified": list(Membership.objects.filter(verified_by=member).values("centre__name", "verified_at")),
        "roles_granted": list(
            RoleGrant.objects.filter(granted_by=member).values("membership__centre__name", "role", "granted_at")
        ),
        "invited": list(Invitation.objects.filter(invited_by=member).values("centre__name", "role", "invited_at")),
        "letters_printed": list(
            LetterBatch.objects.filter(printed_by=member).values("centre__name", "label", "size", "printed_at")
        ),
        "registers_uploaded": list(
            Register.objects.filter(uploaded_by=member).values("centre__name", "label", "size", "uploaded_at")
        ),
    }


def contribute() -> MembersContribution:
    return MembersContribution()
