"""The verbs of an initiative. Each is one transaction."""

from community.interface.actions import Slot
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
from initiatives.proposals.actions.delivery import (
    Plan,
    drop_milestone,
    finish,
    plan_milestone,
    show_work,
    take_photo_away,
    update_milestone,
)
from initiatives.proposals.actions.extras import add_document, offer_help, remove_document, take_help_back
from initiatives.proposals.actions.mergers import agree_to_merger, decline_merger, propose_merger
from initiatives.proposals.actions.paper import confirm_sheet, key_sheet, print_sheets, send_sheet_back
from initiatives.proposals.actions.steps import (
    admit,
    advance,
    publish,
    refuse,
    select,
    start_delivery,
    withdraw,
)
from initiatives.proposals.actions.support import gather, set_terms, support, take_back
from initiatives.proposals.actions.writing import Content, discard, draft, revise

__all__ = [
    "Content",
    "Plan",
    "Slot",
    "accept_amendment",
    "accept_coauthorship",
    "add_document",
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
    "drop_milestone",
    "finish",
    "gather",
    "invite_by_mail",
    "invite_coauthor",
    "key_sheet",
    "leave_authors",
    "offer_help",
    "plan_milestone",
    "print_sheets",
    "propose_merger",
    "publish",
    "refuse",
    "remove_document",
    "revise",
    "select",
    "send_sheet_back",
    "set_terms",
    "show_work",
    "start_delivery",
    "suggest_amendment",
    "support",
    "take_amendment_back",
    "take_back",
    "take_help_back",
    "take_invitation_back",
    "take_photo_away",
    "update_milestone",
    "withdraw",
]
