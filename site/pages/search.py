"""Search over everything published: sources named in settings.SEARCH_SOURCES, one page of hits.

A source is `search(query, *, centre, member, language, limit)` and answers with objects that have a `Hit`'s fields.
"""

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from wagtail.models import Page

from community.interface.search import Hit, folded
from community.members.models import Centre, User
from pages.models import CentrePage, EventPage, StoryPage
from pages.routes import address

LONGEST_QUERY = 120
SHORTEST_WORD = 2


class Source(Protocol):
    def __call__(
        self, query: str, *, centre: Centre | None, member: User | None, language: str, limit: int
    ) -> list[Hit]: ...


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)


def found(query: str, *, centre: Centre | None, member: User | None, language: str, limit: int = 20) -> list[Hit]:
    """What every source finds, each source's best first."""
    sources: tuple[Source, ...] = resolved(tuple(settings.SEARCH_SOURCES))
    facts = {"centre": centre, "member": member, "language": language, "limit": limit}
    return [hit for source in sources for hit in source(query, **facts)]  # type: ignore[arg-type]


def words(query: str) -> str:
    """The query as the index holds its words: folded, letters and digits only."""
    bare = "".join(letter if letter.isalnum() else " " for letter in folded(query[:LONGEST_QUERY]))
    return " ".join(word for word in bare.split() if len(word) >= SHORTEST_WORD)


def pages(query: str, *, centre: Centre | None, member: User | None, language: str, limit: int) -> list[Hit]:
    """Published pages that anybody may read: one of each set of translations, what the title names first."""
    wanted = words(query)
    if not wanted:
        return []
    rows = Page.objects.live().public().filter(depth__gt=3 if centre else 2).select_related("locale", "content_type")
    if centre is not None:
        tops = CentrePage.objects.for_centre(centre).values_list("path", flat=True)
        rows = rows.filter(reduce(or_, [Q(path__startswith=path) for path in tops], Q(pk=-1)))
    newest = rows.order_by("-last_published_at").autocomplete(wanted, order_by_relevance=False)
    hits = sorted(once(newest[: limit * 3], language), key=lambda page: not names(page, wanted))[:limit]
    summaries = dict(
        row
        for model in (StoryPage, EventPage)
        for row in model.objects.filter(pk__in=[page.pk for page in hits]).values_list("pk", "summary")
    )
    return [as_hit(page, summaries.get(page.pk, "")) for page in hits]


def once(hits: Iterable[Page], language: str) -> list[Page]:
    """One of each set of translations: in `language` if it was found in it."""
    chosen: dict[Any, Page] = {}
    for page in hits:
        known = chosen.get(page.translation_key)
        if known is None or (page.locale.language_code == language and known.locale.language_code != language):
            chosen[page.translation_key] = page
    return list(chosen.values())


def names(page: Page, wanted: str) -> bool:
    title = folded(page.title)
    return all(word in title for word in wanted.split())


def as_hit(page: Page, summary: str) -> Hit:
    return Hit(
        title=page.title,
        summary=summary,
        url=address(page),
        kind=str(page.page_type_display_name),
        lang=page.locale.language_code,
    )
