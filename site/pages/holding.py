from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members.holding import Held
from community.members.models import Centre
from pages.models import EventPage, StoryPage


def contribute(centre: Centre) -> Iterator[Held]:
    """Stories and events begun by one person and not published as they stand now; two queries."""
    kinds: tuple[Any, ...] = (StoryPage, EventPage)
    for kind in kinds:
        begun = kind.objects.for_centre(centre).filter(has_unpublished_changes=True, owner__isnull=False)
        for key, owner, title in begun.order_by("title", "pk").values_list("pk", "owner", "draft_title"):
            text = _("Began the draft “%(title)s”") % {"title": title}
            yield Held(owner, text, reverse("wagtailadmin_pages:edit", args=[key]))
