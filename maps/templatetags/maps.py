from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language

from community.members.models import Centre
from maps.models import BaseMap, Worded
from maps.vocabulary import GROUP_NAMES, LEAVES, language_label

register = template.Library()


@register.simple_tag
def said(thing: Worded, field: str) -> str:
    """A text of a place, service or organisation in the reader's language, marked where it is in another."""
    language = get_language() or "en"
    text, spoken = thing.word(field, language)
    return format_html('<span lang="{}">{}</span>', spoken, text) if text and spoken != language else text


@register.filter
def category_words(category: str) -> str:
    """Like "Learning: language courses"."""
    return f"{GROUP_NAMES[category.partition('.')[0]]}: {LEAVES[category]}"


@register.filter
def spoken(codes: list[str]) -> str:
    """Languages by their names."""
    return ", ".join(language_label(code) for code in codes)


@dataclass(frozen=True)
class Ground:
    """What a centre's maps are drawn on: its own tiles, else those of another server through us, else the drawing."""

    tiles: str = ""
    pictures: str = ""
    drawing: str = ""
    source: str = ""
    frame: str = ""


@register.simple_tag
def ground_of(centre: Centre) -> Ground:
    base = BaseMap.objects.filter(centre=centre).defer("features").first()
    frame = ",".join(map(str, base.frame)) if base and base.frame else ""
    where = {"centre": centre.slug}
    if base and base.tiles:
        base.centre = centre
        return Ground(tiles=base.tiles_address, source=base.source, frame=frame)
    if settings.TILES_URL:
        tile = reverse("maps:map-tile", kwargs=where | {"z": 0, "x": 0, "y": 0}).removesuffix("0/0/0")
        return Ground(pictures=tile + "{z}/{x}/{y}", source=settings.TILES_SOURCE, frame=frame)
    return Ground(drawing=reverse("maps:map-base", kwargs=where), frame=frame)


@register.filter
def language_words(code: str) -> str:
    return language_label(code)
