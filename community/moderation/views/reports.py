"""Reporting, what became of a report, and the moderators' list of what waits."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView
from rules import has_perm

from community.members.models import User
from community.members.views import CentreMixin
from community.moderation.forms import DecisionForm, QueueForm, ReportForm
from community.moderation.models import Decision, Moderated, Report, silence_of
from community.moderation.rules import may_appeal_by_receipt
from community.moderation.views.staff import ModeratorMixin
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
        who = {"centre": self.centre, "reporter": member, "network": network_of(self.request)}
        return super().get_form_kwargs() | who

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"about_title": str(self.target or self.page)}
        about["about_url"] = self.target.get_absolute_url() if self.target else self.page
        return super().get_context_data(**kwargs) | about

    def form_valid(self, form: ReportForm) -> HttpResponse:
        url = self.target.get_absolute_url() if self.target else self.page
        report = form.save(title=str(self.target or self.page), url=url, target=self.target)
        return redirect(report.get_absolute_url())

    def form_invalid(self, form: ReportForm) -> HttpResponse:
        status = 429 if form.has_error("__all__", "too_many") else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)


class ReceiptMixin(CentreMixin):
    """Finds the report whose number somebody holds. A mark of the filter is nobody's and has none."""

    kwargs: dict[str, Any]

    def get_queryset(self) -> Any:
        here = Report.objects.for_centre(self.centre).filter(automatic=False)
        return here.select_related("decision__centre", "decision__reversed_by", "centre", "appeal", "reporter")


class ReceiptDetail(ReceiptMixin, DetailView[Report]):
    """What became of a report, for whoever holds its number."""

    template_name = "moderation/receipt_detail.html"
    slug_field = slug_url_kwarg = "receipt"
    context_object_name = "report"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_appeal = may_appeal_by_receipt(self.object)
        return super().get_context_data(**kwargs) | {"may_appeal": may_appeal}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, headers={"Cache-Control": "private, no-store"}, **kwargs)


class ReportList(ModeratorMixin, ListView[Report]):
    template_name = "moderation/report_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        self.form = QueueForm(self.request.GET)
        waiting = self.form.narrow(Report.objects.visible_to(self.request.user).for_centre(self.centre).open())
        return waiting.select_related("target_type", "rule").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "filter": self.form,
            "filtered": self.form.cleaned_data.get("category"),
        }


class ReportDetail(ModeratorMixin, FormView[DecisionForm]):
    """One report with the thing in its context, the others about it, and the form that decides."""

    form_class = DecisionForm
    template_name = "moderation/report_detail.html"

    @cached_property
    def report(self) -> Report:
        reports = Report.objects.visible_to(self.request.user).for_centre(self.centre)
        return get_object_or_404(reports.select_related("centre", "decision", "rule"), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"report": self.report}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, user = self.report, self.request.user
        others = Report.objects.none()
        if report.target:
            others = Report.objects.for_centre(self.centre).on(report.target).exclude(pk=report.pk)
        facts = {
            "report": report,
            "words_now": report.target.words() if isinstance(report.target, Moderated) else "",
            "photos": report.target.photos() if isinstance(report.target, Moderated) else [],
            "others": others.select_related("rule").order_by("-created_at")[:50],
            "may_decide": has_perm("moderation.decide_report", user, report),
            "may_hide_all": has_perm("moderation.hide_member", user, report),
        }
        return super().get_context_data(**kwargs) | facts | self.standing()

    def standing(self) -> dict[str, Any]:
        """What weighs in a decision, without the author's name: it may be hidden from moderators too."""
        writer = getattr(self.report.target, "writer_id", None)
        author = User.objects.filter(pk=writer).first() if writer else None
        if author is None:
            return {}
        earlier = Decision.objects.for_centre(self.centre).against(author.pk)
        return {
            "author_since": author.joined_at,
            "earlier": earlier.count(),
            "silence": silence_of(author, self.centre, timezone.now()),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_perm("moderation.decide_report", request.user, self.report):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        decision = form.save(by=self.member)
        if decision is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Decided. The author and those who reported have been told."))
        return redirect(decision.get_absolute_url())
