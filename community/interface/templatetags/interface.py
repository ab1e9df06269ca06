"""What every page may use: money and numbers as the reader's language writes them, photos."""

import datetime as dt
import json
import zoneinfo
from collections.abc import Iterator
from typing import Any

from babel import Locale
from babel.dates import get_timezone_name
from babel.numbers import format_currency, format_decimal, get_currency_precision
from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from community.interface.models import Photo
from community.interface.pictures import SMALL

register = template.Library()
# A zone that was renamed, for which Babel finds no words, and one whose clock goes the same and has the same name.
SAME_CLOCK = {"Europe/Kyiv": "Europe/Bucharest"}
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.filter
def money(amount: int, currency: str) -> str:
    """`amount` in the currency's minor unit (12050 PLN is 120.50); whole amounts carry no decimals."""
    locale = Locale.parse(get_language() or "en")
    unit = 10 ** get_currency_precision(currency)
    if amount % unit:
        return format_currency(amount / unit, currency, locale=locale)
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(amount // unit, currency, format=pattern, locale=locale, currency_digits=False)


@register.filter
def number(value: int) -> str:
    return format_decimal(value, locale=get_language() or "en")


@register.filter
def elided(page: Page) -> Iterator[int | str]:
    """The numbers of a list's pages near `page` and at both ends; the paginator's ellipsis stands for the others."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter(expects_localtime=True)
def iso(value: dt.date | None) -> str:
    """A day or a moment for programs, in the clock that is set, to the second."""
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value else ""


@register.filter
def clock_name(moment: dt.datetime, zone: str) -> str:
    """Whose clock shows it, in the reader's language: "Central European Summer Time"."""
    known = zoneinfo.ZoneInfo(SAME_CLOCK.get(zone, zone))
    return get_timezone_name(moment.astimezone(known), width="long", locale=get_language() or "en")


@register.filter
def language_name(code: str) -> str:
    """A language in its own words."""
    return dict(settings.LANGUAGES).get(code, code)


@register.inclusion_tag("components/photo.html")
def photo(photo: Photo, size: str = "large", lazy: bool = True) -> dict[str, Any]:
    scale = min(1, SMALL / max(photo.width, photo.height)) if size == "small" else 1
    return {
        "alt": photo.alt,
        "webp": photo.address(size, "webp"),
        "jpg": photo.address(size, "jpg"),
        "width": round(photo.width * scale),
        "height": round(photo.height * scale),
        "lazy": lazy,
        "tall": photo.height > photo.width,
    }


@register.simple_tag
def linked_data(facts: dict[str, Any]) -> SafeString:
    """A block of data for search engines; no browser runs it."""
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
