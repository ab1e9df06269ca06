"""The back office's list of notices; what is done with one happens on its own page, by a report."""

from typing import Any

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from maps.models import Offer


class OfferIndexView(generic.IndexView):
    """Of the centres that the reader serves: what they may see of it on its page. Never what two people write."""

    def get_base_queryset(self) -> Any:
        policy = policy_registry.get_by_type(Offer)
        served = policy.instances_user_has_any_permission_for(self.request.user, ["view"])
        seen = served.visible_to(self.request.user, timezone.now())
        return seen.select_related("centre", "author", "organisation")


class OfferViewSet(ModelViewSet):
    model = Offer
    icon = "tag"
    menu_label = _("Offers and needs")
    menu_name = "locer-offers"
    menu_order = 330
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = OfferIndexView
    form_fields = ["title"]
    search_fields = ["title", "text"]
    search_backend_name = None
    list_filter = ["side", "kind", "provider", "centre"]
    ordering = ["-renewed_at"]
    list_display = [
        TitleColumn("title", label=_("Title"), get_url=Offer.get_absolute_url),
        Column("get_side_display", label=_("Offer or need"), sort_key="side"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("signature", label=_("Put up by")),
        Column("centre", label=_("Centre")),
        DateColumn("renewed_at", label=_("Put up"), sort_key="renewed_at"),
        DateColumn("ends_at", label=_("Until"), sort_key="ends_at"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
