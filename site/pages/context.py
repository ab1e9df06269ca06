"""The links that every page must show: how accessible it is, what is kept about whom, who publishes, by which rules."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def legal_links(request: HttpRequest) -> dict[str, Any]:
    """Without a query: at these addresses stands what the centre wrote, else what is true of every centre."""
    centre = getattr(request, "centre", None)
    base = f"/{get_language()}/{centre.slug}/" if centre else f"/{get_language()}/"
    labels = {"accessibility": _("Accessibility"), "privacy": _("Privacy"), "imprint": _("Imprint")}
    links = [{"label": label, "url": f"{base}{slug}/"} for slug, label in labels.items()]
    if centre:
        rules = reverse("moderation:rule-list", kwargs={"centre": centre.slug})
        links.append({"label": _("Rules of this house"), "url": rules})
    return {"legal_links": links}
