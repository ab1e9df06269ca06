"""The verbs of an initiative. Each is one transaction."""

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
    "admit",
    "advance",
    "discard",
    "draft",
    "finish",
    "gather",
    "publish",
    "refuse",
    "revise",
    "select",
    "set_terms",
    "start_delivery",
    "support",
    "take_back",
    "withdraw",
]
