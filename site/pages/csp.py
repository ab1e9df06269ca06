"""The staff's back office runs Wagtail's own inline scripts; nobody else's pages may."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

BACK_OFFICE = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


class BackOfficePolicyMiddleware:
    """Stands right below Django's own policy middleware, which reads what is left on the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A preview is a page's own answer, framed by the editor that asked for it.
        if request.path.startswith("/admin/") or getattr(request, "is_preview", False):
            response._csp_config = BACK_OFFICE  # type: ignore[attr-defined]
        return response
