"""What a centre's map knows."""

from maps.models.base import BaseMap
from maps.models.enquiries import Enquiry, EnquiryMessage, Mute, SharedContact
from maps.models.exchange import IMPORT_KEPT, DataFile, FileKind, ImportRun
from maps.models.offers import Offer
from maps.models.organisations import Keeper, Organisation
from maps.models.places import FRESH_FOR, Place, PlacePhoto
from maps.models.services import Service
from maps.models.suggestions import Suggestion
from maps.models.traces import Sheet, Trace
from maps.models.worded import Worded

__all__ = [
    "FRESH_FOR",
    "IMPORT_KEPT",
    "BaseMap",
    "Enquiry",
    "EnquiryMessage",
    "DataFile",
    "FileKind",
    "ImportRun",
    "Keeper",
    "Mute",
    "Offer",
    "Organisation",
    "Place",
    "PlacePhoto",
    "Service",
    "SharedContact",
    "Sheet",
    "Suggestion",
    "Trace",
    "Worded",
]
