"""What of a topic stands on one page: some posts, the first answers below each, and where to go on."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import models

from community.board.models import Post, Topic
from community.board.models.posts import DEEPEST

PAGE = 20
ANSWERS = 6
# Posts on one page altogether: a page of long conversations weighs as much as one of short ones.
ROOM = 36


class Order(models.TextChoices):
    NEWEST = "newest"
    OLDEST = "oldest"
    HELPFUL = "helpful"
    # Valued across opinion groups: the room of common ground will fill it; until then it is the helpful one.
    ACROSS = "across"


@dataclass
class Thread:
    """A post and what is shown below it; `more` answers are not shown here."""

    post: Post
    level: int = 1
    replies: list["Thread"] = field(default_factory=list)
    more: int = 0

    @property
    def goes_deeper(self) -> bool:
        """Whether answers to it stand on its own page only."""
        return self.level >= DEEPEST and self.post.reply_count > 0


def with_people(posts: Any) -> Any:
    """What a post's template reads, fetched at once."""
    return posts.select_related("author", "picture").defer("text", "folded").fetch_mode(models.FETCH_RAISE)


def page_of(topic: Topic, order: str, cursor: str) -> tuple[list[Thread], str]:
    """One page of `topic` in `order`, and the cursor of the next; two queries."""
    posts = topic.posts.top()
    place = [int(part) for part in cursor.split("-") if part.isdecimal() and len(part) < 10]
    if order == Order.OLDEST:
        posts = posts.oldest().filter(arrival__gt=place[0]) if place else posts.oldest()
    elif order in {Order.HELPFUL, Order.ACROSS}:
        posts = posts.most_helpful()
        if len(place) == 2:
            less = models.Q(helpful_count__lt=place[0]) | models.Q(helpful_count=place[0], number__lt=place[1])
            posts = posts.filter(less)
    else:
        posts = posts.newest().filter(arrival__lt=place[0]) if place else posts.newest()
    found = list(with_people(posts.with_answers(ANSWERS))[: PAGE + 1])
    shown = found[:PAGE]
    return threads(topic, shown), cursor_after(shown[-1], order) if len(found) > PAGE else ""


def cursor_after(post: Post, order: str) -> str:
    if order in {Order.HELPFUL, Order.ACROSS}:
        return urlencode({"order": order, "after": f"{post.helpful_count}-{post.number}"})
    return urlencode({"order": order, "after": post.arrival or 0})


def threads(topic: Topic, posts: list[Post]) -> list[Thread]:
    """`posts`, none of which answers another, with the first answers below each."""
    first = with_people(topic.posts.first_under_each(posts))[: ROOM - len(posts)]
    replies = sorted(first, key=lambda post: post.path)
    return woven(topic, [Thread(own(topic, post)) for post in posts], replies)


def thread_below(topic: Topic, post: Post, cursor: str) -> tuple[Thread, str]:
    """`post` with what answers it, as far as one page goes."""
    below = topic.posts.under(post).order_by("path")
    if cursor.isalnum() and len(cursor) <= len(post.path) * 60:
        below = below.filter(path__gt=cursor)
    found = list(with_people(below)[: PAGE * 2 + 1])
    shown = found[: PAGE * 2]
    woven_thread = woven(topic, [Thread(own(topic, post))], shown, whole=True)[0]
    return woven_thread, urlencode({"after": shown[-1].path}) if len(found) > PAGE * 2 else ""


def own(topic: Topic, post: Post) -> Post:
    """Without asking again for what the page knows."""
    post.topic, post.centre = topic, topic.centre
    return post


def woven(topic: Topic, tops: list[Thread], replies: list[Post], *, whole: bool = False) -> list[Thread]:
    """Hangs each of `replies`, in the order of their paths, below what it answers, down to the deepest level."""
    known = {thread.post.pk: thread for thread in tops}
    by_root = {thread.post.root: thread for thread in tops}
    shown: dict[int, int] = {}
    deeper: set[int] = set()
    for post in replies:
        above = known.get(post.parent_id or 0)
        if above is None and whole and post.parent_id not in deeper:
            above = tops[0]  # what it answers stood on an earlier page
        if above is None or above.level >= DEEPEST:
            deeper.add(post.pk)
            continue
        thread = Thread(own(topic, post), level=above.level + 1)
        above.replies.append(thread)
        known[post.pk] = thread
        shown[post.root] = shown.get(post.root, 0) + 1
    for root, thread in by_root.items():
        thread.more = 0 if whole else max(0, thread.post.of_root - shown.get(root, 0))
    return tops
