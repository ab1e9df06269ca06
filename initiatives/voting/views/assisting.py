"""Voting at the desk's screen. Whose ballot it is stands in the session for some minutes, never in an address."""

import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from community.members.models import User
from initiatives.voting import actions, rules
from initiatives.voting.forms.paper import AssistedForm
from initiatives.voting.models import Phase
from initiatives.voting.own import own_ballot, took_paper
from initiatives.voting.receipts import receipt_facts
from initiatives.voting.shuffling import shuffled
from initiatives.voting.views.desk import DeskRoom, NobodySits

KEPT = "assisting"
LONGEST = 20 * 60  # seconds in which somebody may think their ballot over


class AssistanceStart(DeskRoom, View):
    """The resident sits down; the staff member looks away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = self.voter().member
        if self.round.phase(at=timezone.now()) != Phase.OPEN:
            raise actions.VotingClosed
        if took_paper(round=self.round, member=member):
            raise actions.TookPaper
        kept = {"round": self.round.pk, "member": member.pk, "until": time.time() + LONGEST}
        request.session[KEPT] = kept
        return redirect("voting:assistance-cast", centre=self.centre.slug, pk=self.round.pk)


class Assisting(DeskRoom):
    """Only while somebody sits at the desk; otherwise back to it, also with the browser's back button."""

    assisted: User
    crumb = gettext_lazy("Ballot")

    def may_enter(self) -> bool:
        if not super().may_enter():
            return False
        found = self.sitting(self.request)
        if found is None:
            self.request.session.pop(KEPT, None)
            raise NobodySits
        self.assisted = found
        return True

    def sitting(self, request: HttpRequest) -> User | None:
        kept = request.session.get(KEPT)
        if not kept or kept["round"] != self.round.pk or kept["until"] < time.time():
            return None
        membership = rules.eligible(self.round).filter(member=kept["member"]).select_related("member").first()
        return membership.member if membership else None


class AssistedBallot(Assisting, FormView):
    template_name = "voting/paper/assisted_ballot.html"
    form_class = AssistedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(assisted=self.assisted, **context)
        projects = self.round.projects.in_order().select_related("initiative__centre")
        order = shuffled(projects, round=self.round, reader=f"member {self.assisted.pk}")
        return context | {"groups": context["form"].groups(order), "ballot": self.round.rules["ballot"]}

    def form_valid(self, form: AssistedForm) -> HttpResponse:
        form.save(member=self.assisted)
        return redirect("voting:assistance-receipt", centre=self.centre.slug, pk=self.round.pk)


class AssistedReceipt(Assisting, TemplateView):
    """The receipt to print or to copy down, without a name beside it."""

    template_name = "voting/paper/assisted_receipt.html"
    crumb = gettext_lazy("Receipt")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = own_ballot(round=self.round, member=self.assisted)
        if own is None:
            return redirect("voting:assistance-cast", centre=self.centre.slug, pk=self.round.pk)
        return self.render_to_response(self.get_context_data(**receipt_facts(self.round, own.receipt)))


class AssistanceEnd(DeskRoom, View):
    """The resident stands up, and the page before cannot be opened again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(KEPT, None)
        messages.success(request, _("Done. Nothing of the ballot is left on this screen."))
        return self.back()
