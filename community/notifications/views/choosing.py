"""What a member chooses about being told: on their page, by a link in a mail, on a device."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView, View

from community.members.models import User
from community.members.views import PrivateMixin
from community.notifications import actions
from community.notifications.forms import DeviceForm, PreferencesForm
from community.notifications.kinds import Kind, kinds_by_name
from community.notifications.models import Group, PushSubscription, Wish
from community.notifications.sealing import public_key
from community.notifications.unsubscribing import read_token
from community.operations.ratelimit import spend

DEVICES_A_DAY = 30


class Preferences(LoginRequiredMixin, FormView[PreferencesForm]):
    request: Any
    form_class = PreferencesForm
    template_name = "notifications/preferences_form.html"
    success_url = reverse_lazy("notifications:preferences")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"member": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        devices = PushSubscription.objects.of(self.request.user)
        return super().get_context_data(**kwargs) | {"devices": devices, "public_key": public_key()}

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        form.save(by=self.request.user)
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)


class DeviceCreate(PrivateMixin, View):
    """What a browser says once its owner and its maker have agreed; a person never types this."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DeviceForm(request.POST)
        allowed = spend("add-device", str(self.member.pk), limit=DEVICES_A_DAY, seconds=86_400)
        if allowed and form.is_valid():
            form.save(by=self.member)
            messages.success(request, _("From now on this device tells you what concerns you."))
        else:
            messages.error(request, _("This browser did not say where it can be reached. Nothing has changed."))
        return redirect("notifications:preferences")


class DeviceDelete(PrivateMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        actions.remove_device(device=get_object_or_404(PushSubscription.objects.of(self.member), pk=pk))
        messages.success(request, _("That device tells you nothing any more."))
        return redirect("notifications:preferences")


@csrf_exempt  # mail programs send this without our cookie; the signed token is what permits it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a GET only asks, a POST ends it."""
    try:
        member_pk, what = read_token(token)
    except signing.BadSignature:
        raise Http404("Not an address of ours") from None
    member = get_object_or_404(User, pk=member_pk, is_active=True)
    kind = kinds_by_name().get(what)
    if request.method == "POST":
        end(member, kind, what)
    labels = [kind.label] if kind else [Group(name).label for name in groups_of(what)]
    return render(
        request, "notifications/unsubscribe_confirm.html", {"done": request.method == "POST", "labels": labels}
    )


def end(member: User, kind: Kind | None, what: str) -> None:
    if kind:
        actions.stop_kind(member=member, kinds=[kind.name])
    else:
        groups = groups_of(what)
        push = dict.fromkeys(groups, False)
        actions.prefer(member=member, choices=dict.fromkeys(groups, Wish.NONE), push=push)


def groups_of(what: str) -> list[str]:
    """A group by its name; everything for anything else."""
    return [what] if what in Group.values else list(Group.values)
