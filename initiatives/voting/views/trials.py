"""A trial vote: members are invited by its address, and the coordinator deletes it when it has done its work."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from community.members.views import PrivateMixin
from initiatives.voting import actions
from initiatives.voting.models import Round
from initiatives.voting.trials import BANNER, is_invitation
from initiatives.voting.views.finding import RoomMixin, RoundMixin
from initiatives.voting.views.managing import Coordinated


class TrialJoin(RoomMixin, PrivateMixin, TemplateView):
    """Opened by whoever was given the address; only their own click lets them in."""

    template_name = "voting/trial_join.html"
    round: Round

    def may_enter(self) -> bool:
        found = Round.objects.for_centre(self.centre).select_related("centre").filter(pk=self.kwargs["pk"]).first()
        if found is None or not is_invitation(found, self.kwargs["token"]):
            raise Http404("No such trial")
        self.round = found
        return True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        belongs = self.member.membership_in(self.centre) is not None
        return super().get_context_data(round=self.round, text=self.round.text, banner=BANNER, belongs=belongs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.join_trial(round=self.round, member=self.member)
        return redirect(self.round)


class TrialDiscard(RoundMixin, Coordinated, TemplateView):
    template_name = "voting/trial_discard.html"
    permission = "voting.discard_trial"
    crumb = gettext_lazy("Delete this trial")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.discard_trial(round=self.round)
        messages.success(request, _("The trial is deleted, with everything that was cast in it."))
        return redirect("voting:round-list", centre=self.centre.slug)
