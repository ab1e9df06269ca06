"""An initiative, from a resident's sentence to the finished thing."""

from initiatives.proposals.models.details import CostItem, Picture, StateChange, Support, Terms
from initiatives.proposals.models.initiative import Initiative, InitiativeQuerySet, InitiativeTag

__all__ = [
    "CostItem",
    "Initiative",
    "InitiativeQuerySet",
    "InitiativeTag",
    "Picture",
    "StateChange",
    "Support",
    "Terms",
]
