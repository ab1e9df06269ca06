"""An initiative, from a resident's sentence to the finished thing."""

from initiatives.proposals.models.amendments import Amendment, Version
from initiatives.proposals.models.authors import CoAuthor, Merger, MergerConsent
from initiatives.proposals.models.delivery import DeliveryPhoto, Milestone, Slip
from initiatives.proposals.models.details import CostItem, Picture, StateChange, Support, Terms
from initiatives.proposals.models.extras import Document, Helper
from initiatives.proposals.models.initiative import DELIVERED, Initiative, InitiativeQuerySet, InitiativeTag
from initiatives.proposals.models.paper import Area, Sheet

__all__ = [
    "DELIVERED",
    "Amendment",
    "Area",
    "CoAuthor",
    "CostItem",
    "DeliveryPhoto",
    "Document",
    "Helper",
    "Initiative",
    "InitiativeQuerySet",
    "InitiativeTag",
    "Merger",
    "MergerConsent",
    "Milestone",
    "Picture",
    "Sheet",
    "Slip",
    "StateChange",
    "Support",
    "Terms",
    "Version",
]
