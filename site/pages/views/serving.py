"""Serves the page of an address, in the reader's interface, in the language it is written in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.url_routing import RouteResult

from community.members.models import Centre
from community.members.views import find_centre
from pages import routes

STANDING = frozenset({"accessibility", "privacy", "imprint"})


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """Wagtail's own view, with its hooks and restrictions; only the finding of the page is ours."""
    centre = request.centre = centre_in(path)  # type: ignore[attr-defined]
    found = routes.find(path, get_language() or "en", centre)
    if found is None:
        return stand_in(request, path, centre)
    if found.elsewhere is not None:
        return redirect(routes.address(found.elsewhere))
    request.twins = found.twins  # type: ignore[attr-defined]
    request._wagtail_route_for_request = RouteResult(specific(found.page))  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


def stand_in(request: HttpRequest, path: str, centre: Centre | None) -> HttpResponse:
    """What must be said at an address until somebody says it there."""
    slug = path.removeprefix(f"{centre.slug}/" if centre else "").strip("/")
    if slug not in STANDING:
        raise Http404("No such page")
    return render(request, f"pages/standing/{slug}.html")


def serve_room(request: HttpRequest, centre: str, room: str) -> HttpResponse:
    """The pages that the navigation names."""
    return serve(request, f"{centre}/{room}/")


def centre_in(path: str) -> Centre | None:
    """The centre that an address below a language's home begins with; standing pages of the network have none."""
    first, _slash, rest = path.partition("/")
    if not first:
        return None
    try:
        return find_centre(first)
    except Http404:
        if rest:
            raise
        return None


def specific(page: Any) -> Any:
    """The page as its own type, with what its view reads, in one query."""
    model = page.specific_class
    found = model.objects.select_related(*getattr(model, "joined", ()), "content_type").get(pk=page.pk)
    found.locale = page.locale
    return found
