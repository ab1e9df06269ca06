"""Telling members, and what they choose about being told."""

from community.notifications.actions.choosing import hear_again, prefer, stop_kind
from community.notifications.actions.devices import add_device, remove_device
from community.notifications.actions.following import follow, followers, followers_of_tags, unfollow
from community.notifications.actions.reading import read
from community.notifications.actions.telling import notify, remind

__all__ = [
    "add_device",
    "follow",
    "followers",
    "followers_of_tags",
    "hear_again",
    "notify",
    "prefer",
    "read",
    "remind",
    "remove_device",
    "stop_kind",
    "unfollow",
]
