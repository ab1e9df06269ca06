from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from community.members.models import Centre


class CentreMixin:
    """Finds the centre named in the address for every view below `/<language>/<centre>/`."""

    centre: Centre

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.centre = request.centre = find_centre(kwargs["centre"])  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def find_centre(slug: str) -> Centre:
    try:
        return Centre.objects.open().prefetch_related("texts").get(slug=slug)
    except Centre.DoesNotExist:
        raise Http404("No such centre") from None
