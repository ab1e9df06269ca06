import gzip
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from community.interface.publiccache import PublicCacheMiddleware


@pytest.fixture(autouse=True)
def kept_for_ten_seconds(settings: Any) -> None:
    settings.PUBLIC_CACHE_SECONDS = 10


class CountingView:
    """Answers with the number of times it was asked."""

    def __init__(self, **headers: str) -> None:
        self.calls = 0
        self.headers = headers

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.calls += 1
        return HttpResponse(f"answer {self.calls}", headers=self.headers)


def ask(view: Any, path: str = "/en/", **meta: str) -> bytes:
    return PublicCacheMiddleware(view)(RequestFactory().get(path, **meta)).content


def test_a_second_stranger_gets_the_kept_page() -> None:
    view = CountingView()
    assert [ask(view), ask(view)] == [b"answer 1", b"answer 1"]


def test_whoever_brings_a_cookie_gets_a_page_of_their_own() -> None:
    view = CountingView()
    assert [ask(view), ask(view, HTTP_COOKIE="sessionid=x"), ask(view)] == [b"answer 1", b"answer 2", b"answer 1"]


def test_without_the_store_every_page_is_made_anew(settings: Any) -> None:
    nobody_listens = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nobody_listens}
    view = CountingView()
    assert [ask(view), ask(view)] == [b"answer 1", b"answer 2"]


@pytest.mark.parametrize("directive", ["private", "no-store", "no-cache, max-age=0"])
def test_a_page_that_forbids_it_is_not_kept(directive: str) -> None:
    view = CountingView(**{"Cache-Control": directive})
    assert [ask(view), ask(view)] == [b"answer 1", b"answer 2"]


def test_a_page_that_sets_a_cookie_is_not_kept() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(get_token(request))
        response.set_cookie("csrftoken", "secret")
        return response

    assert ask(view) != ask(view)


@pytest.mark.parametrize(
    "difference", [{"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT_ENCODING": "gzip"}, {"HTTP_HOST": "localhost"}]
)
def test_what_a_view_may_answer_differently_is_told_apart(difference: dict[str, str]) -> None:
    view = CountingView()
    ask(view)
    assert ask(view, **difference) == b"answer 2"


def test_addresses_and_queries_are_told_apart() -> None:
    view = CountingView()
    assert [ask(view, "/en/?page=1"), ask(view, "/en/?page=2"), ask(view, "/pl/?page=1")] == [
        b"answer 1",
        b"answer 2",
        b"answer 3",
    ]


def test_a_reader_who_has_the_page_gets_304() -> None:
    middleware = PublicCacheMiddleware(CountingView())
    first = middleware(RequestFactory().get("/en/"))
    again = middleware(RequestFactory().get("/en/", HTTP_IF_NONE_MATCH=first["ETag"]))
    assert (again.status_code, again.content) == (304, b"")


def test_errors_are_not_kept() -> None:
    answers = iter([HttpResponse("down", status=503), HttpResponse("up")])
    view = lambda _request: next(answers)  # noqa: E731
    assert [ask(view), ask(view)] == [b"down", b"up"]


def test_a_kept_page_survives_compression() -> None:
    body = "żółw " * 200
    view = lambda _request: HttpResponse(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})  # noqa: E731
    ask(view, HTTP_ACCEPT_ENCODING="gzip")
    assert gzip.decompress(ask(view, HTTP_ACCEPT_ENCODING="gzip")).decode() == body
