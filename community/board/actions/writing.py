"""Posts: written, written anew, removed, thanked for, read."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

import rules
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.board.actions.arriving import count_in, locked_topic, step_back
from community.board.actions.gating import gated, mark, passage_of
from community.board.actions.telling import called, tell_members, tell_page
from community.board.models import Helpful, Post, PostPicture, PostVersion, Reading, Topic
from community.board.models.posts import MOST_STEPS, STEP, said, step_of
from community.board.wording import marked_up
from community.interface.actions import Slot, keep_photo, place_photo
from community.interface.search import folded
from community.members.models import User
from community.moderation.actions import gate_for
from community.notifications.actions import follow


@transaction.atomic
def write(
    *,
    topic: Topic,
    author: User,
    text: str,
    token: uuid.UUID,
    at: dt.datetime,
    parent: Post | None = None,
    stance: str = "",
    picture: Slot | None = None,
) -> Post:
    """Adds a post and tells the open pages and whom it concerns. The same form sent twice gives the first post."""
    topic = locked_topic(topic.pk)
    sent = Post.objects.filter(author=author, token=token)
    if sent.exists():
        return sent.select_related("topic__centre", "centre").get()
    if not rules.has_perm("board.write_post", author, topic):
        raise PermissionDenied(_("You cannot write here."))
    passage = passage_of(author, topic.centre, said(text, picture.alt if picture else ""), at)
    names = called(topic, text)
    post = append(
        topic,
        author=author,
        text=text,
        token=token,
        at=at,
        waits=passage.waits,
        parent=parent,
        stance=stance,
        called=names,
    )
    if picture:
        keep_photo(PostPicture(post=post), picture)
    follow(member=author, target=topic)
    mark(post, passage, at)
    if not post.is_held:
        tell_page(post, "written")
        tell_members(post, called=names, at=at)
    return post


def append(
    topic: Topic,
    *,
    author: User,
    text: str,
    at: dt.datetime,
    waits: bool = False,
    parent: Post | None = None,
    stance: str = "",
    called: list[User] | None = None,
    **facts: Any,
) -> Post:
    """The row and its number, and, where it need not wait, its arrival; the caller holds the topic's lock."""
    if parent and parent.is_opening:
        parent = None
    while parent and len(parent.path) > STEP * (MOST_STEPS - 1):
        parent = parent.parent
    topic.last_number += 1
    post = Post(centre=topic.centre, topic=topic, number=topic.last_number, parent=parent, author=author, **facts)
    post.path = (parent.path if parent else "") + step_of(post.number)
    post.root = parent.root if parent else post.number
    post.stance = stance if topic.asks_stance else ""
    post.text, post.html, post.folded = text, marked_up(text, called or ()), folded(text)
    post.written_at = at
    post.held_at, post.arrival = (at, None) if waits else (None, topic.last_arrival + 1)
    post.save(force_insert=True)
    if waits:
        topic.save(update_fields=["last_number"])
    else:
        count_in(post, topic, at)
    read_all(topic=topic, member=author)
    return post


def locked(post: Post) -> Post:
    locked_topic(post.topic_id)
    found = Post.objects.select_for_update(of=("self",)).select_related("topic__centre", "centre", "author", "picture")
    return found.get(pk=post.pk)


@transaction.atomic
def edit(*, post: Post, text: str, by: User, at: dt.datetime, picture: Slot | None = None) -> Post:
    """Writes it anew and keeps the earlier wording where everybody may read it. Without `picture`, that one stays."""
    post = locked(post)
    if not rules.has_perm("board.edit_post", by, post):
        raise ValidationError(_("Fifteen minutes after writing, a post stays as it is. Answer it instead."))
    there = post.shown_picture
    if text == post.text and not (picture and picture.changes(there)):
        return post
    alt = there.alt if there else ""
    PostVersion.objects.create(post=post, text=post.text, html=post.html, alt=alt, replaced_at=at)
    if picture:
        place_photo(there, picture, partial(PostPicture, post=post))
    post.text, post.html, post.folded = text, marked_up(text, called(post.topic, text)), folded(text)
    post.edited_at = at
    post.save(update_fields=["text", "html", "folded", "edited_at"])
    passage = gate_for(**gated(by, post.centre, post.words(), at))
    if passage.waits and not post.is_held:
        step_back(post, at)
    mark(post, passage, at)
    tell_page(post, "changed")
    return post


@transaction.atomic
def remove(*, post: Post, by: User, at: dt.datetime) -> None:
    """Takes the words away; that something stood there stays."""
    post = locked(post)
    if not rules.has_perm("board.remove_post", by, post):
        raise PermissionDenied
    take_words(post, at)
    tell_page(post, "changed")


def take_words(post: Post, at: dt.datetime) -> None:
    post.erase_words()
    post.removed_at = at
    post.save(update_fields=["removed_at"])
    if not post.is_held:
        Topic.objects.filter(pk=post.topic_id).update(post_count=F("post_count") - 1)


@transaction.atomic
def thank(*, post: Post, member: User) -> None:
    """Once a member."""
    post = locked(post)
    if not rules.has_perm("board.thank_post", member, post):
        raise PermissionDenied
    if Helpful.objects.get_or_create(post=post, member=member)[1]:
        count_thanks(post, 1)


@transaction.atomic
def unthank(*, post: Post, member: User) -> None:
    post = locked(post)
    if Helpful.objects.filter(post=post, member=member).delete()[0]:
        count_thanks(post, -1)


def count_thanks(post: Post, step: int) -> None:
    post.helpful_count += step
    post.save(update_fields=["helpful_count"])
    tell_page(post, "thanked")


def read_all(*, topic: Topic, member: User) -> None:
    """The caller holds the topic's lock: no number beyond its last is there to be set back."""
    Reading.objects.bulk_create(
        [Reading(topic=topic, member=member, number=topic.last_arrival)],
        update_conflicts=True,
        update_fields=["number"],
        unique_fields=["member", "topic"],
    )


def read_up_to(*, topic: Topic, member: User, number: int) -> None:
    """Marks what `member` has seen, up to what arrived as `number`; never back."""
    number = min(number, topic.last_arrival)
    Reading.objects.bulk_create([Reading(topic=topic, member=member)], ignore_conflicts=True)
    Reading.objects.filter(topic=topic, member=member, number__lt=number).update(number=number)
