"""Topics: opened, pinned, closed with a reason and opened again."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import rules
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from community.board.actions.arriving import locked_topic
from community.board.actions.gating import mark, passage_of
from community.board.actions.telling import tell_opened, tell_topic
from community.board.actions.writing import append
from community.board.hosts import host_of
from community.board.models import Concern, Kind, Post, PostPicture, Topic
from community.board.models.posts import said
from community.interface.actions import Slot, keep_photo
from community.interface.search import folded
from community.members.models import Centre, User
from community.notifications.actions import follow

ANSWER_DAYS = 14


@dataclass(frozen=True)
class Beginning:
    """What opens a topic. `host` is what it hangs on."""

    kind: str
    title: str
    text: str
    language: str
    tags: Sequence[str] = ()
    asks_stance: bool = False
    is_unnamed: bool = False
    host: models.Model | None = None
    picture: Slot | None = None


@transaction.atomic
def open_topic(*, centre: Centre, author: User, beginning: Beginning, token: uuid.UUID, at: dt.datetime) -> Topic:
    """The same form sent twice opens one topic."""
    if not rules.has_perm("board.open_topic", author, centre):
        raise PermissionDenied
    if sent := Post.objects.filter(author=author, token=token).select_related("topic__centre").first():
        return sent.topic
    host = beginning.host
    if host is not None and not host_of(host).visible_to(author).filter(pk=host.pk, centre=centre).exists():
        raise PermissionDenied
    shown = beginning.picture.alt if beginning.picture else ""
    words = said("\n".join([beginning.title, beginning.text, *beginning.tags]), shown)
    passage = passage_of(author, centre, words, at)
    topic = Topic.objects.create(
        centre=centre,
        author=author,
        kind=beginning.kind,
        title=beginning.title,
        language=beginning.language,
        asks_stance=beginning.asks_stance,
        is_unnamed=beginning.is_unnamed and beginning.kind == Kind.CONCERN,
        host=host,
        opened_at=at,
        last_post_at=at,
        folded=folded(beginning.title),
    )
    topic.tags.set(beginning.tags)
    post = append(topic, author=author, text=beginning.text, token=token, at=at, waits=passage.waits)
    if beginning.picture:
        keep_photo(PostPicture(post=post), beginning.picture)
    mark(post, passage, at)
    follow(member=author, target=topic)
    if topic.is_concern:
        Concern.objects.create(topic=topic, due_at=at + dt.timedelta(days=ANSWER_DAYS))
    if not post.is_held:
        tell_opened(topic, at)
    return topic


def looked_after(topic: Topic, by: User) -> Topic:
    topic = locked_topic(topic.pk)
    if not rules.has_perm("board.manage_topic", by, topic):
        raise PermissionDenied
    return topic


@transaction.atomic
def pin(*, topic: Topic, by: User, at: dt.datetime) -> None:
    topic = looked_after(topic, by)
    topic.pinned_at = at
    topic.save(update_fields=["pinned_at"])


@transaction.atomic
def unpin(*, topic: Topic, by: User) -> None:
    topic = looked_after(topic, by)
    topic.pinned_at = None
    topic.save(update_fields=["pinned_at"])


@transaction.atomic
def close(*, topic: Topic, because: str, by: User, at: dt.datetime) -> None:
    """Nobody writes there any more; why is public."""
    topic = looked_after(topic, by)
    topic.closed_at, topic.closed_by, topic.closed_because = at, by, because
    topic.save(update_fields=["closed_at", "closed_by", "closed_because"])
    tell_topic(topic)


@transaction.atomic
def reopen(*, topic: Topic, by: User) -> None:
    topic = looked_after(topic, by)
    if not topic.is_closed:
        return
    topic.closed_at, topic.closed_by, topic.closed_because = None, None, ""
    topic.save(update_fields=["closed_at", "closed_by", "closed_because"])
    tell_topic(topic)
