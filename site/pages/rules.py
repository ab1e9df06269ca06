"""Who may repeat an event and change what comes of it: whoever Wagtail lets add and publish in the same list."""

from typing import Any

import rules

from pages.models import EventPage


@rules.predicate
def can_repeat(user: Any, event: EventPage) -> bool:
    return bool(event.get_parent().permissions_for_user(user).can_add_subpage())


@rules.predicate
def can_publish_dates(user: Any, event: EventPage) -> bool:
    return bool(event.get_parent().permissions_for_user(user).can_publish_subpage())


@rules.predicate
def is_published_in_a_series(user: Any, event: EventPage) -> bool:
    return bool(event.live and event.series)


can_change_later = is_published_in_a_series & can_publish_dates
