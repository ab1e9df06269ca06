"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from community.board.actions.writing import take_words
from community.board.models import Asking, Concern, Helpful, Post, Reading, Topic
from community.live.actions import forget
from community.members.models import User

EARLIER = ("text", "alt", "replaced_at")


class BoardContribution:
    def export(self, member: User) -> dict[str, Any]:
        posts = Post.objects.filter(author=member).select_related("picture").order_by("pk")
        facts = ("topic__centre__name", "topic__title", "number", "text", "stance", "written_at", "removed_at")
        concerns = Concern.objects.filter(topic__author=member).order_by("pk")
        return {
            "topics": list(
                Topic.objects.filter(author=member)
                .order_by("pk")
                .values("centre__name", "kind", "title", "is_unnamed", "opened_at")
            ),
            "posts": [
                row | {"picture": pictured(post), "earlier_wordings": list(post.versions.values(*EARLIER))}
                for post, row in zip(posts, posts.values(*facts), strict=True)
            ],
            "concerns": list(concerns.values("topic__title", "due_at", "answered_at", "verdict")),
            "asked_who_raised_my_concern": list(
                Asking.objects.filter(concern__topic__author=member)
                .order_by("pk")
                .values("concern__topic__title", "because", "at")
            ),
            "asked_who_raised_a_concern": list(
                Asking.objects.filter(by=member).order_by("pk").values("concern__topic__title", "at")
            ),
            "found_helpful": list(
                Helpful.objects.filter(member=member).order_by("pk").values("post__topic", "post__number", "created_at")
            ),
            "read_up_to": list(Reading.objects.filter(member=member).order_by("pk").values("topic__title", "number")),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Words and pictures stay under "former member" or go; a trace of them stays, for those who answered."""
        Reading.objects.filter(member=member).delete()
        thanked = list(Helpful.objects.filter(member=member).values_list("post", flat=True))
        Post.objects.filter(pk__in=thanked).update(helpful_count=F("helpful_count") - 1)
        Helpful.objects.filter(member=member).delete()
        for post in Post.objects.filter(author=member).select_related("topic"):
            forget(post.topic.live_name, f"post-{post.number}")
        if not keep_public:
            for post in Post.objects.filter(author=member, removed_at__isnull=True).select_related("picture"):
                take_words(post, timezone.now())
        Asking.objects.filter(concern__topic__author=member).update(because="")
        Topic.objects.filter(author=member).update(author=None)
        Post.objects.filter(author=member).update(author=None)


def pictured(post: Post) -> dict[str, Any] | None:
    picture = post.shown_picture
    return {"shows": picture.alt, "file": picture.large_jpg} if picture else None


def contribute() -> BoardContribution:
    return BoardContribution()
