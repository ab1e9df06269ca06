"""What the templates of pages need beside Django's own tags."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString

from pages import pictures

register = template.Library()
# As Django's json_script does: nothing in a value can end the script element.


@register.simple_tag
def picture_of(
    picture: Any, alt: str = "", sizes: str = "100vw", eager: bool = False, largest: int = 960
) -> SafeString:
    """A `<picture>` in three formats, or nothing when there is no picture."""
    return pictures.tag(picture, alt, sizes=sizes, eager=eager, largest=largest) if picture else SafeString("")


@register.filter
def address_of(picture: Any) -> str:
    """The address of a picture's largest JPEG."""
    return pictures.url(picture, pictures.widths(picture)[-1])


@register.filter
def host(url: str) -> str:
    return urlsplit(url).hostname or url


@register.filter
def alt(picture: Any) -> str:
    """What its editor wrote where the picture is used; empty for one that only decorates."""
    return "" if picture.decorative else picture.contextual_alt_text or ""
