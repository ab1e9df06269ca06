"""The back office as an editor of a small place needs it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.widgets import Button

from pages import rules
from pages.copying import destinations
from pages.guards import explorable_pages
from pages.models import EventPage, StoryPage
from pages.panels import WaitingPanel
from pages.translating import OwnReportView, OwnSubmitView
from pages.views.copying import StoryCopyView
from pages.views.series import EventChangeLater, EventRepeat
from pages.viewsets import SeatViewSet

# What staff of a centre find in the menu; administrators of the network find everything.
STAFF_MENU = {"explorer", "images", "documents", "seats", "reports"}
STAFF_REPORTS = {"locked-pages", "workflows", "site-history", "aging-pages"}


@hooks.register("register_admin_viewset")
def seats() -> SeatViewSet:
    return SeatViewSet()


@hooks.register("register_admin_urls", order=-1)
def own_translation_screens() -> list[Any]:
    """Found before wagtail-localize's own addresses, which are the same."""
    return [
        path("localize/submit/page/<int:page_id>/", OwnSubmitView.as_view()),
        path("localize/reports/translations/", OwnReportView.as_view()),
        path("localize/reports/translations/results/", OwnReportView.as_view(results_only=True)),
    ]


@hooks.register("register_admin_urls")
def screens_of_series() -> list[Any]:
    return [
        path("pages/<int:page_id>/repetition/", EventRepeat.as_view(), name="event-repeat"),
        path("pages/<int:page_id>/later/", EventChangeLater.as_view(), name="event-change-later"),
    ]


@hooks.register("register_page_header_buttons")
def repeat_an_event(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name != "edit" or not isinstance(page, EventPage):
        return
    if rules.can_repeat(user, page):
        url = reverse("event-repeat", args=[page.pk])
        yield Button(_("Repeat …"), url=url, icon_name="rotate", priority=32)
    if rules.can_change_later(user, page):
        url = reverse("event-change-later", args=[page.pk])
        yield Button(_("Change all later ones too …"), url=url, icon_name="date", priority=33)


@hooks.register("register_admin_urls")
def screens_of_copying() -> list[Any]:
    return [path("stories/<int:page_id>/copies/", StoryCopyView.as_view(), name="story-copy")]


@hooks.register("register_page_header_buttons")
def copy_to_another_centre(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Beside Wagtail's own copying, which stays within the centre."""
    if page.specific_class is StoryPage and page.live and destinations(user, page.specific).exists():
        url = reverse("story-copy", args=[page.pk])
        yield Button(_("Copy to another centre …"), url=url, icon_name="copy", priority=35)


@hooks.register("construct_main_menu", order=1000)
def short_menu(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in STAFF_MENU or item.name.startswith("locer-")]


@hooks.register("construct_reports_menu", order=1000)
def short_reports(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in STAFF_REPORTS or item.name == "translations"]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_others(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Wagtail counts the pages below the common root: everybody's."""
    if not request.user.is_superuser:
        items.clear()


@hooks.register("construct_page_chooser_queryset")
def own_pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    if request.user.is_superuser:
        return pages
    return pages & explorable_pages(request.user)
