"""Events that repeat, in the back office: adding dates, and changing all that are still to come."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from pages import actions, rules
from pages.actions.repeating import dates_of
from pages.models import EventPage
from pages.series_forms import DatesForm, LaterForm, RepeatForm, spoken


class SeriesView(WagtailAdminTemplateMixin, FormView):
    """A form about one event, for whoever `may`; afterwards they stand in its editor again."""

    header_icon = "calendar-alt"
    breadcrumbs_items: list[Any] = []
    event: EventPage
    may: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = EventPage.objects.select_related("centre", "locale").filter(centre__isnull=False)
        self.event = get_object_or_404(rows, pk=kwargs["page_id"])
        self.now = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may(request.user, self.event):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.event.draft_title or self.event.title}, {spoken(self.event.local_start.date())}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, zone=self.event.zone, **kwargs)

    def done(self, text: str) -> HttpResponse:
        index = reverse("wagtailadmin_explore", args=[self.event.get_parent().pk])
        messages.success(self.request, text, buttons=[messages.button(index, _("All events"))])
        return redirect("wagtailadmin_pages:edit", self.event.pk)


class EventRepeat(SeriesView):
    """Two steps without JavaScript: the rhythm, then its dates, of which each may be unticked."""

    form_class = RepeatForm
    page_title = gettext_lazy("Repeat")
    may = rules.can_repeat

    def get_template_names(self) -> list[str]:
        return ["pages/admin/event_repeat.html"]

    def get_form_kwargs(self) -> dict[str, Any]:
        publishes = self.event.live and self.may_publish
        return super().get_form_kwargs() | {"event": self.event, "now": self.now, "may_publish": publishes}

    @cached_property
    def may_publish(self) -> bool:
        return rules.can_publish_dates(self.request.user, self.event)

    def form_valid(self, form: RepeatForm) -> HttpResponse:
        step = self.request.POST.get("step")
        if step == "change":
            return self.render_to_response(self.get_context_data(form=form))
        taken = dates_of(self.event.series) if self.event.series else {}
        missing = [day for day in form.days if day not in taken]
        chosen = DatesForm(self.request.POST if step == "add" else None, days=missing)
        if not chosen.is_bound or not chosen.is_valid():
            stand = [spoken(day) for day in form.days if day in taken]
            return self.render_to_response(self.get_context_data(form=form, chosen=chosen, new=missing, stand=stand))
        try:
            made = chosen.save(
                event=self.event, by=self.request.user, at=self.now, hand_in=form.cleaned_data.get("hand_in", False)
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        return self.done(said_of(made))


def said_of(made: Iterable[EventPage]) -> str:
    keys = {page.translation_key: page.live for page in made}
    text = ngettext("%(count)d date has been added.", "%(count)d dates have been added.", len(keys))
    drafts = "" if all(keys.values()) else " " + _("They are drafts until a coordinator publishes them.")
    return text % {"count": len(keys)} + drafts


class EventChangeLater(SeriesView):
    form_class = LaterForm
    template_name = "pages/admin/event_change_later.html"
    page_title = gettext_lazy("Change all later ones too")
    may = rules.can_change_later

    def get_form_kwargs(self) -> dict[str, Any]:
        used = {page.locale.language_code for page in self.later} | {self.event.locale.language_code}
        languages = {code: name for code, name in settings.LANGUAGES if code in used}
        return super().get_form_kwargs() | {"languages": languages}

    @cached_property
    def later(self) -> list[EventPage]:
        return list(actions.later_dates(self.event, self.now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(later=rows_of(self.later), **kwargs)

    def form_valid(self, form: LaterForm) -> HttpResponse:
        try:
            changed = form.save(event=self.event, by=self.request.user, at=self.now)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        count = len({page.translation_key for page in changed})
        text = ngettext("%(count)d later date has been changed.", "%(count)d later dates have been changed.", count)
        return self.done(text % {"count": count})


def rows_of(pages: Iterable[EventPage]) -> list[dict[str, Any]]:
    """One line a date: its day and hour, and whether somebody has a draft in hand that would be passed over."""
    lines: dict[dt.date, dict[str, Any]] = {}
    for page in pages:
        start = page.local_start
        facts = {"day": spoken(start.date()), "hour": f"{start:%H:%M}", "pages": [], "in_hand": False}
        line = lines.setdefault(start.date(), facts)
        line["pages"].append(page)
        line["in_hand"] |= page.live and page.has_unpublished_changes
    return list(lines.values())
