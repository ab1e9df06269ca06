from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from maps.models import Worded
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
    """ "Learning: language courses"."""
    return f"{GROUP_NAMES[category.partition('.')[0]]}: {LEAVES[category]}"


@register.filter
def spoken(codes: list[str]) -> str:
    """Languages by their names."""
    return ", ".join(language_label(code) for code in codes)
