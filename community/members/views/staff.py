"""Who serves in a centre, how they are called, and what the centre says about itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from community.members import actions
from community.members.codes import token_digest
from community.members.forms.centre import CentreSettings
from community.members.forms.desk import InvitationForm
from community.members.holding import beside_roles, duties_by_member
from community.members.models import Invitation, RoleGrant
from community.members.views import StaffMixin, find_centre


class StaffView(StaffMixin, TemplateView):
    permission = "members.invite_staff"
    template_name = "members/staff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grants = RoleGrant.objects.filter(membership__centre=self.centre).select_related("membership__member")
        waiting = Invitation.objects.waiting(timezone.now()).filter(centre=self.centre)
        grants = grants.order_by("role", "granted_at").fetch_mode(models.FETCH_RAISE)
        duties = duties_by_member(self.centre)
        return super().get_context_data(**kwargs) | {
            "grants": [(grant, duties.get(grant.membership.member_id, [])) for grant in grants],
            "others": beside_roles(duties, grants),
            "invitations": waiting.fetch_mode(models.FETCH_RAISE),
        }


class InviteView(StaffMixin, FormView):
    permission = "members.invite_staff"
    template_name = "members/staff_invite.html"
    form_class = InvitationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        invitation = form.save(by=self.member)
        messages.success(self.request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email})
        return redirect("members:staff", centre=self.centre.slug)


class RevokeView(StaffMixin, View):
    permission = "members.invite_staff"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = RoleGrant.objects.select_related("membership__member", "membership__centre")
        grant = get_object_or_404(found, pk=kwargs["pk"], membership__centre=self.centre)
        others = RoleGrant.objects.filter(membership__centre=self.centre, role=RoleGrant.Role.COORDINATOR)
        if grant.role == RoleGrant.Role.COORDINATOR and not others.exclude(pk=grant.pk).exists():
            messages.error(request, _("A centre needs a coordinator: invite another one first."))
        else:
            actions.revoke_role(grant=grant)
            facts = {"name": grant.membership.member, "role": grant.get_role_display()}
            messages.success(request, _("%(name)s no longer serves as %(role)s.") % facts)
        return redirect("members:staff", centre=self.centre.slug)


class WithdrawInvitationView(StaffMixin, View):
    permission = "members.invite_staff"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=kwargs["pk"], centre=self.centre)
        actions.withdraw_invitation(invitation=invitation, at=timezone.now())
        messages.success(request, _("The invitation is withdrawn."))
        return redirect("members:staff", centre=self.centre.slug)


@method_decorator(never_cache, name="dispatch")
class InvitationView(View):
    """GET shows what is offered, to whoever holds the link; only POST accepts it."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.shown(request, self.find(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = self.find(token)
        if not request.user.is_authenticated:
            return self.shown(request, invitation)
        try:
            actions.accept_invitation(invitation=invitation, member=request.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.message)
            return self.shown(request, invitation)
        facts = {"role": invitation.get_role_display(), "centre": invitation.centre.local_name}
        messages.success(request, _("Welcome: you serve as %(role)s in %(centre)s now.") % facts)
        return redirect("members:residency", centre=invitation.centre.slug)

    def find(self, token: str) -> Invitation:
        found = Invitation.objects.select_related("centre", "invited_by").filter(digest=token_digest(token)).first()
        if found is None:
            raise Http404("No such invitation")
        return found

    def shown(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        now = timezone.now()
        works = invitation.accepted_at is None and invitation.expires_at > now
        return render(
            request, "members/invitation.html", {"invitation": invitation, "works": works}, status=200 if works else 410
        )


class CentreSettingsView(StaffMixin, View):
    """What stands in the header, the footer and the alarm of every page of the centre."""

    template_name = "members/centre_settings.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(request, self.template_name, {"form": CentreSettings(find_centre(self.centre.slug))})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CentreSettings(find_centre(self.centre.slug), request.POST, request.FILES)
        if not form.is_valid():
            return render(request, self.template_name, {"form": form}, status=422)
        form.save()
        messages.success(request, _("Saved. Every page of the centre shows it now."))
        return redirect("members:centre-settings", centre=self.centre.slug)
