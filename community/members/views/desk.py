"""The coordinator's desk: who asks to be verified, accounts on paper, letters, registers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View

from community.members import actions
from community.members.forms.desk import DeskAccountForm, LettersForm, RegisterForm, counted
from community.members.models import LetterBatch, Membership, Register
from community.members.rules import may_renew_password
from community.members.views import StaffMixin, attached

PAGE = 20
SHORTEST_SEARCH = 3  # fewer letters would list the whole village


class DeskView(StaffMixin, ListView):
    """Those who ask; with words to search by, every member of the centre."""

    permission = "members.verify_residency"
    template_name = "members/desk.html"
    paginate_by = PAGE

    def get_queryset(self) -> QuerySet[Membership]:
        here = Membership.objects.for_centre(self.centre).select_related("member").fetch_mode(models.FETCH_RAISE)
        if self.words:
            return here.named(self.words).order_by("member__display_name", "pk")
        return here.asking()

    @property
    def words(self) -> str:
        words = self.request.GET.get("q", "").strip()[:80]
        return words if len(words) >= SHORTEST_SEARCH else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"words": self.words}


class DeskVerb(StaffMixin, View):
    """One verb on one member of this centre, then back to the desk."""

    permission = "members.verify_residency"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = Membership.objects.for_centre(self.centre).select_related("member", "centre")
        self.membership = get_object_or_404(found, pk=kwargs["pk"])
        return self.act(request) or redirect("members:desk", centre=self.centre.slug)

    def act(self, request: HttpRequest) -> HttpResponse | None:
        raise NotImplementedError


class DeskVerifyView(DeskVerb):
    def act(self, request: HttpRequest) -> None:
        try:
            actions.verify_residency(
                membership=self.membership, through=Membership.Method.DESK, by=self.member, at=timezone.now()
            )
        except ValidationError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, _("%(name)s is a verified resident now.") % {"name": self.membership.member})


class DeskUndoView(DeskVerb):
    def act(self, request: HttpRequest) -> None:
        actions.undo_verification(membership=self.membership)
        messages.success(request, _("%(name)s is no longer verified.") % {"name": self.membership.member})


class DeskPasswordView(DeskVerb):
    """A new password on paper, shown once."""

    def act(self, request: HttpRequest) -> HttpResponse:
        member = self.membership.member
        if not may_renew_password(request.user, self.centre, member):
            raise PermissionDenied
        password = actions.renew_desk_password(membership=self.membership)
        return render(request, "members/desk_account.html", {"account": member, "password": password})


class DeskAccountView(StaffMixin, FormView):
    """Answers with the page to print instead of redirecting: the password is kept nowhere."""

    permission = "members.verify_residency"
    template_name = "members/desk_open.html"
    form_class = DeskAccountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def form_valid(self, form: DeskAccountForm) -> HttpResponse:
        account, password = form.save(by=self.member)
        return render(self.request, "members/desk_account.html", {"account": account, "password": password})


class LettersView(StaffMixin, ListView):
    permission = "members.verify_residency"
    template_name = "members/letters.html"
    paginate_by = PAGE

    def get_queryset(self) -> QuerySet[LetterBatch]:
        used = Count("codes", filter=Q(codes__is_spent=True))
        found = LetterBatch.objects.filter(centre=self.centre).annotate(used=used)
        return found.order_by("-printed_at", "-pk").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


class LettersPrintView(StaffMixin, FormView):
    """Answers with the sheet itself, the only place where the codes can be read."""

    permission = "members.verify_residency"
    template_name = "members/letters_print.html"
    form_class = LettersForm

    def form_valid(self, form: LettersForm) -> HttpResponse:
        batch, content = form.save(by=self.member, centre=self.centre)
        return attached(content, name=f"{self.centre.slug}-{batch.pk}.pdf", kind="application/pdf")


class LettersStopView(StaffMixin, View):
    permission = "members.verify_residency"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        batch = get_object_or_404(LetterBatch, pk=kwargs["pk"], centre=self.centre)
        actions.stop_letters(batch=batch, at=timezone.now())
        messages.success(request, _("The unused codes of “%(label)s” no longer work.") % {"label": batch})
        return redirect("members:letters", centre=self.centre.slug)


class RegistersView(StaffMixin, ListView):
    permission = "members.verify_residency"
    template_name = "members/registers.html"
    paginate_by = PAGE

    def get_queryset(self) -> QuerySet[Register]:
        used = Count("entries", filter=Q(entries__is_spent=True))
        found = Register.objects.filter(centre=self.centre).annotate(used=used)
        return found.order_by("-uploaded_at", "-pk").fetch_mode(models.FETCH_RAISE)


class RegisterUploadView(StaffMixin, FormView):
    permission = "members.verify_residency"
    template_name = "members/register_upload.html"
    form_class = RegisterForm

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        register = form.save(by=self.member, centre=self.centre)
        messages.success(self.request, counted(register))
        return redirect("members:register-list", centre=self.centre.slug)


class RegisterDeleteView(StaffMixin, View):
    permission = "members.verify_residency"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        register = get_object_or_404(Register, pk=kwargs["pk"], centre=self.centre)
        actions.delete_register(register=register)
        messages.success(request, _("The register is deleted. Who was verified stays verified."))
        return redirect("members:register-list", centre=self.centre.slug)
