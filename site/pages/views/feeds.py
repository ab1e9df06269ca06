"""Atom feeds of stories and events, of the network and of each centre."""

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import feedgenerator, timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from community.members.models import Centre
from community.members.views import find_centre
from pages.listing import NEWEST
from pages.models import EventPage, StoryPage

LENGTH = 30


class AtomFeed(View):
    """Entries are addressed by what the settings say, never by what a request claims to be."""

    room = ""

    def get(self, request: HttpRequest, centre: str | None = None) -> HttpResponse:
        place = find_centre(centre) if centre else None
        home = f"{settings.BASE_URL}/{get_language()}/" + (f"{place.slug}/{self.room}/" if place else "")
        feed = feedgenerator.Atom1Feed(
            title=self.heading(place),
            link=home,
            description="",
            language=get_language(),
            feed_url=settings.BASE_URL + request.path,
        )
        for page in self.entries(place):
            feed.add_item(unique_id=f"urn:uuid:{page.translation_key}", **self.entry(page))
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    def heading(self, place: Centre | None) -> str:
        raise NotImplementedError

    def entries(self, place: Centre | None) -> Any:
        raise NotImplementedError

    def entry(self, page: Any) -> dict[str, Any]:
        return {
            "title": page.title,
            "link": page.canonical(),
            "description": escape(page.summary),  # a reader takes it for markup
            "pubdate": page.first_published_at,
            "updateddate": page.last_published_at or page.first_published_at,
        }


class StoryFeed(AtomFeed):
    room = "stories"

    def heading(self, place: Centre | None) -> str:
        return _("Stories: %(where)s") % {"where": place.local_name if place else "LOCER"}

    def entries(self, place: Centre | None) -> Any:
        rows = StoryPage.objects.shown().once(get_language()).listed().order_by(*NEWEST)
        rows = rows.annotate(corrected_on=Max("corrections__said_on"))
        return (rows.for_centre(place) if place else rows)[:LENGTH]

    def entry(self, page: Any) -> dict[str, Any]:
        facts = super().entry(page)
        if page.corrected_on is not None:
            said = _("Corrected on %(day)s.") % {"day": date_format(page.corrected_on, "DATE_FORMAT")}
            facts["description"] = f"{facts['description']} {escape(said)}"
        return facts


class EventFeed(AtomFeed):
    room = "events"

    def heading(self, place: Centre | None) -> str:
        return _("Events: %(where)s") % {"where": place.local_name if place else "LOCER"}

    def entries(self, place: Centre | None) -> Any:
        rows = EventPage.objects.shown().once(get_language()).listed().upcoming(timezone.now())
        return (rows.for_centre(place) if place else rows)[:LENGTH]

    def entry(self, page: Any) -> dict[str, Any]:
        when = page.local_start.strftime("%Y-%m-%d %H:%M")
        return super().entry(page) | {"title": f"{when} · {page.title}"}
