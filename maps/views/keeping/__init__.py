"""Keeping what stands on the map: the pages of those who answer for it."""

from maps.views.keeping.organisations import (
    KeeperCreate,
    KeeperDelete,
    OrganisationCreate,
    OrganisationList,
    OrganisationUpdate,
)
from maps.views.keeping.places import PlaceConfirm, PlaceCreate, PlaceList, PlaceReturn, PlaceUpdate, PlaceWithdraw
from maps.views.keeping.services import ServiceCreate, ServiceDelete, ServiceUpdate
from maps.views.keeping.translating import PlaceTranslate

__all__ = [
    "KeeperCreate",
    "KeeperDelete",
    "OrganisationCreate",
    "OrganisationList",
    "OrganisationUpdate",
    "PlaceConfirm",
    "PlaceCreate",
    "PlaceList",
    "PlaceReturn",
    "PlaceTranslate",
    "PlaceUpdate",
    "PlaceWithdraw",
    "ServiceCreate",
    "ServiceDelete",
    "ServiceUpdate",
]
