"""A post: one thing somebody said, its earlier wordings, and who found it helpful."""

import datetime as dt
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from community.board.models.topics import Topic
from community.interface.actions import discard_photo
from community.interface.models import Photo
from community.members.models import Centre, User
from community.moderation.models import Decision, Moderated, ModeratedQuerySet

LONGEST = 5000
# Posts within this time of their writing may be written anew by their author.
EDITABLE = dt.timedelta(minutes=15)
# Replies shown under one another before "continue here".
DEEPEST = 3
STEP = 4
MOST_STEPS = 60


class Stance(models.TextChoices):
    FOR = "for", _("for")
    AGAINST = "against", _("against")
    QUESTION = "question", _("a question")


def step_of(number: int) -> str:
    """Four signs that sort like the number, up to 1.6 million."""
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    digits = ""
    for _position in range(STEP):
        number, rest = divmod(number, 36)
        digits = signs[rest] + digits
    return digits


def said(text: str, alt: str) -> str:
    """What a post says, with what its picture shows, for those who look after the house."""
    return f"{text}\n\n[{alt}]" if alt else text


class PostQuerySet(ModeratedQuerySet):
    def for_centre(self, centre: Centre) -> "PostQuerySet":
        return self.filter(centre=centre)

    def visible_to(self, member: User | AnonymousUser) -> "PostQuerySet":
        """The list twin of the rule `board.view_post`."""
        seen = self.filter(topic__in=Topic.objects.visible_to(member), removed_at__isnull=True)
        if not member.is_authenticated:
            return seen.shown()
        served = Centre.objects.served_by(member, "moderator").values("pk")
        return seen.filter(Q(hidden_at__isnull=True, held_at__isnull=True) | Q(author=member) | Q(centre__in=served))

    def shown(self) -> Self:
        return super().shown().filter(held_at__isnull=True)

    def standing(self) -> Self:
        """Those whose words can be read."""
        return self.shown().filter(removed_at__isnull=True)

    def let_in(self) -> Self:
        """Without those that wait for a moderator; what is hidden or removed leaves its trace among them."""
        return self.filter(held_at__isnull=True)

    def top(self) -> "PostQuerySet":
        """Those that answer no other, without the one that opens the topic."""
        return self.let_in().filter(parent__isnull=True, number__gt=1)

    def newest(self) -> "PostQuerySet":
        return self.order_by("-arrival")

    def newest_written(self) -> "PostQuerySet":
        return self.order_by("-written_at", "-pk")

    def oldest(self) -> "PostQuerySet":
        return self.order_by("arrival")

    def most_helpful(self) -> "PostQuerySet":
        return self.order_by("-helpful_count", "-number")

    def under(self, post: "Post") -> "PostQuerySet":
        """Every answer to `post` and to these answers, as a conversation goes."""
        return self.let_in().filter(topic=post.topic_id, root=post.root, path__startswith=post.path, path__gt=post.path)

    def with_answers(self, most: int) -> "PostQuerySet":
        """Of topmost posts, with `of_root`, how many answers stand below each, and `reach`, the path of the `most`th.

        Asked of each post that is shown, so that it costs the same however long the other conversations are.
        """
        below = Post.objects.let_in().filter(topic=OuterRef("topic"), root=OuterRef("root"), parent__isnull=False)
        count = below.order_by().values("root").annotate(count=Count("pk")).values("count")
        reach = below.order_by("path").values("path")[most - 1 : most]
        return self.annotate(of_root=Coalesce(Subquery(count), 0), reach=Subquery(reach))

    def first_under_each(self, tops: "list[Post]") -> "PostQuerySet":
        """The answers below each of `tops`, as far as its `reach`.

        All first ones come before the second ones: of few that are taken, no conversation has all.
        """
        answered = [post for post in tops if post.of_root]
        ranges = [Q(root=post.root, **({"path__lte": post.reach} if post.reach else {})) for post in answered]
        if not ranges:
            return self.none()
        below = self.let_in().filter(reduce(or_, ranges), parent__isnull=False)
        place = Window(RowNumber(), partition_by=[F("root")], order_by=F("path").asc())
        return below.annotate(place=place).order_by("place", "root")


