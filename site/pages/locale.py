"""Which addresses have a language before them, and which have none."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

PLAIN = ("/admin/", "/api/", "/documents/", "/media/")


class PlainOrSpokenMiddleware(LocaleMiddleware):
    """Django's own, but what is missing among files, in the API or in the back office is missing, no more.

    Without this every unknown address would be tried again below a language, where the pages' tree takes any name.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if request.path_info.startswith(PLAIN) else super().process_response(request, response)
