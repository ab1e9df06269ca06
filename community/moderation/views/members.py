"""Members who may not write here, and all that one published, hidden at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView
from rules import has_perm

from community.moderation import actions
from community.moderation.actions.sweeping import shown_of
from community.moderation.forms import SweepForm
from community.moderation.models import Report, Sanction, Sweep
from community.moderation.views.staff import ModeratorMixin, VerbView

LAST_SWEEPS = 20


class SanctionList(ModeratorMixin, ListView[Sanction]):
    """Who may not write here now; and what was hidden at once and could be shown again."""

    template_name = "moderation/sanction_list.html"
    context_object_name = "sanctions"
    paginate_by = 50

    def get_queryset(self) -> Any:
        here = Sanction.objects.for_centre(self.centre).in_force(timezone.now())
        return here.select_related("member", "decision", "decision__centre").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Sweep.objects.filter(centre=self.centre, reversed_at__isnull=True)
        sweeps = standing.annotate(size=models.Count("decisions")).order_by("-at", "-pk")[:LAST_SWEEPS]
        return super().get_context_data(**kwargs) | {"sweeps": sweeps}


class SanctionLift(VerbView):
    goes_to = "moderation:sanction-list"

    def act(self) -> None:
        here = Sanction.objects.for_centre(self.centre).select_related("centre", "member")
        sanction = get_object_or_404(here, pk=self.kwargs["pk"])
        self.refuse_unless("moderation.lift_sanction", sanction)
        actions.lift(sanction=sanction, by=self.member, at=timezone.now())
        messages.success(self.request, _("Lifted. The member has been told."))


class MemberHide(ModeratorMixin, FormView[SweepForm]):
    """All that the author of what was reported has published here. The address names the report, not the author."""

    form_class = SweepForm
    template_name = "moderation/member_hide.html"

    @cached_property
    def report(self) -> Report:
        reports = Report.objects.visible_to(self.member).for_centre(self.centre).select_related("centre")
        found = get_object_or_404(reports, pk=self.kwargs["pk"])
        if not has_perm("moderation.hide_member", self.member, found):
            raise PermissionDenied
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.report.centre}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        author: Any = self.report.target.author  # type: ignore[union-attr]
        kinds = [(rows.model._meta.verbose_name_plural, rows.count()) for rows in shown_of(author, self.centre)]
        found = [(name, count) for name, count in kinds if count]
        return super().get_context_data(**kwargs) | {"report": self.report, "found": found}

    def form_valid(self, form: SweepForm) -> HttpResponse:
        if form.save(report=self.report, by=self.member) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("All of it is hidden. The author has been told."))
        return redirect("moderation:sanction-list", centre=self.centre.slug)


class MemberShow(VerbView):
    goes_to = "moderation:sanction-list"

    def act(self) -> None:
        seen = Sweep.objects.visible_to(self.member).filter(centre=self.centre).select_related("centre")
        sweep = get_object_or_404(seen, pk=self.kwargs["pk"])
        self.refuse_unless("moderation.show_member", sweep)
        with translation.override(self.centre.language):
            facts = _("Everything that was hidden at once is shown again.")
        actions.show_member(sweep=sweep, facts=facts, by=self.member, at=timezone.now())
        messages.success(self.request, _("All of it is shown again. The author has been told."))
