"""A topic in which very many have written, as rows: writing them one by one would take minutes."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone

from community.board.models import Post, Topic
from community.board.models.posts import step_of
from community.board.wording import marked_up
from community.interface.search import folded
from community.members.models import User

WORDS = "A post of the usual length, in which somebody says what they think of it. " * 3
# Whom each of so many posts in a row answers, counted back; then from the start. Of twelve, five answer nobody.
MIXED = (0, 1, 1, 3, 4, 5, 0, 1, 0, 0, 1, 0)
ALL_TO_ONE = (0, *range(1, 5000))


def crowd(topic: Topic, authors: Sequence[User], until: int, answering: Sequence[int] = MIXED) -> None:
    """Fills a topic of one post up to number `until`, each written by the next of `authors`."""
    text, html, now = WORDS, marked_up(WORDS), timezone.now()
    posts: dict[int, Post] = {}
    answered: dict[int, int] = {}
    for number in range(2, until + 1):
        back = answering[(number - 2) % len(answering)]
        above = posts[number - back] if back else None
        posts[number] = Post(
            centre=topic.centre,
            topic=topic,
            number=number,
            arrival=number,
            path=(above.path if above else "") + step_of(number),
            root=above.root if above else number,
            author=authors[number % len(authors)],
            text=text,
            html=html,
            folded=folded(text),
            written_at=now - dt.timedelta(minutes=until - number),
            token=uuid.uuid4(),
            helpful_count=number % 7,
        )
        answered[number] = number - back
        if above:
            above.reply_count += 1
    Post.objects.bulk_create(posts.values(), batch_size=500)
    made = dict(topic.posts.values_list("number", "pk"))
    answers = [post for post in posts.values() if answered[post.number] != post.number]
    for post in answers:
        post.pk, post.parent_id = made[post.number], made[answered[post.number]]
    Post.objects.bulk_update(answers, ["parent"], batch_size=500)
    Topic.objects.filter(pk=topic.pk).update(last_number=until, last_arrival=until, post_count=until, last_post_at=now)
