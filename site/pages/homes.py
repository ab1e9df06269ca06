"""What the two kinds of home are composed of."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from community.interface.templatetags.interface import number
from community.members.models import Centre
from community.members.waiting import waiting_for
from maps.quick import quick_questions
from pages.deciding import deciding_now
from pages.listing import NEWEST
from pages.models.events import EventPage
from pages.models.stories import StoryPage

LATEST = 3
LATEST_OF_NETWORK = 6
NEXT = 4


def network(page: Any, request: HttpRequest) -> dict[str, Any]:
    centres = list(Centre.objects.open().prefetch_related("texts"))
    people = sum(place.population for place in centres)
    return {
        "centre_count": len(centres),
        "centres_label": ngettext("local centre", "local centres", len(centres)),
        "people_count": number(people),
        "people_label": ngettext("person lives there", "people live there", people),
        "countries": [(found[0].get_country_display(), found) for found in by_country(centres)],
        "stories": StoryPage.objects.shown().once(get_language()).listed().order_by(*NEWEST)[:LATEST_OF_NETWORK],
    }


def by_country(centres: list[Centre]) -> list[list[Centre]]:
    return [list(found) for _country, found in groupby(centres, key=lambda centre: centre.country)]


def centre(page: Any, request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    language = get_language()
    shown = EventPage.objects.shown().for_centre(page.centre).once(language).listed().with_taken()
    stories = StoryPage.objects.shown().for_centre(page.centre).once(language).listed().order_by(*NEWEST)
    user = getattr(request, "user", None)
    return {
        "events": list(shown.upcoming(now).next_of_series(now)[:NEXT]),
        "stories": list(stories[:LATEST]),
        "deciding": deciding_now(page.centre, now),
        "quick": quick_questions(page.centre),
        "waiting": waiting_for(user, page.centre) if user is not None and user.is_authenticated else [],
    }
