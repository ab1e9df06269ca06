"""What every room's views start from."""

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from community.members.models import Centre, User

__all__ = ["CentreMixin", "PrivateMixin", "StaffMixin", "attached", "find_centre", "signed_in"]


class CentreMixin:
    """Finds the centre named in the address for every view below `/<language>/<centre>/`, and sets its clock."""

    centre: Centre

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.centre = request.centre = find_centre(kwargs["centre"])  # type: ignore[attr-defined]
        timezone.activate(self.centre.zone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The centre itself, where a generic view would pass the address's slug."""
        return super().get_context_data(**kwargs | {"centre": self.centre})  # type: ignore[misc]


def find_centre(slug: str) -> Centre:
    try:
        return Centre.objects.open().prefetch_related("texts").get(slug=slug)
    except Centre.DoesNotExist:
        raise Http404("No such centre") from None


def signed_in(request: HttpRequest) -> User:
    """The member, where a view has made sure that there is one."""
    assert isinstance(request.user, User)
    return request.user


class PrivateMixin(AccessMixin):
    """For members only; nothing of it is kept by a browser or a cache."""

    request: HttpRequest

    @property
    def member(self) -> User:
        return signed_in(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if request.user.is_authenticated and self.may_enter():
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        else:
            response = self.handle_no_permission()
        add_never_cache_headers(response)  # type: ignore[arg-type]
        return response

    def may_enter(self) -> bool:
        return True


class StaffMixin(PrivateMixin, CentreMixin):
    """For those who hold `permission` in the centre of the address: others are refused, strangers asked to sign in."""

    permission = "members.manage_centre"

    def may_enter(self) -> bool:
        return self.request.user.has_perm(self.permission, self.centre)


def attached(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file to keep, never to open in the page."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
