"""Something is wrong: said by a side, handled by a coordinator who is not one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView
from rules import has_perm

from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions
from mentoring.forms.threads import CaseForm, ClosingForm
from mentoring.models import Case, Mentorship
from mentoring.threads import page_of
from mentoring.views.staff import PairingMixin


class CaseCreate(PrivateMixin, CentreMixin, FormView[CaseForm]):
    template_name = "mentoring/case_form.html"
    form_class = CaseForm
    kwargs: dict[str, Any]

    @cached_property
    def mentorship(self) -> Mentorship:
        mine = Mentorship.objects.of(self.member).for_centre(self.centre).select_related("centre", "mentor", "mentee")
        found = get_object_or_404(mine, pk=self.kwargs["pk"])
        if not has_perm("mentoring.report_mentorship", self.member, found):
            raise Http404("Not agreed, or long over")
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mentorship": self.mentorship, "member": self.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [str(each) for each in actions.handlers(self.mentorship)]
        return super().get_context_data(**kwargs) | {"mentorship": self.mentorship, "told": told}

    def form_valid(self, form: CaseForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Thank you. The coordinator has been told and will look at it."))
        return redirect(self.mentorship.get_absolute_url())


class CaseList(PairingMixin, ListView[Case]):
    template_name = "mentoring/case_list.html"
    paginate_by = 20

    @property
    def state(self) -> str:
        return "closed" if self.request.GET.get("state") == "closed" else "open"

    def get_queryset(self) -> Any:
        seen = Case.objects.for_centre(self.centre).visible_to(self.member)
        found = seen.closed() if self.state == "closed" else seen.standing()
        rows = found.select_related("centre", "mentorship__mentor", "mentorship__mentee")
        return rows.fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = [("open", _("standing")), ("closed", _("closed"))]
        return super().get_context_data(**kwargs) | {"state": self.state, "states": states}


class CaseMixin(PairingMixin):
    kwargs: dict[str, Any]

    @cached_property
    def case(self) -> Case:
        seen = Case.objects.for_centre(self.centre).visible_to(self.member)
        rows = seen.select_related("centre", "reporter", "closed_by", "mentorship__mentor", "mentorship__mentee")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def may(self, verb: str) -> bool:
        return has_perm(f"mentoring.{verb}", self.member, self.case)


class CaseDetail(CaseMixin, TemplateView):
    """Who, when, and what was said; the way to the thread only where it may be read."""

    template_name = "mentoring/case_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        return super().get_context_data(**kwargs) | {
            "case": case,
            "looks": list(case.looks.select_related("by")),
            "may_close": self.may("close_case"),
            "may_read_thread": self.may("read_case_thread"),
        }


class CaseClose(CaseMixin, FormView[ClosingForm]):
    template_name = "mentoring/case_close.html"
    form_class = ClosingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.may("close_case"):
            raise PermissionDenied(_("This case is closed."))
        return super().get_form_kwargs() | {"case": self.case}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"case": self.case}

    def form_valid(self, form: ClosingForm) -> HttpResponse:
        if not form.save(by=self.member):
            return self.form_invalid(form)
        messages.success(self.request, _("Closed. Both sides read your sentence."))
        return redirect(self.case.get_absolute_url())


class CaseThread(CaseMixin, TemplateView):
    """By a button, never by a link: each time it is opened, both sides can see that it was."""

    template_name = "mentoring/case_thread.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may("read_case_thread"):
            raise Http404("Nobody lets this reader read it")
        actions.look(case=self.case, by=self.member, at=timezone.now())
        shown, earlier = page_of(self.case.mentorship, request.POST.get("before", ""))
        return self.render_to_response(self.get_context_data(case=self.case, shown=shown, earlier=earlier))
