"""Who hears of what: the open pages at once, and the members whom it concerns."""

import datetime as dt

from community.board.models import Post, Topic
from community.board.wording import called_in
from community.live.actions import broadcast
from community.members.models import User
from community.notifications.actions import followers, notify

MOST_CALLED = 10


def tell_page(post: Post, kind: str) -> None:
    """To the open pages of its topic: `written` puts it in its place, `changed` draws it anew, `thanked` its count."""
    broadcast(post.topic.live_name, kind, template=f"board/live/{kind}.html", context={"post": post})


def tell_topic(topic: Topic) -> None:
    broadcast(topic.live_name, "state", template="board/live/state.html", context={"topic": topic})


def participants(topic: Topic) -> list[User]:
    """Those who have written there under their name."""
    wrote = User.objects.filter(posts__topic=topic, posts__removed_at__isnull=True, is_active=True).distinct()
    return [member for member in wrote if not (topic.is_unnamed and member.pk == topic.author_id)]


def called(topic: Topic, text: str) -> list[User]:
    return called_in(text, participants(topic))[:MOST_CALLED] if "@" in text else []


def tell_members(post: Post, *, called: list[User], at: dt.datetime) -> None:
    """Each is told once, of what concerns them most: an answer, their name, then that somebody wrote."""
    actor = None if post.is_unnamed else post.author
    told = {post.author}
    replied = {post.parent.author} if post.parent and post.parent.author else {post.topic.author}
    for kind, members in (("replied", replied), ("mentioned", set(called)), ("posted", set(followers(post.topic)))):
        fresh = {member for member in members if member} - told
        notify(sorted(fresh, key=lambda member: member.pk), f"board.{kind}", post, actor=actor, at=at)
        told |= fresh
