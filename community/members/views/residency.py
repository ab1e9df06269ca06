"""A member in one centre: joining it, saying that they live there, proving it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from community.members import actions
from community.members.actions.memberships import residency_text
from community.members.forms.residency import CodeForm, RegisterMatchForm
from community.members.models import Membership, Register
from community.members.views import CentreMixin, PrivateMixin, signed_in
from community.operations.ratelimit import network_of


class ResidencyView(CentreMixin, TemplateView):
    """Where one stands here and what the next step is; for strangers, what it is for."""

    template_name = "members/residency.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.request.user
        membership = member.membership_in(self.centre) if member.is_authenticated else None
        context = super().get_context_data(**kwargs)
        return context | {
            "membership": membership,
            "roles": membership.grants.all() if membership else [],
            "registers": self.centre.registers.all() if membership and not membership.is_verified else [],
            "residency_text": residency_text(self.centre),
        }


class MembershipVerb(PrivateMixin, CentreMixin, View):
    """A button of the residency page: one verb, then back to it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.act(request)
        return redirect("members:residency", centre=self.centre.slug)

    def act(self, request: HttpRequest) -> None:
        raise NotImplementedError

    def own_membership(self) -> Membership:
        return get_object_or_404(Membership, member=self.member, centre=self.centre)


class JoinView(MembershipVerb):
    def act(self, request: HttpRequest) -> None:
        actions.join(member=self.member, centre=self.centre, at=timezone.now())
        messages.success(request, _("You belong to %(centre)s now.") % {"centre": self.centre.local_name})


class LeaveView(MembershipVerb):
    def act(self, request: HttpRequest) -> None:
        actions.leave(membership=self.own_membership(), at=timezone.now())
        messages.success(request, _("You no longer belong to %(centre)s.") % {"centre": self.centre.local_name})


class DeclareView(MembershipVerb):
    def act(self, request: HttpRequest) -> None:
        now = timezone.now()
        membership = actions.join(member=self.member, centre=self.centre, at=now)
        actions.declare_residency(membership=membership, at=now)
        messages.success(request, _("Noted. Now show it in one of these ways."))


class WithdrawDeclarationView(MembershipVerb):
    def act(self, request: HttpRequest) -> None:
        actions.withdraw_declaration(membership=self.own_membership(), at=timezone.now())
        messages.success(request, _("Noted: you no longer say that you live here."))


class ProofView(CentreMixin, FormView):
    """A form whose verb may refuse; what was typed stays, and the error stands at its field."""

    error_field: str | None = None

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            form.save(**self.facts())
        except ValidationError as error:
            signed_in(self.request).forget_standing()
            if not self.is_done():
                form.add_error(self.error_field, error)
                return self.form_invalid(form)
        messages.success(self.request, _("You are a verified resident now: you can back initiatives and vote."))
        return redirect("members:residency", centre=self.centre.slug)

    def facts(self) -> dict[str, Any]:
        return {"by": signed_in(self.request), "network": network_of(self.request)}

    def is_done(self) -> bool:
        """Also after a double click, whose second half finds the code used."""
        membership = signed_in(self.request).membership_in(self.centre)
        return membership is not None and membership.is_verified


class CodeView(ProofView):
    """Strangers may open it: the QR of a letter leads here, and the code waits in their browser while they sign in."""

    template_name = "members/code_redeem.html"
    form_class = CodeForm
    error_field = "code"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.is_done():
            messages.info(request, _("You are already verified here. Your letter's code was not used."))
            return redirect("members:residency", centre=self.centre.slug)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        return super().post(request, *args, **kwargs)

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"centre": self.centre}


class RegisterMatchView(PrivateMixin, ProofView):
    template_name = "members/register_match.html"
    form_class = RegisterMatchForm

    def get_form_kwargs(self) -> dict[str, Any]:
        self.register = get_object_or_404(Register, pk=self.kwargs["pk"], centre=self.centre)
        return super().get_form_kwargs() | {"register": self.register}
