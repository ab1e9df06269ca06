"""The verbs of an initiative. Each is one transaction."""

from initiatives.proposals.actions.amendments import (
    accept_amendment,
    decline_amendment,
    suggest_amendment,
    take_amendment_back,
)
from initiatives.proposals.actions.authors import (
    accept_coauthorship,
    decline_coauthorship,
    digest_of,
    invite_by_mail,
    invite_coauthor,
    leave_authors,
    take_invitation_back,
)
from initiatives.proposals.actions.mergers import agree_to_merger, decline_merger, propose_merger
from initiatives.proposals.actions.paper import confirm_sheet, key_sheet, print_sheets, send_sheet_back
from initiatives.proposals.actions.steps import (
    admit,
    advance,
    finish,
    publish,
    refuse,
    select,
    start_delivery,
    withdraw,
)
from initiatives.proposals.actions.support import gather, set_terms, support, take_back
from initiatives.proposals.actions.writing import Content, Slot, discard, draft, revise

__all__ = [
    "Content",
    "Slot",
    "accept_amendment",
    "accept_coauthorship",
    "admit",
    "advance",
    "agree_to_merger",
    "confirm_sheet",
    "decline_amendment",
    "decline_coauthorship",
    "decline_merger",
    "digest_of",
    "discard",
    "draft",
    "finish",
    "gather",
    "invite_by_mail",
    "invite_coauthor",
    "key_sheet",
    "leave_authors",
    "print_sheets",
    "propose_merger",
    "publish",
    "refuse",
    "revise",
    "select",
    "send_sheet_back",
    "set_terms",
    "start_delivery",
    "suggest_amendment",
    "support",
    "take_amendment_back",
    "take_back",
    "take_invitation_back",
    "withdraw",
]
