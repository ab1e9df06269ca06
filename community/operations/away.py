"""What a visitor reads while the database, or what counts tries, is away: a plain page, 503, and when to come back."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error
from redis.exceptions import RedisError

AWAY = (OperationalError, InterfaceError)
# Where nobody counts how often somebody tries a password, nobody signs in.
UNANSWERED = (*AWAY, RedisError)
RETRY_AFTER = "5"


class DatabaseAwayMiddleware:
    """What was not committed was not acknowledged: whoever sends the same again loses nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return come_back_later(request) if isinstance(error, UNANSWERED) else None


def something_broke(request: HttpRequest) -> HttpResponse:
    """The house's handler500. A database that went away between two middlewares is no mistake of ours either."""
    return come_back_later(request) if isinstance(sys.exception(), UNANSWERED) else server_error(request)


def come_back_later(request: HttpRequest) -> HttpResponse:
    """Asks nothing of anybody: the page's own frame would look for the member.

    The database may be missed before the request's language is set: what this thread spoke last is another reader's.
    """
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        page = render_to_string("503.html")
    response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
    add_never_cache_headers(response)
    return response
