"""What every page's frame shows: the centre, its rooms, the languages, the member."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from community.members.models import Centre


def frame(request: HttpRequest) -> dict[str, Any]:
    """No query of its own: the centre came with its texts, the member with the session."""
    centre = getattr(request, "centre", None)
    user = getattr(request, "user", None)
    return {
        "centre": centre,
        "centre_url": centre.get_absolute_url() if centre else "",
        "notice": {"text": centre.notice} if centre and centre.notice else None,
        "rooms": room_links(request, centre) if centre else [],
        "languages": language_links(request),
        "member": user if user is not None and user.is_authenticated else None,
        "network_url": f"/{get_language()}/",
        "demo": settings.DEMO,
    }


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """One link a language that keeps the page; a view may name translated addresses in `request.language_urls`."""
    known = getattr(request, "language_urls", {})
    here = get_language()
    path = request.get_full_path()
    rest = path.removeprefix(f"/{here}/") if path.startswith(f"/{here}/") else ""
    return [
        {"code": code, "name": name, "url": known.get(code) or f"/{code}/{rest}", "active": code == here}
        for code, name in settings.LANGUAGES
    ]


def room_links(request: HttpRequest, centre: Centre) -> list[dict[str, Any]]:
    links = []
    for name, label in settings.ROOM_LINKS:
        try:
            url = reverse(name, kwargs={"centre": centre.slug})
        except NoReverseMatch:
            continue
        links.append({"label": label, "url": url, "current": request.path.startswith(url)})
    return links
