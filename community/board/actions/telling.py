"""Who hears of what: the open pages at once, and the members whom it concerns."""

import datetime as dt
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from community.board.models import Post, Topic
from community.board.wording import called_in
from community.live.actions import broadcast, forget
from community.members.models import User
from community.notifications.actions import followers, followers_of_tags, notify
from community.notifications.models import Notification

MOST_CALLED = 10


def tell_page(post: Post, kind: str) -> None:
    """To the open pages of its topic: `written` puts it in its place, `changed` draws it anew, `thanked` its count."""
    about = f"post-{post.number}"
    if post.is_removed or post.is_hidden or post.is_held:
        forget(post.topic.live_name, about)
    broadcast(post.topic.live_name, kind, template=f"board/live/{kind}.html", context={"post": post}, about=about)


def tell_topic(topic: Topic) -> None:
    broadcast(topic.live_name, "state", template="board/live/state.html", context={"topic": topic})


def participants(topic: Topic) -> list[User]:
    """Those who have written there under their name."""
    wrote = User.objects.filter(posts__topic=topic, posts__removed_at__isnull=True, is_active=True).distinct()
    return [member for member in wrote if not (topic.is_unnamed and member.pk == topic.author_id)]


def called(topic: Topic, text: str) -> list[User]:
    return called_in(text, participants(topic))[:MOST_CALLED] if "@" in text else []


def tell_members(post: Post, *, called: list[User], at: dt.datetime) -> None:
    """Whom it concerns hears at once, and each but once; those who follow the topic hear through the worker."""
    replied = answered_by(post)
    replied = replied if replied != post.author else None
    notify([replied] if replied else [], "board.replied", post, actor=actor_of(post), at=at)
    notify([member for member in called if member != replied], "board.mentioned", post, actor=actor_of(post), at=at)
    transaction.on_commit(partial(tell_followers.enqueue, post.pk))


def was_told(post: Post) -> bool:
    """Whether somebody has heard of it before."""
    about = ContentType.objects.get_for_model(post)
    return Notification.objects.filter(target_type=about, target_id=post.pk).exists()


def tell_opened(topic: Topic, at: dt.datetime) -> None:
    """To who follows one of its tags, and, of a concern, to who owes the answer."""
    actor = None if topic.is_unnamed else topic.author
    interested = [each for each in followers_of_tags(topic.tags.all(), topic.centre) if each != topic.author]
    notify(interested, "board.opened", topic, actor=actor, at=at)
    if topic.is_concern:
        tell_raised(topic, at)


def tell_raised(topic: Topic, at: dt.datetime) -> None:
    here = User.objects.serving(topic.centre, "coordinator")
    actor = None if topic.is_unnamed else topic.author
    notify([each for each in here if each != topic.author], "board.raised", topic.concern, actor=actor, at=at)


def answered_by(post: Post) -> User | None:
    """Whoever `post` is an answer to."""
    return post.parent.author if post.parent else post.topic.author


def actor_of(post: Post) -> User | None:
    return None if post.is_unnamed else post.author


@task
def tell_followers(pk: int) -> None:
    """That somebody wrote, to those who follow the topic: once until they have read it, however much is written."""
    posts = Post.objects.select_related("topic__centre", "topic__author", "author", "parent__author")
    post = posts.filter(pk=pk).first()
    if post is None:
        return
    concerned = [post.author, answered_by(post), *called(post.topic, post.text)]
    waiting = Notification.objects.unread().filter(kind="board.posted", target_id=post.topic_id)
    known = {each.pk for each in concerned if each} | set(waiting.values_list("recipient", flat=True))
    fresh = [member for member in followers(post.topic) if member.pk not in known]
    notify(fresh, "board.posted", post.topic, actor=actor_of(post), at=timezone.now())
