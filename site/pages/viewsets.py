"""Lists of the back office: who comes to which event."""

from typing import Any

import django_filters
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from pages import actions
from pages.models import Gathering, Seat

# A spreadsheet runs a cell that begins with one of these.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def own(request: Any) -> Any:
    """The seats at events of the centres where the reader is on the staff."""
    policy = policy_registry.get_by_type(Seat)
    return policy.instances_user_has_any_permission_for(request.user, ["view"])


def harmless(value: Any) -> str:
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def gatherings_of(request: Any) -> Any:
    return Gathering.objects.filter(seats__in=own(request)).distinct().order_by("-starts_at")


class SeatFilterSet(WagtailFilterSet):
    gathering = django_filters.ModelChoiceFilter(queryset=gatherings_of, label=_("Event"))
    waiting = django_filters.BooleanFilter(
        field_name="taken_at", lookup_expr="isnull", label=_("Waiting or not confirmed")
    )

    class Meta:
        model = Seat
        fields: list[str] = []


class SeatIndexView(generic.IndexView):
    list_export = ["gathering", "name", "address", "status", "asked_at", "language"]
    export_headings = {"address": _("E-mail"), "status": _("State")}
    export_filename = "seats"

    def get_base_queryset(self) -> Any:
        rows = own(self.request).kept().select_related("gathering__centre", "member")
        return rows.order_by("-gathering__starts_at", "asked_at")

    def get_preprocess_function(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, str) or field == "gathering":
            return harmless
        return super().get_preprocess_function(field, value, export_format)


class SeatDeleteView(generic.DeleteView):
    page_title = _("Give up the seat")
    success_message = _("The seat of %(object)s is free; the next from the waiting list has been told.")
    confirmation_message = _("Does this person give up the seat? The next from the waiting list gets it.")

    def get_queryset(self) -> Any:
        return own(self.request).kept()

    def get_usage(self) -> None:
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.usage_url = None
        return super().get_context_data(**kwargs)

    def delete_action(self) -> None:
        actions.give_up_seat(seat=self.object, at=timezone.now())


class SeatViewSet(ModelViewSet):
    """Seats are asked for by residents; staff see who comes and free a seat for somebody who calls."""

    model = Seat
    icon = "group"
    menu_name = "seats"
    menu_label = _("Who comes")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    form_fields = ["name"]
    copy_view_enabled = False
    index_view_class = SeatIndexView
    delete_view_class = SeatDeleteView
    filterset_class = SeatFilterSet
    search_fields = ["name", "email"]
    search_backend_name = None
    list_display = [
        "name",
        Column("gathering", label=_("Event"), sort_key="gathering__starts_at"),
        Column("status", label=_("State")),
        Column("address", label=_("E-mail")),
        DateColumn("asked_at", label=_("Asked"), sort_key="asked_at"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            *(path(f"none/{name}/<int:pk>/", absent, name=name) for name in ("edit", "history", "usage")),
            path("none/add/", absent, name="add"),
        ]


def absent(request: Any, **_kwargs: Any) -> Any:
    """Wagtail names these addresses in its lists; a seat has no such screen."""
    raise Http404("A seat has no such screen")
