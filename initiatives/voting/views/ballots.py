"""The ballot: read it, cast it, change it, take it back. No page here may be kept by a browser or between us."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from community.members.views import PrivateMixin
from community.operations.ratelimit import network_of
from initiatives.voting import actions, keys, rules
from initiatives.voting.forms.ballots import BallotForm, ChoicesForm
from initiatives.voting.forms.identified import BALLOTS
from initiatives.voting.forms.receipts import ReceiptForm
from initiatives.voting.models import Phase, Round
from initiatives.voting.own import OwnBallot, own_ballot, took_paper
from initiatives.voting.receipts import grouped, receipt_facts
from initiatives.voting.shuffling import reader_of, shuffled
from initiatives.voting.views.finding import RoundMixin


class Guarded:
    """Says clearly when voting is over, not open yet, or paused; and lets nobody keep the page."""

    request: HttpRequest
    round: Round
    now: dt.datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if self.round.phase(at=self.now) != Phase.OPEN:
                response = self.shut(status=409 if request.method == "POST" else 200)
            else:
                refuse_paper_voter(self.round, request)
                response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except keys.VotingPaused as pause:
            response = self.shut(status=503, paused=pause.message)
            response["Retry-After"] = "600"
        except actions.VotingClosed:
            response = self.shut(status=409)
        except actions.TookPaper:
            response = self.blocked(status=409 if request.method == "POST" else 200)
        add_never_cache_headers(response)
        return response

    def blocked(self, *, status: int) -> HttpResponse:
        context = RoundMixin.get_context_data(self)  # type: ignore[arg-type]
        return TemplateResponse(self.request, "voting/paper/ballot_blocked.html", context, status=status)

    def shut(self, *, status: int, paused: Any = "") -> HttpResponse:
        late = status == 409
        context = RoundMixin.get_context_data(self, paused=paused, late=late)  # type: ignore[arg-type]
        return TemplateResponse(self.request, "voting/ballot_shut.html", context, status=status)


def refuse_paper_voter(round: Round, request: HttpRequest) -> None:
    if request.user.is_authenticated and took_paper(round=round, member=request.user):
        raise actions.TookPaper


class BallotView(RoundMixin, Guarded, TemplateView):
    """One screen, one form: the projects, and what is still missing before the reader may vote."""

    template_name = "voting/ballot_cast.html"
    crumb = gettext_lazy("Ballot")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = self.own()
        return self.show(self.empty_form(own), own=own)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.round.identifier != Round.Identifier.MEMBER:
            return self.cast_without_account(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        # Whether somebody has still to declare is asked only where the box does not take their ballot as it is.
        form = self.filled_form(must_declare="lives_here" in request.POST and self.must_declare)
        if form.is_valid():
            try:
                form.save(by=request.user)
            except actions.NotEligible:
                if not self.must_declare:
                    return self.show(form, own=None, status=403)
            else:
                return redirect("voting:receipt-show", centre=self.centre.slug, pk=self.round.pk)
        return self.show(self.filled_form(must_declare=self.must_declare), own=self.own())

    def filled_form(self, *, must_declare: bool) -> BallotForm:
        return BallotForm(self.request.POST, round=self.round, must_declare=must_declare)

    def cast_without_account(self, request: HttpRequest) -> HttpResponse:
        """The receipt comes in the answer itself: nobody is signed in to whom it could be shown on another page."""
        form = BALLOTS[self.round.identifier](request.POST, round=self.round, network=network_of(request))
        if not form.is_valid():
            return self.show(form, own=None, status=429 if form.has_error("__all__", "too_many") else 200)
        receipt = form.save()
        context = RoundMixin.get_context_data(self, **receipt_facts(self.round, receipt), without_account=True)
        return TemplateResponse(self.request, "voting/receipt_show.html", context)

    def own(self) -> OwnBallot | None:
        if self.round.identifier == Round.Identifier.MEMBER and self.request.user.is_authenticated:
            return own_ballot(round=self.round, member=self.request.user)
        keys.read(self.round)
        return None

    def empty_form(self, own: OwnBallot | None) -> ChoicesForm:
        if self.round.identifier != Round.Identifier.MEMBER:
            return BALLOTS[self.round.identifier](round=self.round)
        initial = {"choices": (own and own.choices) or []}
        return BallotForm(round=self.round, must_declare=self.must_declare, initial=initial)

    @property
    def lives_here(self) -> bool:
        return rules.lives_here.test(self.request.user, self.round)

    @property
    def must_declare(self) -> bool:
        declared = self.round.eligibility == Round.Eligibility.DECLARED and not self.round.is_trial
        return declared and self.request.user.is_authenticated and not self.lives_here

    def show(self, form: ChoicesForm, *, own: OwnBallot | None, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, own=own), status=status)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        projects = self.round.projects.in_order().select_related("initiative__centre").fetch_mode(models.FETCH_RAISE)
        order = shuffled(projects, round=self.round, reader=reader_of(self.request))
        by_account = self.round.identifier == Round.Identifier.MEMBER
        return super().get_context_data(
            groups=context["form"].groups(order),
            may_vote=not by_account or self.must_declare or self.lives_here,
            ballot=self.round.rules["ballot"],
            **context,
        )


class ReceiptView(RoundMixin, Guarded, PrivateMixin, TemplateView):
    """The confirmation. The receipt is worked out anew each time and stored nowhere."""

    template_name = "voting/receipt_show.html"
    crumb = gettext_lazy("Receipt")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = own_ballot(round=self.round, member=self.request.user)
        if own is None:
            return redirect("voting:ballot-cast", centre=self.centre.slug, pk=self.round.pk)
        return self.render_to_response(self.get_context_data(**receipt_facts(self.round, own.receipt)))


class WithdrawalView(RoundMixin, Guarded, PrivateMixin, TemplateView):
    template_name = "voting/ballot_withdraw.html"
    crumb = gettext_lazy("Ballot")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actions.withdraw(round=self.round, member=self.request.user):
            messages.success(request, _("Your ballot is out of the box. You may vote again until the close."))
        return redirect(self.round)


class ReceiptCheck(RoundMixin, TemplateView):
    """Was this receipt counted? Before the close it is only looked for on the last daily notice."""

    template_name = "voting/receipt_check.html"
    crumb = gettext_lazy("Check a receipt")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReceiptForm(request.POST)
        found = {}
        if form.is_valid():
            found = look_up(self.round, form.cleaned_data["receipt"])
        return self.render_to_response(self.get_context_data(form=form, **found))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": ReceiptForm(), **context})


def look_up(round: Round, receipt: str) -> dict[str, Any]:
    found: dict[str, Any] = {"asked": grouped(receipt)}
    if round.is_opened_box:
        uncounted = round.uncounted.filter(receipt=receipt).first()
        return found | {"counted": round.receipts.filter(receipt=receipt).exists(), "uncounted": uncounted}
    last = round.heads.order_by("date").last()
    return found | {"notice": last, "noticed": bool(last and receipt in last.receipts)}
