"""What follows when Wagtail says that a page or a picture changed; connected in apps.py."""

from typing import Any

from django.utils import timezone

from pages import actions, pictures
from pages.models import EventPage, Picture, StoryPage


def event_published(instance: EventPage, **_facts: Any) -> None:
    if instance.live:  # not when it is only scheduled
        actions.settle(event=instance, at=timezone.now())


def event_unpublished(instance: EventPage, **_facts: Any) -> None:
    actions.call_off(event=instance, at=timezone.now())


def story_published(instance: StoryPage, revision: Any = None, **_facts: Any) -> None:
    if instance.live:
        facts: dict[str, Any] = {"story": instance, "by": revision and revision.user, "at": timezone.now()}
        actions.announce_story(**facts)
        actions.announce_corrections(**facts, revision=revision)


def story_unpublished(instance: StoryPage, **_facts: Any) -> None:
    actions.tell_takers("pages.original_withdrawn", story=instance, by=None, at=timezone.now())


def picture_changed(instance: Picture, **_facts: Any) -> None:
    pictures.forget(instance, keep=pictures.digest_of(instance))


def picture_deleted(instance: Picture, **_facts: Any) -> None:
    pictures.forget(instance)
