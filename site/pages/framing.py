"""What every page tells its frame: its language, its translations, its address for search engines, the way back."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.members.models import Centre
from community.members.views import find_centre
from pages import linked_data
from pages.routes import address, own_path

NAMES = dict(settings.LANGUAGES)


def frame(page: Any, request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "centre"):
        request.centre = centre_of(page)  # type: ignore[attr-defined]
    centre = request.centre  # type: ignore[attr-defined]
    if centre is not None and hasattr(page, "centre_id"):
        page.centre = centre
    twins = getattr(request, "twins", None)
    if twins is None:
        found = Page.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
        twins = {twin.locale.language_code: twin for twin in found}
    own, reader = page.locale.language_code, get_language()
    origin = getattr(page, "origin", None)  # a copy is found by its original's address
    request.language_urls = {  # type: ignore[attr-defined]
        code: address(twins.get(code, page), code) for code in NAMES
    }
    return {
        "lang": own if own != reader else "",
        "own_language": NAMES[own],
        "also_in": [
            {"code": code, "name": NAMES[code], "url": address(twin, code)}
            for code, twin in sorted(twins.items())
            if code != own
        ],
        "base_url": settings.BASE_URL,
        "canonical": origin.canonical() if origin else settings.BASE_URL + address(page, own),
        "trail": trail(page, centre),
        "linked": linked_data.describe(page, centre),
        "preview": getattr(request, "is_preview", False),
    }


def centre_of(page: Any) -> Centre | None:
    """For previews, which no address led to: a page that is not saved yet knows its future address only."""
    first = own_path(page).partition("/")[0]
    try:
        return find_centre(first) if first else None
    except Http404:
        return None


def trail(page: Any, centre: Centre | None) -> list[dict[str, str]]:
    """The way back from a page to its centre's home; none on the homes themselves."""
    parts = [part for part in own_path(page).split("/") if part]
    if centre is None or len(parts) < 2:
        return []
    language = get_language()
    stops = [{"label": centre.local_name, "url": f"/{language}/{centre.slug}/"}]
    rooms = {"stories": _("Stories"), "events": _("Events")}
    if len(parts) > 2 and parts[1] in rooms:
        stops.append({"label": rooms[parts[1]], "url": f"/{language}/{centre.slug}/{parts[1]}/"})
    return [*stops, {"label": page.title, "url": ""}]
