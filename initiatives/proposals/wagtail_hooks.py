"""The back office's list of initiatives; what is done with one happens on its own page."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from initiatives.proposals.models import Initiative


class InitiativeIndexView(generic.IndexView):
    """The initiatives of the centres that the reader coordinates; hidden ones are for moderators."""

    def get_base_queryset(self) -> Any:
        policy = policy_registry.get_by_type(Initiative)
        served = policy.instances_user_has_any_permission_for(self.request.user, ["view"])
        return served.visible_to(self.request.user).select_related("centre", "author")


class InitiativeViewSet(ModelViewSet):
    model = Initiative
    icon = "edit"
    menu_label = _("Initiatives")
    menu_name = "locer-initiatives"
    menu_order = 300
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = InitiativeIndexView
    form_fields = ["title"]
    search_fields = ["title", "folded"]
    search_backend_name = None
    list_filter = ["state", "category", "centre"]
    ordering = ["-published_at"]
    list_display = [
        TitleColumn("title", label=_("Title"), get_url=Initiative.get_absolute_url),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("support_count", label=_("Supporters"), sort_key="support_count"),
        Column("centre", label=_("Centre")),
        DateColumn("published_at", label=_("Published"), sort_key="published_at"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


@hooks.register("register_admin_viewset")
def initiatives() -> ModelViewSet:
    return InitiativeViewSet()
