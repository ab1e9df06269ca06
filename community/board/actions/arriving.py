"""A post arrives where everybody may read it: from then on it counts, as new and in the topic's numbers."""

import datetime as dt

from django.db.models import F

from community.board.models import Post, Topic


def locked_topic(pk: int) -> Topic:
    """Always locked before its posts, so that no two wait for each other."""
    return Topic.objects.select_for_update(of=("self",)).select_related("centre", "author").get(pk=pk)


def arrive(post: Post, topic: Topic, at: dt.datetime) -> None:
    """What waited is let in. The caller holds the lock of `topic`."""
    post.held_at, post.arrival = None, topic.last_arrival + 1
    post.save(update_fields=["held_at", "arrival"])
    count_in(post, topic, at)


def count_in(post: Post, topic: Topic, at: dt.datetime) -> None:
    topic.last_arrival += 1
    topic.last_post_at = max(topic.last_post_at, at)
    names = ("last_number", "last_arrival", "last_post_at")
    facts = {name: getattr(topic, name) for name in names}
    Topic.objects.filter(pk=topic.pk).update(**facts, post_count=F("post_count") + 1)
    count_reply(post, 1)


def step_back(post: Post, at: dt.datetime) -> None:
    """What has arrived waits for a moderator after all. The caller holds the topic's lock."""
    post.held_at, post.arrival = at, None
    post.save(update_fields=["held_at", "arrival"])
    Topic.objects.filter(pk=post.topic_id).update(post_count=F("post_count") - 1)
    count_reply(post, -1)


def count_reply(post: Post, step: int) -> None:
    if post.parent_id:
        Post.objects.filter(pk=post.parent_id).update(reply_count=F("reply_count") + step)
