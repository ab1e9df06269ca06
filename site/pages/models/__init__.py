"""What editors publish: homes, stories, events and standing pages, and the seats people take."""

from pages.models.corrections import Correction
from pages.models.events import EventIndex, EventPage, EventTag
from pages.models.pictures import Picture, PictureRendition
from pages.models.seats import Gathering, Seat
from pages.models.stories import Consent, StoryIndex, StoryPage, StoryTag
from pages.models.tree import CentrePage, NetworkHome, StandardPage
from pages.models.workflow import CoordinatorApproval

__all__ = [
    "CentrePage",
    "Consent",
    "CoordinatorApproval",
    "Correction",
    "EventIndex",
    "EventPage",
    "EventTag",
    "Gathering",
    "NetworkHome",
    "Picture",
    "PictureRendition",
    "Seat",
    "StandardPage",
    "StoryIndex",
    "StoryPage",
    "StoryTag",
]
