"""The back office leads to where votes are prepared: the pages that residents see, with more on them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from community.members.models import Centre


class OwnCentres(Menu):
    """One entry for each centre that the reader coordinates."""

    def menu_items_for_request(self, request: Any) -> list[MenuItem]:
        return [
            MenuItem(centre.name, reverse("voting:round-list", kwargs={"centre": centre.slug}), name=centre.slug)
            for centre in Centre.objects.served_by(request.user, "coordinator").order_by("name")
        ]


@hooks.register("register_admin_menu_item")
def votes() -> MenuItem:
    return SubmenuMenuItem(_("Votes"), OwnCentres(items=[]), name="locer-votes", icon_name="tick-inverse", order=350)
