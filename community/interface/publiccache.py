"""Pages that are the same for everybody who brings no cookie are kept, whole, for a few seconds.

A visitor without an account may so see a page that is settings.PUBLIC_CACHE_SECONDS old. Members never do: their
requests carry a cookie and pass. What brings an ETag of its own is the same with a cookie as without. Nothing that sets
a cookie, is marked private or is not a plain 200 is kept. While the store of kept pages cannot be reached, every page
is made anew.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LARGEST = 512 * 1024
UNKEPT = {"private", "no-store", "no-cache", "max-age=0"}
# What an answer without a body repeats of the one with it.
REPEATED = ("ETag", "Vary", "Cache-Control", "Link", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers")
# Headers that change what a view answers; everything else that a stranger sends does not.
TOLD_APART_BY = ("HTTP_HOST", "wsgi.url_scheme", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_RANGE", "HTTP_ACCEPT")


class PublicCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = settings.PUBLIC_CACHE_SECONDS
        if not seconds or request.method not in {"GET", "HEAD"} or request.META.get("HTTP_COOKIE"):
            return self.get_response(request)
        key = key_of(request)
        if kept := stored(key):
            return restored(kept, request)
        response = self.get_response(request)
        if request.method == "GET" and is_public(response):
            if "ETag" not in response:
                response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
                patch_vary_headers(response, ["Cookie"])
            store(key, (dict(response.items()), response.content), seconds)
        return response


def stored(key: str) -> Any:
    try:
        return cache.get(key)
    except RedisError:
        logger.warning("The store of kept pages cannot be reached.")
        return None


def store(key: str, page: tuple[dict[str, str], bytes], seconds: int) -> None:
    with suppress(RedisError):
        cache.set(key, page, seconds)


def key_of(request: HttpRequest) -> str:
    meta = request.META
    facts = [str(meta.get(name, "")) for name in TOLD_APART_BY]
    facts += ["gzip" if "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "") else "", request.get_full_path()]
    if meta.get("PATH_INFO") == "/":
        facts.append(meta.get("HTTP_ACCEPT_LANGUAGE", ""))
    return "page:" + sha256("\n".join(facts).encode()).hexdigest()


def is_public(response: HttpResponse) -> bool:
    if response.status_code != 200 or response.streaming or response.cookies or len(response.content) > LARGEST:
        return False
    directives = {part.strip().lower() for part in response.get("Cache-Control", "").split(",")}
    return directives.isdisjoint(UNKEPT)


def restored(kept: tuple[dict[str, str], bytes], request: HttpRequest) -> HttpResponse:
    headers, content = kept
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers={name: headers[name] for name in REPEATED if name in headers})
    response: Any = HttpResponse(content, headers=headers)
    return response
