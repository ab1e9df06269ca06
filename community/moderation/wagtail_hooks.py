"""The back office's lists of reports and decisions; deciding itself happens on the centre's own pages."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from community.moderation.models import Decision, Report


class OwnIndexView(generic.IndexView):
    """The rows of the centres that the reader serves."""

    def get_base_queryset(self) -> Any:
        rows = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ["view"]
        )
        return rows.select_related("centre", "target_type")


class ListingViewSet(ModelViewSet):
    icon = "warning"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = OwnIndexView
    search_fields = ["title"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


def report_address(report: Report) -> str:
    return reverse("moderation:report-detail", kwargs={"centre": report.centre.slug, "pk": report.pk})


class ReportViewSet(ListingViewSet):
    model = Report
    menu_label = _("Reports")
    menu_name = "locer-reports"
    menu_order = 310
    form_fields = ["category"]
    list_filter = ["category", "centre"]
    ordering = ["decision", "created_at"]
    list_display = [
        TitleColumn("title", label=_("What it is about"), get_url=report_address),
        Column("get_category_display", label=_("What is wrong")),
        Column("centre", label=_("Centre")),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]


class DecisionViewSet(ListingViewSet):
    model = Decision
    menu_label = _("Decisions")
    menu_name = "locer-decisions"
    menu_order = 311
    form_fields = ["outcome"]
    list_filter = ["outcome", "centre"]
    ordering = ["-decided_at"]
    list_display = [
        TitleColumn("title", label=_("What it is about"), get_url=Decision.get_absolute_url),
        Column("get_outcome_display", label=_("Decision")),
        Column("centre", label=_("Centre")),
        DateColumn("decided_at", label=_("Decided"), sort_key="decided_at"),
    ]


@hooks.register("register_admin_viewset")
def moderation_lists() -> list[ModelViewSet]:
    return [ReportViewSet(), DecisionViewSet()]
