"""The back office's lists of what stands on the map; keeping it happens on the public pages."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from community.moderation.wagtail_hooks import ListingViewSet, OwnIndexView
from maps.models import Organisation, Place, Suggestion
from maps.vocabulary import GROUP_NAMES, LEAVES


def edit_address(name: str) -> Any:
    def address(thing: Any) -> str:
        return reverse(f"maps:{name}", kwargs={"centre": thing.centre.slug, "pk": thing.pk})

    return address


class PlaceFilterSet(WagtailFilterSet):
    STATES = [
        ("stale", gettext_lazy("not confirmed for a year")),
        ("withdrawn", gettext_lazy("taken off the map")),
    ]
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="in_state")

    class Meta:
        model = Place
        fields = ["state", "centre"]

    def in_state(self, places: Any, name: str, state: str) -> Any:
        return places.stale(timezone.now().date()) if state == "stale" else places.filter(withdrawn_at__isnull=False)


def category_of(place: Place) -> str:
    return capfirst(f"{GROUP_NAMES[place.category.partition('.')[0]]}: {LEAVES[place.category]}")


def state_of(place: Place) -> str:
    if place.is_withdrawn:
        return _("taken off the map")
    return _("not confirmed for a year") if place.is_stale(timezone.now().date()) else ""


class PlaceIndexView(OwnIndexView):
    related = ("centre", "organisation")


class PlaceViewSet(ListingViewSet):
    model = Place
    icon = "globe"
    index_view_class = PlaceIndexView
    menu_label = gettext_lazy("Places")
    menu_name = "locer-places"
    menu_order = 330
    form_fields = ["name"]
    filterset_class = PlaceFilterSet
    search_fields = ["trace__folded"]
    ordering = ["name"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Name"), get_url=edit_address("place-update"), sort_key="name"),
        Column("category", label=gettext_lazy("Category"), accessor=category_of),
        Column("organisation", label=gettext_lazy("Organisation")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        Column("centre", label=gettext_lazy("Centre")),
        DateColumn("confirmed_on", label=gettext_lazy("Last confirmed"), sort_key="confirmed_on"),
    ]


class OrganisationViewSet(ListingViewSet):
    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    menu_name = "locer-organisations"
    menu_order = 331
    form_fields = ["name"]
    list_filter = ["kind", "centre"]
    search_fields = ["name"]
    ordering = ["name"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Name"), get_url=edit_address("organisation-update"), sort_key="name"),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("centre", label=gettext_lazy("Centre")),
    ]


class SuggestionIndexView(OwnIndexView):
    related = ("centre", "place", "member")


def outcome_of(suggestion: Suggestion) -> str:
    return suggestion.get_outcome_display() or _("waits for a decision")


def place_of(suggestion: Suggestion) -> str:
    return str(suggestion) if suggestion.place else _("%(name)s (new)") % {"name": suggestion}


class SuggestionViewSet(ListingViewSet):
    model = Suggestion
    icon = "mail"
    index_view_class = SuggestionIndexView
    menu_label = gettext_lazy("Suggestions for the map")
    menu_name = "locer-suggestions"
    menu_order = 332
    form_fields = ["note"]
    list_filter = ["outcome", "centre"]
    search_fields = ["place__name", "note"]
    ordering = ["-made_at"]
    list_display = [
        TitleColumn("place", label=gettext_lazy("Place"), accessor=place_of, get_url=Suggestion.get_absolute_url),
        Column("outcome", label=gettext_lazy("State"), accessor=outcome_of),
        Column("member", label=gettext_lazy("Suggested by")),
        Column("centre", label=gettext_lazy("Centre")),
        DateColumn("made_at", label=gettext_lazy("When"), sort_key="made_at"),
    ]
