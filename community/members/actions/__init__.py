"""The verbs of membership. Each is one transaction, or says why it is more."""

from community.members.actions.accounts import (
    enrol_residents,
    open_account,
    open_desk_account,
    renew_desk_password,
)
from community.members.actions.centres import (
    accept_invitation,
    invite,
    open_centre,
    remove_crest,
    show_crest,
    withdraw_invitation,
)
from community.members.actions.letters import print_letters, redeem_letter, stop_letters
from community.members.actions.memberships import (
    declare_residency,
    grant_role,
    join,
    leave,
    revoke_role,
    undo_verification,
    verify_residency,
    withdraw_declaration,
)
from community.members.actions.privacy import erase_member, record_consent, withdraw_consent
from community.members.actions.registers import delete_register, match_register, upload_register

__all__ = [
    "accept_invitation",
    "declare_residency",
    "delete_register",
    "enrol_residents",
    "erase_member",
    "grant_role",
    "invite",
    "join",
    "leave",
    "match_register",
    "open_account",
    "open_centre",
    "open_desk_account",
    "print_letters",
    "record_consent",
    "redeem_letter",
    "remove_crest",
    "renew_desk_password",
    "revoke_role",
    "show_crest",
    "stop_letters",
    "undo_verification",
    "upload_register",
    "verify_residency",
    "withdraw_consent",
    "withdraw_declaration",
    "withdraw_invitation",
]
