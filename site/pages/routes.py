"""Finds the page of an address in few queries, whatever languages it is written in."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from community.members.models import Centre

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def own_path(page: Page) -> str:
    """Its place below its language's home: `lipka/stories/the-mill/`, empty for a home of the network."""
    return page.url_path.split("/", 2)[2]


def address(page: Page, language: str | None = None) -> str:
    """Where somebody finds the page who reads the site in `language`, or in the one that is active now."""
    return f"/{language or get_language()}/{own_path(page)}"


@dataclass
class Found:
    """A page and its published translations; `elsewhere` when the reader's language has it at another address."""

    page: Page
    twins: dict[str, Page] = field(default_factory=dict)
    elsewhere: Page | None = None


def find(path: str, language: str, centre: Centre | None) -> Found | None:
    """The published page at `path` below a language's home.

    The same path may stand in several languages' trees: the reader's comes first, then the centre's own.
    """
    parts = [part for part in path.split("/") if part]
    candidates = {"/".join(["", code, *parts, ""]) for code in LANGUAGES}
    slugs = LANGUAGES if not parts else [parts[-1]]
    here = Page.objects.filter(slug__in=slugs, url_path__in=candidates, live=True)
    related = Page.objects.filter(translation_key__in=here.values("translation_key"), live=True)
    pages = list(related.select_related("locale").order_by("pk"))
    order = [language, *(centre.languages if centre else ["en"])]

    def rank(page: Page) -> int:
        code = page.locale.language_code
        return order.index(code) if code in order else len(order)

    matches = sorted((page for page in pages if page.url_path in candidates), key=rank)
    if not matches:
        return None
    page = matches[0]
    twins = {twin.locale.language_code: twin for twin in pages if twin.translation_key == page.translation_key}
    return Found(page, twins, twins.get(language) if page.locale.language_code != language else None)
