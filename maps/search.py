from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import StrIndex
from django.utils.translation import pgettext

from community.interface.search import Hit, folded
from community.members.models import Centre, User
from maps.models import Place


def places(query: str, *, centre: Centre | None, member: User | None, language: str, limit: int) -> list[Hit]:
    """Each word somewhere on the page of the place; those first that are called so. Two queries, one for services.

    Where the words are those of a service, it is named in the summary.
    """
    words = folded(query[:120]).split()
    if not words:
        return []
    seen = Place.objects.standing().filter(centre__in=[centre] if centre else Centre.objects.open().order_by())
    for word in words:
        seen = seen.filter(trace__folded__contains=word)
    nearest = seen.order_by(StrIndex(F("trace__folded"), Value(words[0])), "name", "pk")
    rows = nearest.select_related("centre").prefetch_related("services").fetch_mode(models.FETCH_RAISE)
    return [hit_of(row, words, language) for row in rows[:limit]]


def hit_of(place: Place, words: list[str], language: str) -> Hit:
    title, lang = place.word("name", language)
    kind = pgettext("what the search found", "place")
    return Hit(title=title, summary=summary_of(place, words, lang), url=place.get_absolute_url(), kind=kind, lang=lang)


def summary_of(place: Place, words: list[str], lang: str) -> str:
    """What it is, or the services that were meant, in the language of the title as far as there is one."""
    if all(word in text_of(place) for word in words):
        return place.word("summary", lang)[0]
    meant = [service for service in place.services.all() if any(word in text_of(service) for word in words)]
    return " · ".join(service.word("name", lang)[0] for service in meant) or place.word("summary", lang)[0]


def text_of(thing: Any) -> str:
    return folded(" ".join(thing.all_words()))
