from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from community.moderation.models import Moderated

register = template.Library()


@register.simple_tag(takes_context=True)
def report_url(context: dict[str, Any], target: Any) -> str:
    """Where `target` is reported: something members publish, a page, or an address; "" where there is no centre."""
    centre = context.get("centre")
    if not centre:
        return ""
    here = {"centre": centre.slug}
    if isinstance(target, Moderated):
        return reverse("moderation:report-create", kwargs=here | {"kind": target._meta.label_lower, "pk": target.pk})
    page = target if isinstance(target, str) else getattr(target, "url", None) or target.get_absolute_url()
    return reverse("moderation:report-create", kwargs=here) + "?" + urlencode({"page": page})
