from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView
from rules import has_perm

from community.members.views import CentreMixin
from community.moderation.forms import DecisionForm, ReportForm, ReversalForm
from community.moderation.models import Decision, Moderated, Report
from community.operations.ratelimit import network_of


class ReportCreate(CentreMixin, FormView[ReportForm]):
    """Reports one thing that a member published (`kind`, `pk`), or a page of this site (`?page=`)."""

    form_class = ReportForm
    template_name = "moderation/report_create.html"

    @cached_property
    def target(self) -> Any:
        if "kind" not in self.kwargs:
            return None
        try:
            model: Any = apps.get_model(self.kwargs["kind"])
        except (LookupError, ValueError):
            raise Http404("No such kind of thing") from None
        if not issubclass(model, Moderated):
            raise Http404("Not something that members publish")
        seen = model.objects.visible_to(self.request.user).filter(centre=self.centre)
        return get_object_or_404(seen.select_related("centre"), pk=self.kwargs["pk"])

    @property
    def page(self) -> str:
        """The reported page's address on this site, never another's."""
        page = self.request.GET.get("page", "")
        if not page.startswith("/") or page.startswith(("//", "/\\")) or len(page) > 400:
            raise Http404("Not a page of ours")
        return page

    def get_form_kwargs(self) -> dict[str, Any]:
        member = self.request.user if self.request.user.is_authenticated else None
        return super().get_form_kwargs() | {"reporter": member, "network": network_of(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"about_title": str(self.target or self.page)}
        about["about_url"] = self.target.get_absolute_url() if self.target else self.page
        return super().get_context_data(**kwargs) | about

    def form_valid(self, form: ReportForm) -> HttpResponse:
        url = self.target.get_absolute_url() if self.target else self.page
        report = form.save(centre=self.centre, title=str(self.target or self.page), url=url, target=self.target)
        return redirect(report.get_absolute_url())

    def form_invalid(self, form: ReportForm) -> HttpResponse:
        status = 429 if form.has_error("__all__", "too_many") else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)


class ReceiptDetail(CentreMixin, DetailView[Report]):
    """What became of a report, for whoever holds its number."""

    template_name = "moderation/receipt_detail.html"
    slug_field = slug_url_kwarg = "receipt"
    context_object_name = "report"

    def get_queryset(self) -> Any:
        return Report.objects.for_centre(self.centre).select_related("decision", "centre")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, headers={"Cache-Control": "private, no-store"}, **kwargs)


class ModeratorMixin(LoginRequiredMixin, CentreMixin):
    request: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not has_perm("moderation.moderate_centre", request.user, self.centre):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ReportList(ModeratorMixin, ListView[Report]):
    template_name = "moderation/report_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        waiting = Report.objects.visible_to(self.request.user).for_centre(self.centre).open()
        return waiting.select_related("target_type").fetch_mode(models.FETCH_RAISE)


class ReportDetail(ModeratorMixin, FormView[DecisionForm]):
    """One report, the others about the same thing, and the form that decides."""

    form_class = DecisionForm
    template_name = "moderation/report_detail.html"

    @cached_property
    def report(self) -> Report:
        reports = Report.objects.visible_to(self.request.user).for_centre(self.centre)
        return get_object_or_404(reports.select_related("centre", "decision"), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"report": self.report}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = Report.objects.none()
        if self.report.target:
            others = Report.objects.for_centre(self.centre).on(self.report.target).exclude(pk=self.report.pk)
        may_decide = has_perm("moderation.decide_report", self.request.user, self.report)
        context = {"report": self.report, "others": others.order_by("-created_at")[:50], "may_decide": may_decide}
        return super().get_context_data(**kwargs) | context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_perm("moderation.decide_report", request.user, self.report):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        decision = form.save(by=self.request.user)
        messages.success(self.request, _("Decided. The author and those who reported have been told."))
        return redirect(decision.get_absolute_url())


class DecisionList(CentreMixin, ListView[Decision]):
    """The public log: what was decided and why, about what kind of thing, never about whom."""

    template_name = "moderation/decision_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        log = Decision.objects.for_centre(self.centre).select_related("target_type")
        return log.annotate(report_count=models.Count("reports")).fetch_mode(models.FETCH_RAISE)


class DecisionDetail(LoginRequiredMixin, CentreMixin, DetailView[Decision]):
    template_name = "moderation/decision_detail.html"

    def get_queryset(self) -> Any:
        seen = Decision.objects.visible_to(self.request.user).filter(centre=self.centre)
        return seen.select_related("centre", "reversed_by", "reverses")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_reverse = has_perm("moderation.reverse_decision", self.request.user, self.object)
        return super().get_context_data(**kwargs) | {"may_reverse": may_reverse}


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
        made = form.save(decision=self.decision, by=self.request.user)
        messages.success(self.request, _("Shown again. The author has been told."))
        return redirect(made.get_absolute_url())
