"""What a member was told."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from community.notifications import actions
from community.notifications.mails import sentence
from community.notifications.models import Notification
from community.notifications.visibility import still_seen


class NotificationList(LoginRequiredMixin, ListView[Notification]):
    request: Any
    template_name = "notifications/notification_list.html"
    paginate_by = 30

    def get_queryset(self) -> Any:
        news = Notification.objects.of(self.request.user).select_related("actor", "centre")
        return news.fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without what was hidden since; looking drops no rows, the worker does."""
        context = super().get_context_data(**kwargs)
        rows = still_seen(context["object_list"], self.request.user)
        return context | {"lines": [{"row": row, "text": sentence(row)} for row in rows]}


@login_required
@require_POST
def notification_read(request: Any, pk: int) -> HttpResponse:
    """Marks one as read and goes where it points."""
    notification = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    actions.read(member=request.user, notifications=Notification.objects.filter(pk=pk))
    return redirect(notification.url)


@login_required
@require_POST
def all_read(request: Any) -> HttpResponse:
    actions.read(member=request.user, notifications=Notification.objects.of(request.user))
    return redirect("notifications:notification-list")
