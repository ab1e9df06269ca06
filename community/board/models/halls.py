"""A hall: for some hours anybody asks about a topic from their phone, without an account.

What a browser did is kept under a keyed hash that holds for one hall: it counts once, and says nothing about anybody.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board.models.posts import Post
from community.board.models.topics import Topic
from community.members.models import Centre, User

LONGEST_QUESTION = 300
MOST_HOURS = 12
SERVING = ("moderator", "coordinator")


class HallQuerySet(models.QuerySet["Hall"]):
    def open(self, at: dt.datetime) -> "HallQuerySet":
        return self.filter(closed_at__isnull=True, closes_at__gt=at)

    def lapsed(self, at: dt.datetime) -> "HallQuerySet":
        """Those whose hours are over and that nobody has closed yet."""
        return self.filter(closed_at__isnull=True, closes_at__lte=at)

    def ended_before(self, at: dt.datetime) -> "HallQuerySet":
        return self.filter(Q(closed_at__lt=at) | Q(closed_at__isnull=True, closes_at__lt=at))

    def newest(self) -> "HallQuerySet":
        return self.order_by("-opened_at", "-pk")


class Hall(models.Model):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="halls")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closes_at = models.DateTimeField(_("open until"))
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = HallQuerySet.as_manager()

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        constraints = [
            models.UniqueConstraint(fields=["topic"], condition=Q(closed_at__isnull=True), name="one_hall_a_topic"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="a_hall_closes_later"),
        ]

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def centre(self) -> Centre:
        return self.topic.centre

    @property
    def live_name(self) -> str:
        """Followed by whoever sees the topic; it outlives one hall, as a projector does."""
        return f"hall:{self.topic_id}"

    @property
    def desk_name(self) -> str:
        """Followed by those who look after the topic: here stands what nobody has let in."""
        return f"desk:{self.topic_id}"

    @property
    def ended_at(self) -> dt.datetime:
        return self.closed_at or self.closes_at

    def is_open(self, at: dt.datetime) -> bool:
        return self.closed_at is None and at < self.closes_at


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, member: User | AnonymousUser) -> "QuestionQuerySet":
        """The list twin of the rule `board.view_question`."""
        seen = self.filter(hall__topic__in=Topic.objects.visible_to(member))
        if not member.is_authenticated:
            return seen.let_in()
        served = Centre.objects.served_by(member, *SERVING).values("pk")
        return seen.filter(Q(let_in_at__isnull=False) | Q(hall__topic__centre__in=served))

    def waiting(self) -> "QuestionQuerySet":
        return self.filter(let_in_at__isnull=True, turned_down_at__isnull=True)

    def let_in(self) -> "QuestionQuerySet":
        return self.filter(let_in_at__isnull=False)

    def unanswered(self) -> "QuestionQuerySet":
        return self.let_in().filter(answered_at__isnull=True)

    def shortlisted(self) -> "QuestionQuerySet":
        """Those that are to come next."""
        return self.unanswered().filter(shortlisted_at__isnull=False, on_screen_at__isnull=True)

    def on_screen(self) -> "QuestionQuerySet":
        return self.filter(on_screen_at__isnull=False)

    def answered(self) -> "QuestionQuerySet":
        return self.filter(answered_at__isnull=False)

    def turned_down(self) -> "QuestionQuerySet":
        return self.filter(turned_down_at__isnull=False)

    def oldest(self) -> "QuestionQuerySet":
        return self.order_by("asked_at", "pk")

    def newest(self) -> "QuestionQuerySet":
        """As they were let in: a page that brings them in one by one has them in the same order."""
        return self.order_by("-let_in_at", "-pk")

    def most_liked(self) -> "QuestionQuerySet":
        return self.order_by("-like_count", "asked_at", "pk")


class Question(models.Model):
    """Read by moderators only until `let_in_at`. Whatever it becomes then, exactly one of a hall is on screen."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet let in")
        TURNED_DOWN = "turned-down", _("turned down")
        ANSWERED = "answered", _("answered")
        ON_SCREEN = "on-screen", _("on screen")
        SHORTLISTED = "shortlisted", _("on the shortlist")
        LET_IN = "let-in", _("let in")

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="questions")
    text = models.CharField(_("your question"), max_length=LONGEST_QUESTION)
    name = models.CharField(_("first name"), max_length=30, blank=True)
    browser = models.CharField(max_length=64, editable=False)
    # Of the form that was sent: sent twice, it is one question.
    token = models.UUIDField(editable=False)
    # What the filter of words and links found, for the moderators.
    marks = models.CharField(max_length=300, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    let_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    shortlisted_at = models.DateTimeField(null=True, blank=True, editable=False)
    on_screen_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    turned_down_at = models.DateTimeField(null=True, blank=True, editable=False)
    # A rule of the house, or a sentence, in the centre's language.
    because = models.CharField(_("why not"), max_length=300, blank=True)
    like_count = models.PositiveIntegerField(default=0, editable=False)
    # Where it and its answer stand in the topic.
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question from the hall")
        verbose_name_plural = _("questions from the hall")
        indexes = [models.Index(fields=["hall", "-let_in_at"], name="question_let_in")]
        constraints = [
            models.UniqueConstraint(fields=["hall", "token"], name="one_question_a_form"),
            models.UniqueConstraint(
                fields=["hall"], condition=Q(on_screen_at__isnull=False), name="one_question_on_screen"
            ),
            models.CheckConstraint(
                condition=Q(let_in_at__isnull=False)
                | Q(shortlisted_at__isnull=True, on_screen_at__isnull=True, answered_at__isnull=True),
                name="only_what_was_let_in_is_shown",
            ),
            models.CheckConstraint(
                condition=Q(on_screen_at__isnull=True) | Q(answered_at__isnull=True), name="what_is_answered_leaves"
            ),
            models.CheckConstraint(
                condition=Q(turned_down_at__isnull=True, because="")
                | Q(turned_down_at__isnull=False, let_in_at__isnull=True) & ~Q(because=""),
                name="turned_down_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        where = {"centre": self.hall.centre.slug, "pk": self.hall.topic_id}
        return f"{reverse('board:question-ask', kwargs=where)}#question-{self.pk}"

    @property
    def is_let_in(self) -> bool:
        return self.let_in_at is not None

    @property
    def state(self) -> State:
        dates = {
            self.State.TURNED_DOWN: self.turned_down_at,
            self.State.ANSWERED: self.answered_at,
            self.State.ON_SCREEN: self.on_screen_at,
            self.State.SHORTLISTED: self.shortlisted_at,
            self.State.LET_IN: self.let_in_at,
        }
        return next((state for state, at in dates.items() if at is not None), self.State.WAITING)


class Like(models.Model):
    """A browser would like to hear the answer too."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="likes")
    browser = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [models.UniqueConstraint(fields=["question", "browser"], name="one_like_a_browser")]

    def __str__(self) -> str:
        return f"{self.question_id}"
