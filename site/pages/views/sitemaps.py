"""For search engines: every public page in every language it is written in, and where not to go."""

from collections.abc import Iterator
from itertools import chain, groupby, islice
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control
from wagtail.models import Page

from pages.models import StoryPage
from pages.routes import address

LARGEST = 50_000


@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    entries = list(islice(chain(of_pages(), of_rooms()), LARGEST))
    return render(request, "pages/sitemap.xml", {"entries": entries}, content_type="application/xml")


def of_pages() -> Iterator[dict[str, Any]]:
    rows = Page.objects.live().public().filter(depth__gt=1, content_type__app_label="pages").select_related("locale")
    copies = StoryPage.objects.filter(copied_from__in=StoryPage.objects.shown())  # found by their originals
    pages = (
        rows.exclude(pk__in=copies.values("pk"))
        .order_by("translation_key", "pk")
        .only("url_path", "translation_key", "last_published_at", "locale__language_code", "depth", "path")
    )
    for _key, group in groupby(pages[:LARGEST], key=lambda page: page.translation_key):
        twins = [(page, absolute(page)) for page in group]
        pairs = [(page.locale.language_code, url) for page, url in twins]
        yield from ({"url": url, "changed": page.last_published_at, "twins": pairs} for page, url in twins)


def of_rooms() -> Iterator[dict[str, Any]]:
    shown = (each for path in settings.SITEMAP_CONTRIBUTIONS for each in import_string(path)())
    for each in shown:
        pairs = [(code, settings.BASE_URL + path) for code, path in each.paths.items()]
        yield from ({"url": url, "changed": each.changed, "twins": pairs} for _code, url in pairs)


def absolute(page: Page) -> str:
    return settings.BASE_URL + address(page, page.locale.language_code)


@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /documents/",
        *(f"Disallow: /{code}/accounts/" for code, _name in settings.LANGUAGES),
        *(f"Disallow: /{code}/search/" for code, _name in settings.LANGUAGES),
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
