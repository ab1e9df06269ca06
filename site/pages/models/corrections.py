"""What a published story had wrong: said on a day, beside the story, and kept there."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

LONGEST = 500


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def published_with(self, story: Any) -> "CorrectionQuerySet":
        """Those that readers have seen; what is only drafted stands in the story's revisions."""
        return self.filter(story=story.pk, story__first_published_at__isnull=False)


class Correction(TranslatableMixin, Orderable):
    story = ParentalKey("pages.StoryPage", on_delete=models.CASCADE, related_name="corrections")
    said_on = models.DateField(_("corrected on"))
    text = models.CharField(
        _("what was wrong, and what is right"),
        max_length=LONGEST,
        help_text=_("Plain words: “Until this day the story said 12 places; there are 14.”"),
    )

    objects = CorrectionQuerySet.as_manager()

    panels = [FieldPanel("said_on"), FieldPanel("text", widget=AdminAutoHeightTextInput)]
    translatable_fields = [TranslatableField("text"), SynchronizedField("said_on", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.said_on} · {self.text}"

    @property
    def words(self) -> tuple[dt.date, str]:
        """What makes it the same correction, whatever number a form gives it."""
        return self.said_on, self.text


def newest_first(corrections: Iterable[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda found: (found.said_on, found.sort_order or 0), reverse=True)
