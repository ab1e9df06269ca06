"""The initiative itself and the words in which its lists are asked for."""

import datetime as dt
import math
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from community.interface.models import Photo
from community.interface.search import folded
from community.members.models import Centre, User
from community.moderation.models import Moderated, ModeratedQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("gathering support")
    FORMAL = "formal", _("formal check")
    MERIT = "merit", _("merit check")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")
    APPEALED = "appealed", _("appealed")
    REJECTED = "rejected", _("appeal rejected")
    ON_BALLOT = "on_ballot", _("on the ballot")
    TAKEN_UP = "taken_up", _("taken up")
    SELECTED = "selected", _("selected")
    NOT_SELECTED = "not_selected", _("not selected")
    IN_DELIVERY = "in_delivery", _("in delivery")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")


METRES_A_DEGREE = 111_320
# Sheets that were signed in time are counted as long after the deadline.
COUNTING = dt.timedelta(days=14)
# Neither on the map nor among what is similar: nothing will become of it here.
GONE = (State.WITHDRAWN, State.MERGED)
# Published, and the centre has not answered yet.
UNANSWERED = (State.PUBLISHED, State.FORMAL, State.MERIT)
# Decided: something is carried out, or has been.
DELIVERED = (State.TAKEN_UP, State.SELECTED, State.IN_DELIVERY, State.DONE)


class Category(models.TextChoices):
    PUBLIC_SPACE = "public_space", _("public space")
    ROADS = "roads", _("roads and paths")
    CHILDREN = "children", _("children and school")
    CULTURE = "culture", _("culture")
    SPORT = "sport", _("sport and play")
    NATURE = "nature", _("nature")
    SENIORS = "seniors", _("older people")
    SAFETY = "safety", _("safety")
    ECONOMY = "economy", _("work and trade")
    INTEGRATION = "integration", _("coming home")


def shared_with(member: User) -> models.QuerySet[Any]:
    """The initiatives of which `member` is a co-author, or is asked to become one."""
    rows = apps.get_model("proposals", "CoAuthor").objects
    return rows.filter(member=member).values("initiative")


class InitiativeQuerySet(ModeratedQuerySet):
    def for_centre(self, centre: Centre) -> "InitiativeQuerySet":
        return self.filter(centre=centre)

    def public(self) -> "InitiativeQuerySet":
        """What anybody may read: published at some time, and not hidden."""
        return self.shown().exclude(state=State.DRAFT)

    def visible_to(self, member: User | AnonymousUser) -> "InitiativeQuerySet":
        """The list twin of the rule `proposals.view_initiative`."""
        if not member.is_authenticated:
            return self.public()
        coordinated = Centre.objects.served_by(member, "coordinator").values("pk")
        moderated = Centre.objects.served_by(member, "moderator").values("pk")
        ready = ~Q(state=State.DRAFT) | Q(centre__in=coordinated)
        own = Q(author=member) | Q(pk__in=shared_with(member))
        return self.filter(own | ready & (Q(hidden_at__isnull=True) | Q(centre__in=moderated)))

    def by(self, member: User) -> "InitiativeQuerySet":
        """Those of which `member` is the author or a co-author."""
        own = Q(author=member) | Q(pk__in=shared_with(member).filter(accepted_at__isnull=False))
        return self.filter(own).order_by("-created_at", "-pk")

    def gathering(self, at: dt.datetime) -> "InitiativeQuerySet":
        """Open for support at `at`, the nearest deadline first."""
        return self.public().filter(state=State.PUBLISHED, support_until__gt=at).order_by("support_until", "pk")

    def backed(self) -> "InitiativeQuerySet":
        """Enough people stand behind them, and nobody has answered yet; the longest waiting first."""
        enough = self.public().filter(state__in=UNANSWERED, support_count__gte=F("threshold"))
        return enough.order_by(F("answer_due_at").asc(nulls_last=True), "published_at", "pk")

    def overdue(self, at: dt.datetime) -> "InitiativeQuerySet":
        """The centre should have answered by now."""
        return self.backed().filter(answer_due_at__lte=at)

    def mergeable(self) -> "InitiativeQuerySet":
        return self.public().filter(state__in=UNANSWERED)

    def saying(self, words: str) -> "InitiativeQuerySet":
        """Those in whose text each of `words` stands, whatever its accents."""
        found = self
        for word in folded(words).split():
            found = found.filter(folded__contains=word)
        return found

    def around(self, place: str) -> "InitiativeQuerySet":
        return self.filter(folded_place__contains=folded(place).strip())

    def near(self, latitude: float, longitude: float, metres: float) -> "InitiativeQuerySet":
        """Those within a square around the point, the nearest first."""
        north = metres / METRES_A_DEGREE
        shrink = max(0.01, math.cos(math.radians(latitude)))
        east = north / shrink
        found = self.filter(
            latitude__range=(latitude - north, latitude + north),
            longitude__range=(longitude - east, longitude + east),
        )
        down = (F("latitude") - latitude) * (F("latitude") - latitude)
        across = (F("longitude") - longitude) * (F("longitude") - longitude) * (shrink * shrink)
        return found.annotate(distance=models.ExpressionWrapper(down + across, models.FloatField())).order_by(
            "distance", "pk"
        )

    def tallies(self) -> dict[str, int]:
        """State → how many."""
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def newest(self) -> "InitiativeQuerySet":
        return self.order_by("-published_at", "-pk")

    def most_supported(self) -> "InitiativeQuerySet":
        return self.order_by("-support_count", "-published_at", "-pk")


