"""The back office leads to where files with places are taken in: the pages of each centre."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from community.members.models import Centre


class OwnCentres(Menu):
    """One entry for each centre whose map the reader keeps."""

    def menu_items_for_request(self, request: Any) -> list[MenuItem]:
        return [
            MenuItem(centre.name, reverse("maps:import-list", kwargs={"centre": centre.slug}), name=centre.slug)
            for centre in Centre.objects.served_by(request.user, "coordinator", "editor").order_by("name")
        ]


def imports() -> MenuItem:
    return SubmenuMenuItem(
        _("Import places"), OwnCentres(items=[]), name="locer-imports", icon_name="upload", order=335
    )
