"""The gate before every way in: what waits for a moderator, and what comes of their decision."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from community.board.actions.arriving import arrive, locked_topic
from community.board.actions.telling import called, tell_members, tell_opened, tell_page, was_told
from community.board.models import Post
from community.members.models import Centre, User
from community.moderation.actions import Passage, flag, gate_for
from community.moderation.models import Decision

LETS_IN = {Decision.Outcome.KEEP, Decision.Outcome.WARN, Decision.Outcome.RESTORE}


def gated(member: User, centre: Centre, text: str, at: dt.datetime) -> dict[str, Any]:
    """What the gate asks about whoever wrote `text`."""
    published = Post.objects.for_centre(centre).filter(author=member, removed_at__isnull=True).shown()
    last = published.newest_written().values_list("written_at", flat=True).first()
    written = published.count() if last else 0
    return {"member": member, "centre": centre, "text": text, "at": at, "written": written, "last_at": last}


def passage_of(member: User, centre: Centre, text: str, at: dt.datetime) -> Passage:
    """A ValidationError says from when on a newcomer may write again."""
    passage = gate_for(**gated(member, centre, text, at))
    if passage.slow_until:
        moment = time_format(passage.slow_until.astimezone(centre.zone), "H:i:s")
        raise ValidationError(
            _("Newcomers write a little slower here: send it again after %(moment)s. Your text is kept."),
            code="slow",
            params={"moment": moment},
        )
    return passage


def mark(post: Post, passage: Passage, at: dt.datetime) -> None:
    """Puts it before the moderators where something asks for that."""
    flag(target=post, found=passage.flags, waits=post.is_held, at=at)


def settle(*, post: Post, decision: Decision) -> None:
    """After a decision, in its transaction: lets in what waited, and draws it anew on the open pages."""
    topic = locked_topic(post.topic_id)
    post = Post.objects.select_related("centre", "author", "parent__author", "picture").get(pk=post.pk)
    post.topic = topic
    if not post.is_held or post.is_removed or decision.outcome not in LETS_IN:
        tell_page(post, "changed")
        return
    arrive(post, topic, decision.decided_at)
    if post.is_opening:
        tell_page(post, "changed")
        tell_opened(topic, decision.decided_at)
        return
    tell_page(post, "written")
    if post.edited_at:
        tell_page(post, "changed")  # where it stood before it had to wait
    if not was_told(post):
        tell_members(post, called=called(topic, post.text), at=decision.decided_at)
