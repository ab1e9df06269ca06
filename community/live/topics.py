"""Who may follow what: each room that broadcasts names a rule in settings.LIVE_TOPICS."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def may_follow(user: Any, topic: str) -> bool:
    """Asks the topic's room. A topic is `kind:key`; an unknown kind or a malformed key is refused."""
    kind, _colon, key = topic.partition(":")
    path = settings.LIVE_TOPICS.get(kind)
    return bool(path and key.isdecimal() and len(key) < 19 and import_string(path)(user, int(key)))


def is_personal(topic: str) -> bool:
    """Whether the right to follow it rests on nothing but what LIVE_STANDING names."""
    return topic.partition(":")[0] in settings.LIVE_PERSONAL
