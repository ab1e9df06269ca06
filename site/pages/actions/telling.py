"""Telling those who planned to come, those who follow what stories are about, and those who took a story over."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.tasks import task
from wagtail.models import PageLogEntry, Revision

from community.members.models import RoleGrant, User
from community.notifications.actions import followers_of_tags, notify
from pages import mail
from pages.models import Gathering, Seat, StoryPage

WRITING = (RoleGrant.Role.EDITOR, RoleGrant.Role.COORDINATOR)


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


def announce_corrections(*, story: StoryPage, revision: Revision | None, by: User | None, at: dt.datetime) -> None:
    """To whoever took it over: when readers see a correction that they had not seen before."""
    if story.copies.live().exists() and said(story) - said_before(story, revision):
        tell_takers("pages.original_corrected", story=story, by=by, at=at)


def said(story: StoryPage) -> set[tuple[str, str]]:
    return {(str(correction.said_on), correction.text) for correction in story.corrections.all()}


def said_before(story: StoryPage, revision: Revision | None) -> set[tuple[str, str]]:
    """The corrections that stood under it when it was published last before `revision`."""
    entries = PageLogEntry.objects.filter(page=story, action="wagtail.publish", revision__isnull=False)
    earlier = entries.exclude(revision=revision).select_related("revision").order_by("-timestamp", "-pk").first()
    # What was published before stories had corrections names none.
    rows = earlier.revision.content.get("corrections", []) if earlier else []
    return {(row["said_on"], row["text"]) for row in rows}


def tell_takers(kind: str, *, story: StoryPage, by: User | None, at: dt.datetime) -> None:
    """The staff who may change a published copy of it."""
    for taken in story.copies.live().select_related("centre", "locale"):
        staff = User.objects.serving(taken.centre, *WRITING)
        notify(staff, kind, taken, actor=by, at=at)


def mail_everybody(kind: str, seats: Any) -> int:
    count = 0
    for seat in seats.select_related("member", "gathering__centre").prefetch_related("gathering__centre__texts"):
        mail.send(kind, seat)
        count += 1
    return count
