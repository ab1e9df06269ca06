"""Appealing, and hearing an appeal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView
from rules import has_perm

from community.members.models import RoleGrant
from community.members.views import CentreMixin, PrivateMixin
from community.moderation.forms import AnswerForm, AppealForm
from community.moderation.models import Appeal, Decision, Moderated, Report, benches, judges
from community.moderation.rules import may_appeal_by_receipt
from community.moderation.views.reports import ReceiptMixin
from community.moderation.views.staff import ModeratorMixin
from community.operations.ratelimit import network_of


class AppealingView(CentreMixin, FormView[AppealForm]):
    form_class = AppealForm
    template_name = "moderation/appeal_create.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"network": network_of(self.request)}

    def form_invalid(self, form: AppealForm) -> HttpResponse:
        status = 429 if form.has_error("__all__", "too_many") else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)


class AppealCreate(PrivateMixin, AppealingView):
    """By the author of what was decided about."""

    @cached_property
    def decision(self) -> Decision:
        own = Decision.objects.visible_to(self.member).filter(centre=self.centre)
        found = get_object_or_404(own.select_related("centre", "reversed_by", "sweep"), pk=self.kwargs["pk"])
        if not has_perm("moderation.appeal_decision", self.member, found):
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"decision": self.decision, "back": self.decision.get_absolute_url()}
        return super().get_context_data(**kwargs) | about

    def form_valid(self, form: AppealForm) -> HttpResponse:
        made = form.save(decision=self.decision, by=self.member)
        messages.success(self.request, _("Your appeal has arrived. Somebody else than who decided hears it."))
        return redirect(made.get_absolute_url())


class ReceiptAppeal(ReceiptMixin, AppealingView):
    """By whoever holds the number of a report; no account is needed."""

    @cached_property
    def report(self) -> Report:
        found = get_object_or_404(self.get_queryset(), receipt=self.kwargs["receipt"])
        if not may_appeal_by_receipt(found):
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"decision": self.report.decision, "back": self.report.get_absolute_url()}
        return super().get_context_data(**kwargs) | about

    def form_valid(self, form: AppealForm) -> HttpResponse:
        form.save(report=self.report)
        messages.success(self.request, _("Your appeal has arrived. Somebody else than who decided hears it."))
        return redirect(self.report.get_absolute_url())


class AppealMixin(ModeratorMixin):
    """Whoever serves in the centre may be asked to hear an appeal; the network's administrators too."""

    def may_enter(self) -> bool:
        return self.member.has_role(self.centre, *RoleGrant.Role.values)


class AppealList(AppealMixin, ListView[Appeal]):
    """Those that the reader may answer, the longest waiting first."""

    template_name = "moderation/appeal_list.html"
    context_object_name = "appeals"

    def get_queryset(self) -> Any:
        waiting = Appeal.objects.for_centre(self.centre).open()
        found = waiting.select_related("decision__reverses", "report").fetch_mode(models.FETCH_RAISE)
        people = benches(self.centre)
        return [appeal for appeal in found if self.member.pk in judges(appeal, people)[1]]


class AppealDetail(AppealMixin, FormView[AnswerForm]):
    """For who made it, for who hears it, and for the moderators of the centre."""

    form_class = AnswerForm
    template_name = "moderation/appeal_detail.html"

    def may_enter(self) -> bool:
        return True

    @cached_property
    def appeal(self) -> Appeal:
        here = Appeal.objects.for_centre(self.centre)
        rows = ("decision__centre", "decision__reverses", "decision__reversed_by", "decision__rule", "report", "by")
        found = get_object_or_404(here.select_related(*rows), pk=self.kwargs["pk"])
        if not has_perm("moderation.view_appeal", self.member, found):
            raise PermissionDenied
        return found

    @cached_property
    def may_answer(self) -> bool:
        return has_perm("moderation.answer_appeal", self.member, self.appeal)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"appeal": self.appeal}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hears, _people = judges(self.appeal)
        reports = self.appeal.decision.reports.exclude(excerpt="").order_by("pk")
        target: Any = self.appeal.decision.target
        facts = {
            "appeal": self.appeal,
            "decision": self.appeal.decision,
            "hears": hears,
            "may_answer": self.may_answer,
            "excerpt": reports.values_list("excerpt", flat=True).first() if self.may_answer else "",
            "photos": target.photos() if self.may_answer and isinstance(target, Moderated) else [],
        }
        return super().get_context_data(**kwargs) | facts

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        if form.save(by=self.member) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Answered. Both sides have been told."))
        return redirect(self.appeal.get_absolute_url())
