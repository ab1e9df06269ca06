"""What a member follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from community.members.views import PrivateMixin
from community.notifications import actions
from community.notifications.followed import shelves
from community.notifications.kinds import all_kinds
from community.notifications.models import Follow, StoppedKind


class FollowList(PrivateMixin, TemplateView):
    template_name = "notifications/follow_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stopped = StoppedKind.objects.filter(member=self.member, kind__in=mentions())
        facts = {
            "shelves": shelves(self.member),
            "has_mentions": bool(mentions()),
            "hears_mentions": not stopped.exists(),
        }
        return super().get_context_data(**kwargs) | facts


class FollowDelete(PrivateMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Follow.objects.of(self.member), pk=pk).delete()
        messages.success(request, _("You no longer follow it."))
        return redirect("notifications:follow-list")


class MentionsStop(PrivateMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.stop_kind(member=self.member, kinds=mentions())
        messages.success(request, _("You are no longer told when somebody mentions you."))
        return redirect("notifications:follow-list")


class MentionsHear(PrivateMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.hear_again(member=self.member, kinds=mentions())
        messages.success(request, _("You are told again when somebody mentions you."))
        return redirect("notifications:follow-list")


def mentions() -> list[str]:
    """The kinds of news by which rooms say that somebody was named."""
    return [kind.name for kind in all_kinds() if kind.is_mention]
