"""A member's own page: what is known about them, and how to change, take or erase it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy, translate_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, UpdateView, View

from community.members import actions
from community.members.done import done_by
from community.members.export import archive
from community.members.forms.profile import ErasureForm, OwnPasswordForm, ProfileForm
from community.members.models import Consent, Membership, User
from community.members.views import PrivateMixin, attached
from community.members.waiting import waiting_everywhere


class ProfileView(PrivateMixin, TemplateView):
    template_name = "members/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.member
        memberships = Membership.objects.filter(member=member).select_related("centre").prefetch_related("grants")
        consents = Consent.objects.filter(member=member).select_related("centre")
        devices = Authenticator.objects.filter(user=member).values_list("type", flat=True)
        return super().get_context_data(**kwargs) | {
            "memberships": memberships.order_by("joined_at").fetch_mode(models.FETCH_RAISE),
            "consents": consents.fetch_mode(models.FETCH_RAISE),
            "passkeys": sum(kind == Authenticator.Type.WEBAUTHN for kind in devices),
            "has_app": Authenticator.Type.TOTP in devices,
        }


class WaitingView(PrivateMixin, TemplateView):
    """What waits for the member in all their centres, and what they did."""

    template_name = "members/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"places": waiting_everywhere(self.member), "done": done_by(self.member)}
        return super().get_context_data(**kwargs) | facts


class ProfileEditView(PrivateMixin, UpdateView):
    template_name = "members/profile_edit.html"
    form_class = ProfileForm

    def get_object(self, queryset: Any = None) -> User:
        return self.member

    def get_success_url(self) -> str:
        return translate_url(reverse("members:profile"), self.object.language)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        with translation.override(self.object.language):
            messages.success(self.request, _("Saved."))
        return response


class PasswordChooseView(PrivateMixin, FormView):
    """After signing in with a password from the desk."""

    template_name = "members/password_choose.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("members:profile")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.member.password_is_temporary:
            return redirect("account_change_password")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.member.password_is_temporary:
            return redirect("account_change_password")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.member}

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        update_session_auth_hash(self.request, form.save())
        messages.success(self.request, _("From now on, this is your password. You may throw the paper away."))
        return super().form_valid(form)


class DownloadView(PrivateMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return attached(archive(self.member), name=f"locer-{self.member.handle}.zip", kind="application/zip")


class ErasureView(PrivateMixin, FormView):
    template_name = "members/erasure.html"
    form_class = ErasureForm

    def form_valid(self, form: ErasureForm) -> HttpResponse:
        form.save(by=self.member)
        logout(self.request)
        messages.success(self.request, _("Your account is erased. Goodbye, and thank you."))
        return redirect(f"/{translation.get_language()}/")


class WithdrawConsentView(PrivateMixin, View):
    """Saying no longer that one lives somewhere is the residency's own verb; any other consent just ends."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        standing = Consent.objects.standing().filter(member=self.member).exclude(purpose=Consent.ACCOUNT)
        consent = get_object_or_404(standing, pk=pk)
        now = timezone.now()
        membership = Membership.objects.filter(member=self.member, centre=consent.centre).first()
        if consent.purpose == Consent.RESIDENCY and membership:
            actions.withdraw_declaration(membership=membership, at=now)
        else:
            actions.withdraw_consent(consent=consent, at=now)
        messages.success(request, _("Withdrawn."))
        return redirect("members:profile")
