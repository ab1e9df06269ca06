"""What leaves the site: a card for other pages, a poster, a form of paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from community.members.views import attached, find_centre
from initiatives.proposals import printing
from initiatives.proposals.models import Initiative
from initiatives.proposals.views.reading import pictures_of

# The card may stand in anybody's page, runs nothing and loads only our style and picture.
EMBEDDED: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}


def public_one(centre: str, pk: int) -> Initiative:
    found = find_centre(centre)
    here = Initiative.objects.for_centre(found).public().prefetch_related("pictures")
    initiative = get_object_or_404(here, pk=pk)
    initiative.centre = found
    return initiative


@xframe_options_exempt
@csp_override(EMBEDDED)
def embed(request: HttpRequest, *, centre: str, pk: int) -> HttpResponse:
    """Rendered without the request: nothing of the reader, no session and no token gets into it."""
    initiative = public_one(centre, pk)
    facts = {
        "initiative": initiative,
        "centre": initiative.centre,
        "picture": next(iter(pictures_of(initiative)), None),
        "address": request.build_absolute_uri(initiative.get_absolute_url()),
    }
    response = HttpResponse(render_to_string("proposals/embed.html", facts))
    patch_cache_control(response, public=True, max_age=300)
    response["X-Robots-Tag"] = "noindex"
    return response


def poster(request: HttpRequest, *, centre: str, pk: int) -> HttpResponse:
    initiative = public_one(centre, pk)
    return printed(printing.poster(initiative, timezone.now()), f"{centre}-{pk}-poster.pdf")


def paper_form(request: HttpRequest, *, centre: str) -> HttpResponse:
    """For whoever proposes with a pen."""
    return printed(printing.paper_form(find_centre(centre), timezone.now()), f"{centre}-proposal.pdf")


def printed(content: bytes, name: str) -> HttpResponse:
    response = attached(content, name=name, kind="application/pdf")
    patch_cache_control(response, public=True, max_age=300)
    return response
