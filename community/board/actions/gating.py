"""The gate before every way in: what waits for a moderator, and what comes of their decision."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from community.board.actions.telling import called, tell_members, tell_page
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


def hold_or_mark(post: Post, passage: Passage, at: dt.datetime) -> bool:
    """Puts it before the moderators where something asks for that; whether it waits for them."""
    if passage.waits and not post.is_held:
        post.held_at = at
        post.save(update_fields=["held_at"])
    found = [*passage.flags, *([_("waits to be let in")] if passage.waits else [])]
    if found:
        flag(target=post, found=found, at=at)
    return passage.waits


def settle(*, post: Post, decision: Decision) -> None:
    """After a decision, in its transaction: lets in what waited, and draws it anew on the open pages."""
    people = ("topic__author", "author", "parent__author")
    post = Post.objects.select_related("topic__centre", "centre", "picture", *people).get(pk=post.pk)
    if post.is_held and decision.outcome in LETS_IN:
        post.held_at = None
        post.save(update_fields=["held_at"])
        tell_page(post, "written")
        tell_members(post, called=called(post.topic, post.text), at=decision.decided_at)
    else:
        tell_page(post, "changed")
