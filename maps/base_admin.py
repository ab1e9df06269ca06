"""The back office's list of base maps: each coordinator's own, to be laid and laid anew."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from maps.forms.base import BaseMapForm
from maps.models import BaseMap


def own_maps(user: Any) -> Any:
    rows = policy_registry.get_by_type(BaseMap).instances_user_has_any_permission_for(user, ["change"])
    return rows.select_related("centre").defer("features")


class BaseMapIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return own_maps(self.request.user)


class BaseMapEditView(generic.EditView):
    """Whose row it is not, finds none; there are no pages of usage and history to lead to."""

    def get_usage_url(self) -> None:
        return None

    def get_history_url(self) -> None:
        return None

    def get_queryset(self) -> Any:
        return own_maps(self.request.user)


class BaseMapViewSet(ModelViewSet):
    model = BaseMap
    icon = "site"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = BaseMapIndexView
    edit_view_class = BaseMapEditView
    menu_label = _("Base maps")
    menu_name = "locer-base-maps"
    menu_order = 360
    ordering = ["centre__name"]
    search_fields = ["centre__name"]
    search_backend_name = None
    list_display = [
        TitleColumn("centre", label=_("Centre"), url_name="maps_basemap:edit"),
        Column("source", label=_("Where it comes from")),
        DateColumn("uploaded_at", label=_("Uploaded")),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return BaseMapForm

    def get_urlpatterns(self) -> list[Any]:
        """Nothing deletes a map: another is laid in its place."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<str:pk>/", self.edit_view, name="edit"),
        ]
