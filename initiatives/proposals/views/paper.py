"""Sheets of signatures for those who print and those who count; and the areas of a centre."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from rules import has_perm

from community.members.views import StaffMixin, attached, signed_in
from initiatives.proposals import actions, printing
from initiatives.proposals.forms.paper import AreaForm, ConfirmForm, KeyForm, PrintForm
from initiatives.proposals.models import Area, Sheet
from initiatives.proposals.views.acting import PermittedMixin


class SheetsMixin(PermittedMixin):
    permission = "proposals.count_sheets"

    @cached_property
    def sheet(self) -> Sheet:
        found = get_object_or_404(self.initiative.sheets.select_related("keyed_by"), number=self.kwargs["number"])
        found.initiative = self.initiative
        return found


class SheetList(SheetsMixin, FormView[PrintForm]):
    """All sheets and how far each is; a POST prints more and answers with the PDF."""

    permission = "proposals.print_sheets"
    form_class = PrintForm
    template_name = "proposals/sheet_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, initiative = timezone.now(), self.initiative
        facts = {
            "sheets": list(initiative.sheets.select_related("keyed_by", "confirmed_by")),
            "may_print": initiative.is_gathering(now),
            "may_count": has_perm("proposals.count_sheets", self.request.user, initiative)
            and initiative.takes_sheets(now),
            "counted_until": initiative.sheets_until,
        }
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: PrintForm) -> HttpResponse:
        now = timezone.now()
        printed = form.save(initiative=self.initiative, by=self.request.user, at=now)
        if not printed:
            return self.form_invalid(form)
        name = f"{self.centre.slug}-{printed[0].label}.pdf"
        return attached(printing.sheets(self.initiative, printed, now), name=name, kind="application/pdf")


class SheetKey(SheetsMixin, FormView[KeyForm]):
    form_class: Any = KeyForm
    template_name = "proposals/sheet_form.html"
    done = gettext_lazy("Keyed in. A second person must confirm it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sheet": self.sheet}

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.save(sheet=self.sheet, by=self.request.user, at=timezone.now()):
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.sheet.get_absolute_url())


class SheetConfirm(SheetKey):
    form_class = ConfirmForm
    template_name = "proposals/sheet_confirm.html"
    done = gettext_lazy("Confirmed: its valid lines are counted.")


class SheetReturn(SheetsMixin, View):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.send_sheet_back(sheet=self.sheet, by=signed_in(request), at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The sheet is to be counted again."))
        return redirect(self.sheet.get_absolute_url())


class AreaList(StaffMixin, FormView[AreaForm]):
    """The parts of the commune with their own threshold."""

    permission = "proposals.set_terms"
    form_class = AreaForm
    template_name = "proposals/area_list.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"areas": Area.objects.filter(centre=self.centre)}

    def form_valid(self, form: AreaForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Saved. It holds for what is published from now on."))
        return redirect("proposals:area-list", centre=self.centre.slug)


class AreaDelete(StaffMixin, View):
    """What was published keeps the threshold that it had."""

    permission = "proposals.set_terms"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        get_object_or_404(Area, centre=self.centre, pk=kwargs["area"]).delete()
        messages.success(request, _("The area is gone."))
        return redirect("proposals:area-list", centre=self.centre.slug)
