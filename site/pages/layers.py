"""What the pages put on the map: events to come and stories, as far as an editor said where. Anybody may read them."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Centre, User
from maps.layers import Layer, Spot
from pages.listing import NEWEST
from pages.models import EventPage, StoryPage
from pages.routes import address

MOST = 200


def events(centre: Centre, member: User | None, language: str) -> list[Spot]:
    """Those that take place and are not over, the next first. One query."""
    found = placed(EventPage, centre, language).exclude(state=EventPage.State.CANCELLED).upcoming(timezone.now())
    return [spot_of(page, "event", f"{_('event')}, {moment_of(page, centre)}", language) for page in found[:MOST]]


def stories(centre: Centre, member: User | None, language: str) -> list[Spot]:
    """The newest. One query."""
    found = placed(StoryPage, centre, language).order_by(*NEWEST)
    return [spot_of(page, "story", _("story"), language) for page in found[:MOST]]


def placed(model: Any, centre: Centre, language: str) -> Any:
    """With a place; one page of each set of translations."""
    found = model.objects.shown().for_centre(centre).once(language).filter(latitude__isnull=False)
    return found.defer_streamfields().select_related("locale")


def moment_of(page: EventPage, centre: Centre) -> str:
    """By the centre's clock, in the reader's words."""
    at = page.starts_at.astimezone(centre.zone)
    return f"{date_format(at, 'DATE_FORMAT')}, {date_format(at, 'H:i')}"


def spot_of(page: Any, kind: str, label: str, language: str) -> Spot:
    return Spot(
        title=page.title,
        url=address(page, language),
        latitude=page.latitude,
        longitude=page.longitude,
        kind=kind,
        label=label,
        summary=page.summary,
        language=page.locale.language_code,
    )


EVENTS = Layer("events", gettext_lazy("Events"), events)
STORIES = Layer("stories", gettext_lazy("Stories"), stories)
