"""What happens when and where."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.blocks import RICH
from pages.fields import CentreMomentField
from pages.models.editing import EventForm
from pages.models.placed import Placed
from pages.models.seats import Gathering
from pages.models.stories import SAY_WHAT_IT_SHOWS
from pages.models.tree import CentreContent, ContentQuerySet, Obstacle


class EventIndex(CentreContent):
    """What comes next in a centre, and what has been."""

    template = "pages/event_list.html"
    parent_page_types = ["pages.CentrePage"]
    subpage_types = ["pages.EventPage"]
    is_creatable = False
    promote_panels: list[Any] = []
    translatable_fields = [TranslatableField("title")]

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listing import events  # lists read every kind of page

        return super().get_context(request, *args, **kwargs) | events(self, request)


class EventTag(TaggedItemBase):
    content_object = ParentalKey("pages.EventPage", on_delete=models.CASCADE, related_name="tagged_items")


class EventQuerySet(ContentQuerySet):
    def upcoming(self, at: dt.datetime) -> "EventQuerySet":
        """Not over yet, the next first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: dt.datetime) -> "EventQuerySet":
        """Over, the latest first."""
        return self.filter(ends_at__lte=at).order_by("-starts_at", "pk")

    def of_series(self, event: "EventPage") -> "EventQuerySet":
        """The other dates of the event's series."""
        return self.filter(series=event.series).exclude(translation_key=event.translation_key)

    def next_of_series(self, at: dt.datetime) -> "EventQuerySet":
        """Of each series the next date alone; where that is cancelled, also the next that takes place."""
        dates = EventPage.objects.shown().filter(series=OuterRef("series"), starts_at__lt=OuterRef("starts_at"))
        earlier = dates.filter(ends_at__gt=at).order_by()
        cancelled = EventPage.State.CANCELLED
        return self.exclude(Exists(earlier.exclude(state=cancelled))).exclude(Q(Exists(earlier), state=cancelled))

    def with_taken(self) -> "EventQuerySet":
        """With the number of seats that are taken."""
        taken = Gathering.objects.filter(key=OuterRef("translation_key")).values("taken")
        return self.annotate(taken=Subquery(taken))


class EventPage(Placed):
    class State(models.TextChoices):
        PLANNED = "planned", _("takes place")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")

    summary = models.CharField(_("summary"), max_length=240)
    cover = models.ForeignKey(
        "pages.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    cover_alt = models.CharField(_("what the picture shows"), max_length=240, blank=True)
    cover_decorative = models.BooleanField(_("the picture is decorative"), default=False)
    body = RichTextField(_("text"), features=RICH, blank=True)
    starts_at = CentreMomentField(_("starts"))
    ends_at = CentreMomentField(_("ends"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    change_notice = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Shown above the event and sent to everybody with a seat."),
    )
    place = models.CharField(_("place"), max_length=160, blank=True)
    online_url = models.URLField(_("online at"), blank=True)
    online_open = models.BooleanField(_("show the online address to everybody"), default=False)
    signup = models.BooleanField(_("people sign up for a seat"), default=True)
    capacity = models.PositiveIntegerField(_("seats"), default=0, help_text=_("0 = as many as come."))
    tags = ClusterTaggableManager(_("tags"), through=EventTag, blank=True)
    # The same for all dates of an event that repeats, in every language (pages.actions.repeating).
    series = models.UUIDField(_("series"), null=True, blank=True, editable=False, db_index=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldRowPanel(["starts_at", "ends_at"]), "state", "change_notice"],
            _("When (by the centre's clock)"),
        ),
        MultiFieldPanel(["place", Placed.point_panel(), "online_url", "online_open"], _("Where")),
        MultiFieldPanel(["signup", "capacity"], _("Seats")),
        MultiFieldPanel(["cover", "cover_alt", "cover_decorative"], _("Picture")),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    promote_panels = [MultiFieldPanel(["slug", "search_description"], _("For search engines"))]
    base_form_class = EventForm
    template = "pages/event_detail.html"
    joined = ("cover",)
    parent_page_types = ["pages.EventIndex"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["series"]
    # What is the same in every language; the seats hang on it (pages.actions.settling).
    SHARED = (
        "starts_at",
        "ends_at",
        "state",
        "latitude",
        "longitude",
        "online_url",
        "online_open",
        "signup",
        "capacity",
    )
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("summary"),
        SynchronizedField("cover"),
        TranslatableField("cover_alt"),
        SynchronizedField("cover_decorative", overridable=False),
        TranslatableField("body"),
        TranslatableField("change_notice"),
        TranslatableField("place"),
        *(SynchronizedField(name, overridable=False) for name in SHARED),
        TranslatableField("search_description"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def with_content_json(self, content: dict[str, Any]) -> "EventPage":
        """The series is the page's, whatever a revision from before remembers."""
        page: EventPage = super().with_content_json(content)
        page.series = self.series
        return page

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def zone(self) -> dt.tzinfo:
        return self.centre.zone if self.centre else dt.UTC

    @property
    def local_start(self) -> dt.datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> dt.datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def seats_left(self) -> int | None:
        """After `with_taken()`; None when as many may come as will."""
        return max(0, self.capacity - (self.taken or 0)) if self.signup and self.capacity else None

    def is_over(self, at: dt.datetime) -> bool:
        return self.ends_at <= at

    def takes_signups(self, at: dt.datetime) -> bool:
        return self.signup and not self.is_cancelled and self.starts_at > at

    def obstacles(self) -> Iterator[Obstacle]:
        if self.cover_id and not (self.cover_alt or self.cover_decorative):
            yield "cover_alt", SAY_WHAT_IT_SHOWS
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            yield "ends_at", _("An event ends after it starts.")
        yield from self.point_obstacles()
        if self.state != self.State.PLANNED and not self.change_notice:
            yield "change_notice", _("Say in a sentence what changed: people planned to come.")
        taken = Gathering.objects.filter(key=self.translation_key).values_list("taken", flat=True).first() or 0
        if 0 < self.capacity < taken:
            yield (
                "capacity",
                ngettext(
                    "%(taken)s person already has a seat: write to them before there are fewer.",
                    "%(taken)s people already have a seat: write to them before there are fewer.",
                    taken,
                )
                % {"taken": taken},
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listing import further_events  # lists read every kind of page

        context = super().get_context(request, *args, **kwargs)
        gathering = Gathering.objects.filter(key=self.translation_key).first()
        now = timezone.now()
        return (
            context
            | {"gathering": gathering, "over": self.is_over(now), "signup": self.takes_signups(now)}
            | further_events(self, request)
        )
