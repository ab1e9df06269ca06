"""An initiative, from a resident's sentence to the finished thing."""

from initiatives.proposals.models.authors import CoAuthor, Merger, MergerConsent
from initiatives.proposals.models.details import CostItem, Picture, StateChange, Support, Terms
from initiatives.proposals.models.initiative import Initiative, InitiativeQuerySet, InitiativeTag

__all__ = [
    "CoAuthor",
    "CostItem",
    "Initiative",
    "InitiativeQuerySet",
    "InitiativeTag",
    "Merger",
    "MergerConsent",
    "Picture",
    "StateChange",
    "Support",
    "Terms",
]