class Initiative(Moderated):  # type: ignore[django-manager-missing]  # taggit has no types
    State = State
    Category = Category

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="initiatives")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="initiatives")
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240)
    description = models.TextField(_("description"), blank=True, max_length=20_000)
    category = models.CharField(_("category"), max_length=16, choices=Category)
    tags = TaggableManager(_("tags"), through="proposals.InitiativeTag", blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    # The ring of a drawn area, pairs of longitude and latitude as in GeoJSON; the point then lies in its middle.
    outline = models.JSONField(null=True, blank=True)
    # In the currency's minor unit.
    cost = models.PositiveBigIntegerField(_("estimated cost"), default=0)
    # What it cost in the end, once it is done.
    spent = models.PositiveBigIntegerField(_("spent"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    area = models.ForeignKey(
        "proposals.Area",
        models.SET_NULL,
        verbose_name=_("for which part of the commune"),
        null=True,
        blank=True,
        related_name="initiatives",
    )
    # Fixed at publishing: a centre that changes its terms does not move the goal of who already gathers.
    threshold = models.PositiveIntegerField(_("supporters needed"), default=15)
    support_until = models.DateTimeField(_("support until"), null=True, blank=True)
    # Fixed when the last supporter needed signs, and when the centre refuses.
    answer_due_at = models.DateTimeField(_("answer due"), null=True, blank=True, editable=False)
    appeal_until = models.DateTimeField(_("appeal until"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged_from"
    )
    # Written under the initiative's row lock together with each signature.
    support_count = models.PositiveIntegerField(_("supporters"), default=0, editable=False)
    # Those among them who signed on paper.
    paper_count = models.PositiveIntegerField(_("supporters on paper"), default=0, editable=False)
    folded = models.TextField(editable=False, default="")
    folded_place = models.CharField(max_length=200, editable=False, default="")

    objects = InitiativeQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        indexes = [
            models.Index(fields=["centre", "-published_at"], name="initiative_newest"),
            models.Index(fields=["centre", "-support_count"], name="initiative_most_supported"),
            models.Index(fields=["centre", "state"], name="initiative_state"),
        ]
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="initiative_whole_point",
            ),
            models.CheckConstraint(condition=Q(paper_count__lte=F("support_count")), name="paper_is_part_of_support"),
            models.CheckConstraint(
                condition=Q(state="merged") | Q(merged_into__isnull=True), name="only_the_merged_lead_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="merged_into_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:initiative-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    def words(self) -> str:
        return "\n\n".join(part for part in (self.title, self.summary, self.description) if part)

    def photos(self) -> list[Photo]:
        return list(self.pictures.all())

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def has_enough_support(self) -> bool:
        return self.support_count >= self.threshold

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @cached_property
    def coauthor_ids(self) -> frozenset[int]:
        return frozenset(self.coauthors.accepted().values_list("member_id", flat=True))

    @cached_property
    def invited_ids(self) -> frozenset[int]:
        return frozenset(self.coauthors.waiting().exclude(member=None).values_list("member_id", flat=True))

    def authors(self) -> list[User]:
        """Who speaks for it: the author first, then those who accepted to write it with them."""
        joined = [row.member for row in self.coauthors.accepted().select_related("member")]
        return [author for author in [self.author, *joined] if author]

    def is_overdue(self, at: dt.datetime) -> bool:
        """The centre owes an answer, and the day on which it was due is over."""
        due = self.answer_due_at
        return self.is_unanswered and self.has_enough_support and due is not None and due <= at

    def may_be_appealed(self, at: dt.datetime) -> bool:
        return self.state == State.REFUSED and self.appeal_until is not None and at < self.appeal_until

    def is_gathering(self, at: dt.datetime) -> bool:
        return self.state == State.PUBLISHED and self.support_until is not None and at < self.support_until

    @property
    def online_count(self) -> int:
        return self.support_count - self.paper_count

    @property
    def sheets_until(self) -> dt.datetime | None:
        return self.support_until + COUNTING if self.support_until else None

    def takes_sheets(self, at: dt.datetime) -> bool:
        return self.state == State.PUBLISHED and self.sheets_until is not None and at < self.sheets_until

    def fell_short(self, at: dt.datetime) -> bool:
        """Its time to gather support is over, and too few came."""
        return self.state == State.PUBLISHED and not self.is_gathering(at) and not self.has_enough_support


class InitiativeTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="initiative_tags")
    content_object = models.ForeignKey(Initiative, models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="one_initiative_tag")]
