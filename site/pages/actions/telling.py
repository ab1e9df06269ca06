"""Telling those who planned to come, and those who follow what stories are about."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.tasks import task

from community.members.models import User
from community.notifications.actions import followers_of_tags, notify
from pages import mail
from pages.models import Gathering, Seat, StoryPage


@task
def tell_of_change(key: str, sequence: int | None = None) -> int:
    """An event moved or was cancelled: everybody with a seat, and everybody who waits for one, is told.

    What was said anew since, as when several languages are published at once, is told by its own turn.
    """
    with transaction.atomic():
        gathering = Gathering.objects.get(key=key)
        if sequence is not None and gathering.sequence > sequence:
            return 0
        kind = "event_cancelled" if gathering.cancelled_at else "event_moved"
        return mail_everybody(kind, Seat.objects.confirmed().filter(gathering=gathering))


def announce_story(*, story: StoryPage, by: User | None, at: dt.datetime) -> None:
    """To who follows one of its tags: when it is published first, in whichever language that is."""
    twins = StoryPage.objects.live().filter(translation_key=story.translation_key).exclude(pk=story.pk)
    if story.centre is None or story.first_published_at != story.last_published_at or twins.exists():
        return
    notify(followers_of_tags(story.tags.all(), story.centre), "pages.story_published", story, actor=by, at=at)


def mail_everybody(kind: str, seats: Any) -> int:
    count = 0
    for seat in seats.select_related("member", "gathering__centre").prefetch_related("gathering__centre__texts"):
        mail.send(kind, seat)
        count += 1
    return count
