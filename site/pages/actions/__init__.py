"""What this room does: opens trees, settles events, gives seats, carries stories on, takes down what may not stay."""

from pages.actions.bringing import bring_picture
from pages.actions.consents import unpublish_without_consent
from pages.actions.copying import copy_story
from pages.actions.opening import open_centre, open_network
from pages.actions.repeating import repeat_event
from pages.actions.revising import change_later, later_dates
from pages.actions.seating import ask_for_seat, confirm_seat, give_up_seat, seat_member
from pages.actions.settling import call_off, settle
from pages.actions.telling import announce_corrections, announce_story, tell_takers

__all__ = [
    "announce_corrections",
    "announce_story",
    "ask_for_seat",
    "bring_picture",
    "call_off",
    "change_later",
    "confirm_seat",
    "copy_story",
    "give_up_seat",
    "later_dates",
    "open_centre",
    "open_network",
    "repeat_event",
    "seat_member",
    "settle",
    "tell_takers",
    "unpublish_without_consent",
]
