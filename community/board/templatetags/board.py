"""How topics and posts are shown."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.board.hosts import host_of
from community.board.models import Concern, Kind, Post, Question, Topic
from community.board.wording import plain

register = template.Library()

MOST_SHOWN = 5
# How many signs fill a projector's screen at most, in each size of letters.
SIZES = {"short": 70, "medium": 110, "long": 180}

KINDS = {Kind.CONCERN: "warn", Kind.HELP: "accent", Kind.NEWS: "info", Kind.IDEA: "good"}
STANCES = {"for": "good", "against": "bad", "question": "info"}


@register.filter
def author_words(post: Post) -> str:
    """The name, or what stands in its place."""
    if post.shown_author:
        return post.shown_author
    return _("whoever raised this concern") if post.is_unnamed else _("former member")


@register.filter
def raised_by(topic: Topic) -> str:
    if topic.is_unnamed:
        return _("raised without a name")
    return str(topic.author) if topic.author else _("former member")


@register.filter
def own_url(post: Post) -> str:
    """Below it stands what one may do with a post, also with the one that opens the topic."""
    where = {"centre": post.centre.slug, "pk": post.topic_id, "number": post.number}
    return reverse("board:post-detail", kwargs=where)


@register.filter
def hall_url(question: Question, verb: str) -> str:
    hall = question.hall
    where = {"centre": hall.centre.slug, "pk": hall.topic_id, "question": question.pk}
    return reverse(f"board:question-{verb}", kwargs=where)


@register.filter
def length_word(text: str) -> str:
    """How large it can stand on a screen."""
    return next((word for word, most in SIZES.items() if len(text) <= most), "longest")


@register.filter
def kind_kind(topic: Topic) -> str:
    return KINDS.get(Kind(topic.kind), "")


@register.filter
def stance_kind(stance: str) -> str:
    return STANCES.get(stance, "")


@register.filter
def late(concern: Concern) -> bool:
    return concern.is_overdue(timezone.now())


@register.filter
def answers(post_count: int) -> int:
    """The opening post answers nothing."""
    return max(0, post_count - 1)


@register.filter
def host_label(topic: Topic) -> str:
    return host_name(topic.host)


@register.filter
def host_name(host: Any) -> str:
    return host_of(host).label(host)


@register.filter
def beginning(post: Post) -> str:
    return "" if post.is_hidden else plain(post.text, 160)


@register.inclusion_tag("board/_on_host.html", takes_context=True)
def topics_on(context: dict[str, Any], thing: Any) -> dict[str, Any]:
    """The topics that hang on `thing`, and the way to open one. One query."""
    shown = Topic.objects.on(thing).visible_to(context["request"].user).liveliest().select_related("author", "concern")
    topics = list(shown[:MOST_SHOWN])
    for topic in topics:
        topic.centre = context["centre"]
    return {"topics": topics, "centre": context["centre"], "about": f"{host_of(thing).word}-{thing.pk}"}