class Post(Moderated):
    """`path` names the numbers of the posts above it and its own, so that a conversation is one range of it."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    # Its place in the order in which posts could be read, which is that of their numbers as long as none has waited.
    arrival = models.PositiveIntegerField(null=True, editable=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    path = models.CharField(max_length=STEP * MOST_STEPS)
    # The number of the topmost post above it; its own where it answers none.
    root = models.PositiveIntegerField()
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts")
    stance = models.CharField(_("where you stand"), max_length=8, choices=Stance, blank=True)
    text = models.TextField(_("your words"), max_length=LONGEST)
    # The text as safe markup, made when it is written.
    html = models.TextField(editable=False)
    folded = models.TextField(editable=False, default="")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Waits for a moderator: its author and the moderators see it, nobody else does, and it counts nowhere.
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    helpful_count = models.PositiveIntegerField(default=0, editable=False)
    # Of the form that was sent: sent twice, it is one post.
    token = models.UUIDField(editable=False)

    removable = True
    # Where it was asked for by `with_answers`.
    of_root: int
    reach: str | None

    objects = PostQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(fields=["topic", "root", "path"], name="post_conversation"),
            models.Index(fields=["topic", "-helpful_count", "-number"], name="post_most_helpful"),
            models.Index(fields=["author", "-written_at"], name="post_of_author"),
        ]
        constraints = [
            *Moderated.Meta.constraints,
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_a_number"),
            models.UniqueConstraint(fields=["topic", "arrival"], name="one_post_an_arrival"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, arrival__isnull=False)
                | Q(held_at__isnull=False, arrival__isnull=True),
                name="what_waits_has_not_arrived",
            ),
            models.UniqueConstraint(fields=["author", "token"], name="one_post_a_form"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(text="", html="", folded=""), name="removed_words_are_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.topic.title

    def get_absolute_url(self) -> str:
        where = {"centre": self.centre.slug, "pk": self.topic_id}
        if self.number == 1:
            return reverse("board:topic-detail", kwargs=where)
        return reverse("board:post-detail", kwargs=where | {"number": self.number})

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def depth(self) -> int:
        return len(self.path) // STEP

    @property
    def is_unnamed(self) -> bool:
        """Written by whoever raised the concern without their name."""
        return self.topic.is_unnamed and self.author_id is not None and self.author_id == self.topic.author_id

    @cached_property
    def shown_author(self) -> str:
        """Empty where the name is not to be shown or the member has gone."""
        return "" if self.is_unnamed or self.author is None else str(self.author)

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    @property
    def is_shown(self) -> bool:
        """To everybody who sees its topic."""
        return not (self.is_removed or self.is_hidden or self.is_held)

    @property
    def shown_picture(self) -> "PostPicture | None":
        """None also where it was taken away a moment ago."""
        picture: PostPicture | None = getattr(self, "picture", None)
        return picture if picture and picture.pk else None

    def words(self) -> str:
        return said(self.text, self.shown_picture.alt if self.shown_picture else "")

    def photos(self) -> list[Photo]:
        return [self.shown_picture] if self.shown_picture else []

    def settle(self, decision: Decision) -> None:
        from community.board.actions import settle  # the verbs that tell the pages stand above the models

        settle(post=self, decision=decision)

    def erase_words(self) -> None:
        """And the picture with them."""
        self.versions.all().delete()
        if self.shown_picture:
            discard_photo(self.shown_picture)
        self.text = self.html = self.folded = ""
        self.save(update_fields=["text", "html", "folded"])

    def may_still_be_edited(self, at: dt.datetime) -> bool:
        return not self.is_removed and not self.is_hidden and at < self.written_at + EDITABLE


class PostPicture(Photo):
    """What a post shows beside its words; gone with them."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="picture")

    class Meta:
        verbose_name = _("picture of a post")
        verbose_name_plural = _("pictures of posts")

    def address(self, size: str, kind: str) -> str:
        post = self.post
        place = {"centre": post.centre.slug, "pk": post.topic_id, "number": post.number, "picture": self.pk}
        return reverse("board:post-picture", kwargs=place | {"size": size, "kind": kind})


class PostVersion(models.Model):
    """A wording that its author replaced; public, as long as the post is."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    text = models.TextField(max_length=LONGEST)
    html = models.TextField()
    # What its picture showed. The picture itself is not kept: it may have been the wrong one.
    alt = models.CharField(max_length=200, blank=True)
    replaced_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return str(self.post)


class Helpful(models.Model):
    """A member found a post helpful. Who did is shown to nobody."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="helpful")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("found helpful")
        verbose_name_plural = _("found helpful")
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="helpful_once_a_member")]

    def __str__(self) -> str:
        return f"{self.post_id}"
