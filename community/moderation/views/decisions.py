"""The public log, one statement of reasons, and undoing a decision."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView, ListView
from rules import has_perm

from community.members.views import CentreMixin, attached
from community.moderation.forms import ReversalForm
from community.moderation.logfile import log_file
from community.moderation.models import Decision
from community.moderation.views.staff import ModeratorMixin, WaysMixin


class DecisionList(WaysMixin, ListView[Decision]):
    """The public log: what was decided and why, about what kind of thing, never about whom."""

    template_name = "moderation/decision_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        log = Decision.objects.for_centre(self.centre).select_related("target_type").prefetch_related("appeals")
        people = models.Q(reports__automatic=False)
        return log.annotate(report_count=models.Count("reports", filter=people)).fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tallies = Decision.objects.for_centre(self.centre).tallies()
        counts = [(each.label, tallies[each]) for each in Decision.Outcome if each in tallies]
        for path in settings.LOG_CONTRIBUTIONS:
            counts += import_string(path)(self.centre)
        return super().get_context_data(**kwargs) | {"counts": counts}


class DecisionFile(CentreMixin, View):
    """The log as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = f"decisions-{self.centre.slug}.csv"
        return attached(log_file(self.centre), name=name, kind="text/csv; charset=utf-8")


class DecisionDetail(LoginRequiredMixin, CentreMixin, DetailView[Decision]):
    template_name = "moderation/decision_detail.html"

    def get_queryset(self) -> Any:
        seen = Decision.objects.visible_to(self.request.user).filter(centre=self.centre)
        return seen.select_related("centre", "reversed_by", "reverses", "rule", "sanction", "sweep")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decision, user = self.object, self.request.user
        reports = decision.reports.order_by()
        facts = {
            "may_reverse": has_perm("moderation.reverse_decision", user, decision),
            "may_show_all": decision.sweep and has_perm("moderation.show_member", user, decision.sweep),
            "may_appeal": has_perm("moderation.appeal_decision", user, decision),
            "appeals": [each for each in decision.appeals.order_by("pk") if self.concerns(each)],
            "was_reported": reports.filter(automatic=False).exists(),
            "was_marked": reports.filter(automatic=True).exists(),
        }
        return super().get_context_data(**kwargs) | facts

    def concerns(self, appeal: Any) -> bool:
        """The author reads of their own appeal, not that somebody who reported has appealed."""
        user: Any = self.request.user
        return appeal.by_id == user.pk or user.has_role(self.centre, "moderator")


class DecisionReverse(ModeratorMixin, FormView[ReversalForm]):
    form_class = ReversalForm
    template_name = "moderation/decision_reverse.html"

    @cached_property
    def decision(self) -> Decision:
        seen = Decision.objects.visible_to(self.request.user).filter(centre=self.centre)
        found = get_object_or_404(seen.select_related("centre", "reversed_by"), pk=self.kwargs["pk"])
        if not has_perm("moderation.reverse_decision", self.request.user, found):
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"decision": self.decision}

    def form_valid(self, form: ReversalForm) -> HttpResponse:
        made = form.save(decision=self.decision, by=self.member)
        if made is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Undone. The author and those who reported have been told."))
        return redirect(made.get_absolute_url())
