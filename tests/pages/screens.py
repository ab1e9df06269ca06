"""Every address of the back office, with the numbers of given things in it."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver
from wagtail.admin import urls as admin_urls

TOKEN = re.compile(r"<(?:\w+:)?(\w+)>")
WORDS = {
    "content_type_app_name": "pages",
    "content_type_model_name": "storypage",
    "app_label": "wagtailcore",
    "model_name": "page",
    "action": "publish",
    "action_name": "approve",
    "filter_spec": "max-165x165",
    "app_name": "pages",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "object_id"}
# Where a number is only called "pk".
SPACES = {"image": "image", "doc": "document", "seat": "seat", "page": "page"}


def routes(patterns: Any, prefix: str = "/admin/", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, f"{prefix}{pattern.pattern}", inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.pattern}".replace("^", ""), f"{space}{pattern.name or ''}"


def values(name: str, view: str, things: dict[str, list[Any]]) -> list[Any]:
    if name in WORDS:
        return [WORDS[name]]
    if name in PAGES:
        return things["page"]
    kind = name.removesuffix("_id").replace("translation_source", "source")
    if kind in things:
        return things[kind]
    for word, thing in SPACES.items():
        if word in name or (name in {"pk", "uploaded_file_id"} and word in view):
            return things[thing]
    return [1]


def filled(route: str, view: str, things: dict[str, list[Any]]) -> Iterator[str]:
    names = TOKEN.findall(route)
    for chosen in product(*(values(name, view, things) for name in names)):
        address = route
        for value in chosen:
            address = TOKEN.sub(str(value), address, count=1)
        yield address


def every_address(things: dict[str, list[Any]], word: str) -> list[str]:
    found = set()
    for route, view in routes(admin_urls.urlpatterns):
        if "revisions/compare" in route:
            found |= {f"/admin/pages/{pk}/revisions/compare/earliest...latest/" for pk in things["page"]}
        elif "(" not in route and ".*" not in route and not re.search("failwhale|logout|test404", route):
            found |= set(filled(route, view, things))
    return sorted(found | set(asked(things, word)))


def asked(things: dict[str, list[Any]], word: str) -> Iterator[str]:
    """Lists, searches and choosers that are told by a question what to name."""
    ids = "&".join(f"id={pk}" for pk in things["page"])
    picture, document = f"id={things['image'][0]}", f"id={things['document'][0]}"
    yield from (
        f"/admin/{path}{word}"
        for path in (
            "api/main/pages/?search=",
            "choose-page/search/?q=",
            "documents/?q=",
            "documents/chooser/results/?q=",
            "images/?q=",
            "images/chooser/?q=",
            "images/chooser/results/?q=",
            "pages/search/?q=",
            "reports/site-history/?label=",
            "seat/?export=csv&q=",
        )
    )
    yield f"/admin/choose-page/chosen-multiple/?{ids}"
    yield f"/admin/images/chooser/chosen-multiple/?{picture}"
    yield f"/admin/documents/chooser/chosen-multiple/?{document}"
    yield from (f"/admin/bulk/wagtailcore/page/{verb}/?{ids}&next=/admin/" for verb in ("publish", "delete", "move"))
    yield f"/admin/bulk/pages/picture/delete/?{picture}&next=/admin/"
    yield f"/admin/bulk/wagtaildocs/document/delete/?{document}&next=/admin/"
