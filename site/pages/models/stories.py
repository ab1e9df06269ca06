"""Stories of the place, and the consent of whoever they portray."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.blocks import STORY_BLOCKS, is_decided, pictures_of
from pages.models.corrections import Correction, newest_first
from pages.models.editing import StoryForm
from pages.models.placed import Placed
from pages.models.travels import OriginPanel, Travelled
from pages.models.tree import CentreContent, Obstacle

SAY_WHAT_IT_SHOWS = _("Say what the picture shows, or tick that it is decorative.")


class StoryIndex(CentreContent):
    """The stories of a centre, newest first."""

    template = "pages/story_list.html"
    parent_page_types = ["pages.CentrePage"]
    subpage_types = ["pages.StoryPage"]
    is_creatable = False
    promote_panels: list[Any] = []
    translatable_fields = [TranslatableField("title")]

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listing import stories  # lists read every kind of page

        return super().get_context(request, *args, **kwargs) | stories(self, request)


class StoryTag(TaggedItemBase):
    content_object = ParentalKey("pages.StoryPage", on_delete=models.CASCADE, related_name="tagged_items")


class StoryPage(Travelled):
    summary = models.CharField(
        _("summary"), max_length=240, help_text=_("One or two sentences; shown in lists and by search engines.")
    )
    cover = models.ForeignKey(
        "pages.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    cover_alt = models.CharField(_("what the picture shows"), max_length=240, blank=True)
    cover_decorative = models.BooleanField(_("the picture is decorative"), default=False)
    cover_credit = models.CharField(_("credit"), max_length=120, blank=True)
    body = StreamField(STORY_BLOCKS, verbose_name=_("story"), blank=True)
    person = models.CharField(
        _("who is portrayed"), max_length=120, blank=True, help_text=_("Empty when nobody can be recognised.")
    )
    tags = ClusterTaggableManager(_("tags"), through=StoryTag, blank=True)

    content_panels = [
        OriginPanel(heading=_("Copied from another centre")),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(["cover", "cover_alt", "cover_decorative", "cover_credit"], _("Picture")),
        FieldPanel("body"),
        FieldPanel("tags"),
        MultiFieldPanel([Placed.point_panel()], _("Where it happens")),
        MultiFieldPanel(
            [FieldPanel("person"), InlinePanel("consents", label=_("Consent"))],
            _("Who is portrayed"),
            help_text=_("Seen by staff only. On the day after the last consent runs out the story unpublishes itself."),
        ),
        InlinePanel(
            "corrections",
            heading=_("Corrections"),
            label=_("Correction"),
            help_text=_(
                "Shown below the headline, in feeds and to search engines. What readers have seen stays as it is: "
                "only a coordinator takes a correction back or rewords it."
            ),
        ),
    ]
    promote_panels = [MultiFieldPanel(["slug", "search_description"], _("For search engines"))]
    base_form_class = StoryForm
    template = "pages/story_detail.html"
    joined = ("cover", "owner")
    parent_page_types = ["pages.StoryIndex"]
    subpage_types: list[str] = []
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("summary"),
        SynchronizedField("cover"),
        TranslatableField("cover_alt"),
        SynchronizedField("cover_decorative", overridable=False),
        SynchronizedField("cover_credit"),
        TranslatableField("body"),
        SynchronizedField("latitude", overridable=False),
        SynchronizedField("longitude", overridable=False),
        SynchronizedField("person", overridable=False),
        SynchronizedField("consents", overridable=False),
        TranslatableField("corrections"),
        TranslatableField("search_description"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @cached_property
    def corrected(self) -> list[Correction]:
        """Its corrections, the newest first."""
        return newest_first(self.corrections.all())

    def obstacles(self, consents: Iterable["Consent"] | None = None) -> Iterator[Obstacle]:
        if self.cover_id and not (self.cover_alt or self.cover_decorative):
            yield "cover_alt", SAY_WHAT_IT_SHOWS
        if not all(map(is_decided, pictures_of(self.body))):
            yield "body", SAY_WHAT_IT_SHOWS
        if self.person and not self.may_stay(self.consents.all() if consents is None else consents, timezone.now()):
            yield "person", _("Whoever is portrayed must have agreed, and the consent must still stand: add it below.")
        yield from self.point_obstacles()

    def picture_numbers(self) -> set[int]:
        return super().picture_numbers() | {picture.pk for picture in pictures_of(self.body)}

    def may_stay(self, consents: Iterable["Consent"], at: dt.datetime) -> bool:
        found = list(consents)
        return bool(found) and not any(consent.has_lapsed(at) for consent in found)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listing import further_stories  # lists read every kind of page

        return super().get_context(request, *args, **kwargs) | further_stories(self, request)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def lapsed(self, at: dt.datetime) -> "ConsentQuerySet":
        today = at.date()
        return self.filter(models.Q(stays_until__lt=today) | models.Q(withdrawn_on__lte=today))

    def lapsing(self, at: dt.datetime, within: dt.timedelta) -> "ConsentQuerySet":
        """Still standing, but not for long, the first to go first."""
        today = at.date()
        soon = self.filter(stays_until__range=(today, today + within), withdrawn_on__isnull=True)
        return soon.order_by("stays_until")


class Consent(models.Model):
    """That a portrayed person agreed to be shown, and until when."""

    class How(models.TextChoices):
        PAPER = "paper", _("signed on paper")
        MAIL = "mail", _("by e-mail")
        SPOKEN = "spoken", _("spoken, recorded")

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="consents")
    name = models.CharField(_("name"), max_length=120)
    given_on = models.DateField(_("given on"))
    how = models.CharField(_("how"), max_length=8, choices=How, default=How.PAPER)
    document = models.ForeignKey(
        "wagtaildocs.Document", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    stays_until = models.DateField(_("the story may stay until"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    panels = [MultiFieldPanel(["name", "given_on", "how", "document", "stays_until", "withdrawn_on"])]

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stays_until__gte=models.F("given_on")), name="consent_lasts_after_it_was_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.stays_until}"

    def has_lapsed(self, at: dt.datetime) -> bool:
        today = at.date()
        return self.stays_until < today or (self.withdrawn_on is not None and self.withdrawn_on <= today)
