"""Who may do what on the board. The `visible_to` of topics, posts and questions from the hall are the list twins.

A moderator or coordinator looks after the topics of their centre. Nobody changes another's words.
"""

from typing import Any

import rules
from django.utils import timezone

from community.board.hosts import host_of
from community.board.models import Concern, Hall, Post, Question, Topic
from community.members.rules import is_coordinator, is_moderator
from community.moderation.rules import hears_about, is_banned, is_silenced


@rules.predicate
def is_signed_in(user: Any, thing: Any) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def sees_host(user: Any, topic: Topic) -> bool:
    """Whoever sees what a topic hangs on sees the topic."""
    if topic.host_type_id is None:
        return True
    return topic.host is not None and host_of(topic.host).visible_to(user).filter(pk=topic.host_id).exists()


@rules.predicate
def is_shown(user: Any, topic: Topic) -> bool:
    """Its first post is not hidden, or the reader is its author or moderates here."""
    if is_moderator(user, topic.centre) or is_topic_author(user, topic):
        return True
    if hasattr(topic, "opening_stands"):  # asked for with the topic itself
        return bool(topic.opening_stands)
    return topic.posts.shown().filter(number=1).exists()


@rules.predicate
def is_topic_author(user: Any, topic: Topic) -> bool:
    return user.is_authenticated and topic.author_id == user.pk


@rules.predicate
def looks_after(user: Any, topic: Topic) -> bool:
    return is_moderator(user, topic.centre) or is_coordinator(user, topic.centre)


@rules.predicate
def is_open(user: Any, topic: Topic) -> bool:
    return not topic.is_closed


@rules.predicate
def wrote(user: Any, post: Post) -> bool:
    return user.is_authenticated and post.author_id == user.pk


@rules.predicate
def still_stands(user: Any, post: Post) -> bool:
    return not post.is_removed and not post.is_hidden


@rules.predicate
def is_fresh(user: Any, post: Post) -> bool:
    return post.may_still_be_edited(timezone.now())


@rules.predicate
def topic_of_post_is_open(user: Any, post: Post) -> bool:
    return not post.topic.is_closed


@rules.predicate
def sees_topic_of(user: Any, post: Post) -> bool:
    return can_view(user, post.topic)


@rules.predicate
def post_is_shown(user: Any, post: Post) -> bool:
    if post.is_removed:
        return False
    return not (post.is_hidden or post.is_held) or wrote(user, post) or is_moderator(user, post.centre)


@rules.predicate
def owns(user: Any, concern: Concern) -> bool:
    """Owes its answer: who took it, and any coordinator."""
    return user.is_authenticated and (concern.owner_id == user.pk or is_coordinator(user, concern.centre))


@rules.predicate
def raised(user: Any, concern: Concern) -> bool:
    return user.is_authenticated and concern.topic.author_id == user.pk


@rules.predicate
def is_silenced_in_topic(user: Any, topic: Topic) -> bool:
    return is_silenced(user, topic.centre)


@rules.predicate
def is_silenced_by_centre(user: Any, post: Post) -> bool:
    return is_silenced(user, post.centre)


@rules.predicate
def is_answered(user: Any, concern: Concern) -> bool:
    return concern.is_answered


@rules.predicate
def coordinates(user: Any, concern: Concern) -> bool:
    return is_coordinator(user, concern.centre)


@rules.predicate
def hides_a_name(user: Any, concern: Concern) -> bool:
    return concern.topic.is_unnamed and concern.topic.author_id is not None


@rules.predicate
def moderates(user: Any, concern: Concern) -> bool:
    return is_moderator(user, concern.centre)


@rules.predicate
def sees_topic_of_hall(user: Any, hall: Hall) -> bool:
    return can_view(user, hall.topic)


@rules.predicate
def takes_questions(user: Any, hall: Hall) -> bool:
    return hall.is_open(timezone.now()) and not hall.topic.is_closed


@rules.predicate
def is_silenced_in_hall(user: Any, hall: Hall) -> bool:
    return is_silenced(user, hall.centre)


@rules.predicate
def is_in_hall(user: Any, question: Question) -> bool:
    """Sees the hall in which it was asked."""
    return sees_topic_of_hall(user, question.hall)


@rules.predicate
def is_let_in(user: Any, question: Question) -> bool:
    return question.is_let_in


@rules.predicate
def looks_after_question(user: Any, question: Question) -> bool:
    return looks_after(user, question.hall.topic)


@rules.predicate
def may_stand_in_topic(user: Any, question: Question) -> bool:
    """It was answered, and the topic is still written in."""
    return question.answered_at is not None and not question.hall.topic.is_closed


@rules.predicate
def still_takes_likes(user: Any, question: Question) -> bool:
    return question.answered_at is None and takes_questions(user, question.hall)


can_view = sees_host & is_shown
may_speak = is_signed_in & ~is_silenced_in_topic
can_write = may_speak & can_view & is_open

rules.add_perm("board.view_topic", can_view)
rules.add_perm("board.view_post", sees_topic_of & post_is_shown)
rules.add_perm("board.view_picture", (sees_topic_of & post_is_shown) | hears_about)
rules.add_perm("board.open_topic", is_signed_in & ~is_silenced)
rules.add_perm("board.write_post", can_write)
rules.add_perm("board.edit_post", wrote & is_fresh & topic_of_post_is_open & ~is_silenced_by_centre)
rules.add_perm("board.remove_post", wrote & still_stands)
rules.add_perm("board.thank_post", is_signed_in & ~wrote & still_stands & sees_topic_of)
rules.add_perm("board.follow_topic", is_signed_in & can_view)
rules.add_perm("board.manage_topic", looks_after)
rules.add_perm("board.take_concern", coordinates & ~is_answered)
rules.add_perm("board.answer_concern", owns)
rules.add_perm("board.judge_concern", raised & is_answered)
# Never whoever owes the answer: it might be about them.
rules.add_perm("board.ask_name", moderates & hides_a_name & ~owns & ~raised)
rules.add_perm("board.ask_in_hall", sees_topic_of_hall & takes_questions & ~is_silenced_in_hall)
rules.add_perm("board.view_question", is_in_hall & (is_let_in | looks_after_question))
rules.add_perm("board.like_question", is_in_hall & is_let_in & still_takes_likes)
rules.add_perm("board.moderate_question", looks_after_question)
rules.add_perm("board.keep_question", looks_after_question & may_stand_in_topic)


def may_follow(user: Any, pk: int) -> bool:
    """Whether the topic's live page may be followed: by whoever sees it, and is not banned there."""
    topic = Topic.objects.filter(pk=pk).select_related("centre").first()
    return topic is not None and can_view(user, topic) and not is_banned(user, topic.centre)


def may_follow_desk(user: Any, pk: int) -> bool:
    """Whether what waits for the moderators of a hall may be followed."""
    topic = Topic.objects.filter(pk=pk).select_related("centre").first()
    return topic is not None and looks_after(user, topic) and may_follow(user, pk)
