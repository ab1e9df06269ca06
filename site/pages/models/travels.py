"""A story that another centre published first."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from community.members.models import Centre
from pages.models.placed import Placed


class Travelled(Placed):
    """Where a copy comes from. Its address and its words are its own; the original's is the one to be found by."""

    first_published_in = models.ForeignKey(
        Centre,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("first published in"),
    )
    copied_from = models.ForeignKey(
        "pages.StoryPage",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("copied from"),
    )

    class Meta:
        abstract = True

    @cached_property
    def origin(self) -> Any:
        """The original, as long as anybody may read it."""
        if self.copied_from_id is None:
            return None
        rows = type(self).objects.shown().defer_streamfields().select_related("locale", "owner")
        return rows.filter(pk=self.copied_from_id).first()

    def stands_in(self, centre: Centre) -> Any:
        """Its page or copy in the centre, in whichever language: the centre's own, if there is one."""
        key = self.translation_key
        of_it = models.Q(copied_from__translation_key=key) | models.Q(translation_key=key)
        return type(self).objects.filter(of_it, centre=centre).order_by("-original", "pk").first()

    @property
    def author(self) -> Any:
        """Who wrote it; whoever made a copy did not."""
        if self.first_published_in_id is None:
            return self.owner
        return self.origin.owner if self.origin else None


class OriginPanel(HelpPanel):
    """Says beside a copy whose story it is, and what has to be done before it goes up."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "pages/admin/origin_panel.html"} | kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.first_published_in_id is not None
