"""A topic: what is talked about, and the words in which lists of topics are asked for."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from community.board.hosts import host_of, hosts
from community.interface.search import folded
from community.members.models import Centre, User
from community.notifications.models import Follow


class Kind(models.TextChoices):
    QUESTION = "question", _("question")
    IDEA = "idea", _("idea")
    NEWS = "news", _("news")
    HELP = "help", _("help wanted")
    CONCERN = "concern", _("concern")


def opening(**facts: Any) -> Exists:
    """The post that opens a topic, if it is as `facts` say."""
    return Exists(Topic._meta.apps.get_model("board", "Post").objects.filter(topic=OuterRef("pk"), number=1, **facts))


class TopicQuerySet(models.QuerySet["Topic"]):
    def for_centre(self, centre: Centre) -> "TopicQuerySet":
        return self.filter(centre=centre)

    def visible_to(self, member: User | AnonymousUser) -> "TopicQuerySet":
        """The list twin of the rule `board.view_topic`: a topic is seen by those who see what it hangs on."""
        seen = Q(host_type__isnull=True)
        for host in hosts():
            seen |= Q(host_type=host.content_type(), host_id__in=host.visible_to(member).order_by().values("pk"))
        shown = opening(hidden_at__isnull=True, held_at__isnull=True)
        if member.is_authenticated:
            served = Centre.objects.served_by(member, "moderator").values("pk")
            return self.filter(seen, shown | Q(centre__in=served) | Q(author=member))
        return self.filter(seen, shown)

    def on(self, host: models.Model) -> "TopicQuerySet":
        kind = host_of(host)
        return self.filter(host_type=kind.content_type(), host_id__in=kind.twins(host))

    def of_kind(self, kind: str) -> "TopicQuerySet":
        return self.filter(kind=kind)

    def tagged(self, slug: str) -> "TopicQuerySet":
        return self.filter(tagged__tag__slug=slug)

    def saying(self, words: str) -> "TopicQuerySet":
        """Those in whose title or posts each of `words` stands, whatever its accents."""
        found = self
        for word in folded(words).split():
            posts = Topic._meta.apps.get_model("board", "Post").objects.filter(topic=OuterRef("pk")).shown()
            found = found.filter(Q(folded__contains=word) | Exists(posts.filter(folded__contains=word)))
        return found

    def liveliest(self) -> "TopicQuerySet":
        """The pinned first, then those in which somebody spoke last."""
        return self.order_by(models.F("pinned_at").desc(nulls_last=True), "-last_post_at", "-pk")

    def newest(self) -> "TopicQuerySet":
        return self.order_by("-opened_at", "-pk")

    def overdue(self, at: dt.datetime) -> "TopicQuerySet":
        """Concerns that should have been answered by now, the longest waiting first."""
        waiting = self.filter(concern__answered_at__isnull=True, concern__due_at__lte=at)
        return waiting.order_by("concern__due_at", "pk")

    def with_opening(self) -> "TopicQuerySet":
        """With `opening_stands`: whether everybody may read the post that opens it."""
        return self.annotate(opening_stands=opening(hidden_at__isnull=True, held_at__isnull=True))

    def with_seen(self, member: User) -> "TopicQuerySet":
        """With `seen`: what had arrived last when `member` was there; None where they never were."""
        readings = Topic._meta.apps.get_model("board", "Reading").objects.filter(topic=OuterRef("pk"), member=member)
        return self.annotate(seen=models.Subquery(readings.values("number")[:1]))

    def with_unread(self, member: User) -> "TopicQuerySet":
        """And with `unread`: how many posts of others have arrived since then."""
        others = Topic._meta.apps.get_model("board", "Post").objects.filter(topic=OuterRef("pk")).standing()
        fresh = others.filter(arrival__gt=OuterRef("seen")).exclude(author=member).order_by().values("topic")
        count = Coalesce(models.Subquery(fresh.annotate(count=models.Count("pk")).values("count")), 0)
        return self.with_seen(member).annotate(unread=models.Case(models.When(seen__isnull=False, then=count)))

    def with_followed(self, member: User) -> "TopicQuerySet":
        """With `is_followed`: whether `member` follows it."""
        follows = Follow.objects.of(member).filter(target_type=ContentType.objects.get_for_model(Topic))
        return self.annotate(is_followed=Exists(follows.filter(target_id=OuterRef("pk"))))


class Topic(models.Model):  # type: ignore[django-manager-missing]  # taggit has no types
    """Its text is its first post. What is hidden with that post is hidden whole."""

    Kind = Kind

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="topics")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="topics")
    # Of a concern: nobody but a moderator learns who raised it, and their asking is logged.
    is_unnamed = models.BooleanField(_("do not show my name"), default=False)
    kind = models.CharField(_("what it is"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    tags = TaggableManager(_("tags"), through="board.TopicTag", blank=True)
    host_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True, related_name="+")
    host_id = models.BigIntegerField(null=True, blank=True)
    host = GenericForeignKey("host_type", "host_id")
    asks_stance = models.BooleanField(_("ask whether people are for or against"), default=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    pinned_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_because = models.CharField(_("why it is closed"), max_length=300, blank=True)
    # Written under the topic's row lock: the number of the last post, how many have arrived, how many of them stand.
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_arrival = models.PositiveIntegerField(default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)
    last_post_at = models.DateTimeField(default=timezone.now, editable=False)
    folded = models.CharField(max_length=240, editable=False, default="")

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [
            models.Index(fields=["centre", "-last_post_at"], name="topic_liveliest"),
            models.Index(fields=["host_type", "host_id"], name="topic_host"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="")
                | Q(closed_at__isnull=False) & ~Q(closed_because=""),
                name="a_topic_closes_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(is_unnamed=False) | Q(kind="concern"), name="only_a_concern_is_unnamed"),
            models.CheckConstraint(
                condition=Q(host_type__isnull=True, host_id__isnull=True)
                | Q(host_type__isnull=False, host_id__isnull=False),
                name="topic_whole_host",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("board:topic-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def live_name(self) -> str:
        return f"topic:{self.pk}"

    @cached_property
    def open_hall(self) -> Any:
        """Where questions from the hall are taken just now; asked once, in however many languages it is told."""
        return self._meta.apps.get_model("board", "Hall").objects.open(timezone.now()).filter(topic=self.pk).first()

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_concern(self) -> bool:
        return self.kind == Kind.CONCERN


class TopicTag(ItemBase):
    content_object = models.ForeignKey(Topic, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="topic_tags")

    class Meta:
        verbose_name = _("tag of a topic")
        verbose_name_plural = _("tags of topics")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_a_topic")]
