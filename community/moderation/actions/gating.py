"""What a new member's words meet before everybody reads them. A filter only marks: people decide."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import Centre, RoleGrant, User
from community.moderation.flags import flags_in, has_link, pattern_of
from community.moderation.models import LONGEST_EXCERPT, FlagWord, Gate, Moderated, Report

# Whoever has published as much here is no newcomer any more.
NEW_UNTIL = 10
MOST_WORDS = 500


@dataclass(frozen=True)
class Passage:
    """What becomes of a text: whether it waits for a moderator, what was marked in it, from when on it may be sent."""

    waits: bool = False
    flags: list[str] = field(default_factory=list)
    slow_until: dt.datetime | None = None


def gate_for(
    *,
    member: User,
    centre: Centre,
    text: str,
    at: dt.datetime,
    written: int,
    last_at: dt.datetime | None = None,
) -> Passage:
    """`written` posts of `member` are published here, the last one at `last_at`. Changes nothing.

    The same gate stands before every way in: a new text, an edit, a form, a socket. Staff passes it unhindered, and
    what is marked in their words is marked as well.
    """
    flags = flags_in(text, looked_for(centre))
    if member.has_role(centre, *RoleGrant.Role.values):
        return Passage(flags=flags)
    gate = Gate.of(centre)
    waits = written < gate.first_posts_wait or (gate.links_wait and has_link(text))
    is_slowed = last_at is not None and gate.slow_seconds > 0 and written < NEW_UNTIL
    free_at = last_at + dt.timedelta(seconds=gate.slow_seconds) if last_at and is_slowed else at
    return Passage(waits=waits, flags=flags, slow_until=free_at if free_at > at else None)


def looked_for(centre: Centre) -> list[str]:
    return list(FlagWord.objects.filter(centre=centre).order_by("word").values_list("word", flat=True))


def marks_in(centre: Centre, text: str) -> list[str]:
    """What the filter finds in words of nobody's account, for the moderators who read them before anybody does."""
    link = [_("a link")] if has_link(text) else []
    return [*flags_in(text, looked_for(centre)), *link]


@transaction.atomic(savepoint=False)
def flag(*, target: Moderated, found: list[str], at: dt.datetime, waits: bool = False) -> Report | None:
    """Puts `target` before the moderators, who find it on their list; nobody else learns of it. One mark a thing.

    Where it `waits` for them, their decision lets it in.
    """
    if not found and not waits:
        return None
    centre: Centre = target.centre  # type: ignore[attr-defined]
    excerpt = target.words()[:LONGEST_EXCERPT]
    text = ", ".join(found)[:4000]
    marked, _created = Report.objects.update_or_create(
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        automatic=True,
        decision=None,
        defaults={"text": text, "excerpt": excerpt, "waits": waits},
        create_defaults={
            "centre": centre,
            "title": str(target)[:200],
            "url": target.get_absolute_url(),  # type: ignore[attr-defined]
            "category": Report.Category.FLAG,
            "text": text,
            "excerpt": excerpt,
            "waits": waits,
            "language": centre.language,
            "created_at": at,
        },
    )
    return marked


def add_word(*, centre: Centre, word: str) -> FlagWord:
    word = " ".join(word.split())
    if pattern_of(word) is None:
        raise ValidationError(_("There is no letter in it."), code="empty")
    if FlagWord.objects.filter(centre=centre).count() >= MOST_WORDS:
        raise ValidationError(_("The list is full: take a word out first."), code="full")
    return FlagWord.objects.get_or_create(centre=centre, word=word)[0]


def set_gate(*, centre: Centre, first_posts_wait: int, links_wait: bool, slow_seconds: int) -> Gate:
    wanted = {"first_posts_wait": first_posts_wait, "links_wait": links_wait, "slow_seconds": slow_seconds}
    return Gate.objects.update_or_create(centre=centre, defaults=wanted)[0]
