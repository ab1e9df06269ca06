"""The back office's lists of what moderators handle; handling itself happens on the centre's own pages."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from community.moderation.models import Appeal, Decision, FlagWord, HouseRule, Report, Sanction


class OwnIndexView(generic.IndexView):
    """The rows of the centres that the reader serves."""

    related: tuple[str, ...] = ("centre",)

    def get_base_queryset(self) -> Any:
        rows = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ["view"]
        )
        return rows.select_related(*self.related)


class CaseIndexView(OwnIndexView):
    related = ("centre", "target_type", "rule")


class AppealIndexView(OwnIndexView):
    related = ("decision__centre",)


class SanctionIndexView(OwnIndexView):
    related = ("centre", "member", "decision__centre")


class ListingViewSet(ModelViewSet):
    icon = "warning"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class: type[OwnIndexView] = OwnIndexView
    search_fields = ["title"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


def report_address(report: Report) -> str:
    return reverse("moderation:report-detail", kwargs={"centre": report.centre.slug, "pk": report.pk})


def rule_address(rule: HouseRule) -> str:
    return reverse("moderation:rule-list", kwargs={"centre": rule.centre.slug}) + f"#{rule.key}"


def word_address(word: FlagWord) -> str:
    return reverse("moderation:word-list", kwargs={"centre": word.centre.slug})


class ReportViewSet(ListingViewSet):
    model = Report
    index_view_class = CaseIndexView
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
    index_view_class = CaseIndexView
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


class AppealViewSet(ListingViewSet):
    model = Appeal
    index_view_class = AppealIndexView
    menu_label = _("Appeals")
    menu_name = "locer-appeals"
    menu_order = 312
    form_fields = ["result"]
    list_filter = ["side", "result"]
    search_fields = ["decision__title"]
    ordering = ["-made_at"]
    list_display = [
        TitleColumn("decision", label=_("What it is about"), get_url=Appeal.get_absolute_url),
        Column("get_side_display", label=_("Who appeals")),
        Column("get_result_display", label=_("Result")),
        DateColumn("made_at", label=_("Received"), sort_key="made_at"),
    ]


class SanctionViewSet(ListingViewSet):
    model = Sanction
    index_view_class = SanctionIndexView
    menu_label = _("Who may not write")
    menu_name = "locer-sanctions"
    menu_order = 313
    form_fields = ["kind"]
    list_filter = ["kind", "centre"]
    search_fields = ["member__display_name"]
    ordering = ["-since"]
    list_display = [
        TitleColumn("member", label=_("Member"), get_url=Sanction.get_absolute_url),
        Column("get_kind_display", label=_("Kind")),
        DateColumn("since", label=_("Since"), sort_key="since"),
        DateColumn("until", label=_("Until")),
        DateColumn("lifted_at", label=_("Lifted")),
    ]


class HouseRuleViewSet(ListingViewSet):
    model = HouseRule
    menu_label = _("Rules of this house")
    menu_name = "locer-rules"
    menu_order = 314
    form_fields = ["title"]
    list_filter = ["centre"]
    ordering = ["centre", "position"]
    list_display = [
        TitleColumn("title", label=_("Rule"), get_url=rule_address),
        Column("centre", label=_("Centre")),
        DateColumn("retired_at", label=_("No longer in force")),
    ]


class FlagWordViewSet(ListingViewSet):
    model = FlagWord
    menu_label = _("Words to look at")
    menu_name = "locer-words"
    menu_order = 315
    form_fields = ["word"]
    list_filter = ["centre"]
    search_fields = ["word"]
    ordering = ["word"]
    list_display = [
        TitleColumn("word", label=_("Word"), get_url=word_address),
        Column("centre", label=_("Centre")),
    ]


@hooks.register("register_admin_viewset")
def moderation_lists() -> list[ModelViewSet]:
    return [
        ReportViewSet(),
        DecisionViewSet(),
        AppealViewSet(),
        SanctionViewSet(),
        HouseRuleViewSet(),
        FlagWordViewSet(),
    ]
