from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView, ListView

from community.members.models import User
from community.notifications import actions
from community.notifications.forms import PreferencesForm
from community.notifications.models import Group, Mail, Notification
from community.notifications.tasks import sentence
from community.notifications.unsubscribing import read_token


class NotificationList(LoginRequiredMixin, ListView[Notification]):
    request: Any
    template_name = "notifications/notification_list.html"
    paginate_by = 30

    def get_queryset(self) -> Any:
        news = Notification.objects.of(self.request.user).select_related("actor", "centre")
        return news.fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"lines": [{"row": row, "text": sentence(row)} for row in context["object_list"]]}


@login_required
@require_POST
def notification_read(request: Any, pk: int) -> HttpResponse:
    """Marks one as read and goes where it points."""
    notification = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    actions.read(notifications=Notification.objects.filter(pk=pk))
    return redirect(notification.url)


@login_required
@require_POST
def all_read(request: Any) -> HttpResponse:
    actions.read(notifications=Notification.objects.of(request.user))
    return redirect("notifications:notification-list")


class Preferences(LoginRequiredMixin, FormView[PreferencesForm]):
    request: Any
    form_class = PreferencesForm
    template_name = "notifications/preferences_form.html"
    success_url = reverse_lazy("notifications:preferences")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"member": self.request.user}

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        form.save(by=self.request.user)
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)


@csrf_exempt  # mail programs send this without our cookie; the signed token is what permits it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a GET only asks, a POST ends the mails."""
    try:
        member_pk, group = read_token(token)
    except signing.BadSignature:
        raise Http404("Not an address of ours") from None
    member = get_object_or_404(User, pk=member_pk, is_active=True)
    groups = [group] if group in Group.values else Group.values
    if request.method == "POST":
        actions.prefer(member=member, choices=dict.fromkeys(groups, Mail.NONE))
    context = {"done": request.method == "POST", "groups": [Group(name).label for name in groups]}
    return render(request, "notifications/unsubscribe_confirm.html", context)
