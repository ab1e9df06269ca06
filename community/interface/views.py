from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from community.interface.models import Photo
from community.interface.styleguide import sample

MIME = {"webp": "image/webp", "jpg": "image/jpeg"}
# How long a photo may be kept, and by whom: by everybody, by the browser of whoever asked, by nobody.
PUBLIC: dict[str, Any] = {"public": True, "max_age": 86400}
OWN: dict[str, Any] = {"private": True, "max_age": 600}
NEVER: dict[str, Any] = {"private": True, "no_store": True}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "interface/styleguide.html", sample(request))


def photo_response(photo: Photo, size: str, kind: str, kept: dict[str, Any]) -> HttpResponse:
    """One of its files; whoever calls has asked whether the reader may see it."""
    try:
        with getattr(photo, f"{size}_{kind}").open("rb") as file:
            response = HttpResponse(file.read(), content_type=MIME[kind])
    except FileNotFoundError:
        raise Http404("Taken away a moment ago") from None
    patch_cache_control(response, **kept)
    return response
