"""The desk while voting is open: finding a resident, handing out paper, lending a hand."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, View

from community.members.models import Membership
from community.members.views import PrivateMixin
from initiatives.voting import actions, keys, rules
from initiatives.voting.forms.identified import PAPERS, PaperForm
from initiatives.voting.models import Phase, Round
from initiatives.voting.views.finding import RoundMixin

SHORTEST_SEARCH = 3  # fewer letters would list the whole village


class NobodySits(Exception):
    """No resident votes at this screen just now."""


class DeskRoom(RoundMixin, PrivateMixin):
    """For coordinators, as long as voting is open."""

    request: Any
    crumb = gettext_lazy("The desk")

    def may_enter(self) -> bool:
        return self.request.user.has_perm("voting.help_at_desk", self.round)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NobodySits:
            pass
        except actions.PaperRefused as refusal:
            messages.error(request, str(refusal))
        except actions.NotEligible:
            messages.error(request, _("By the rules of this vote this person may not vote."))
        except actions.TookPaper:
            messages.error(request, _("This person took a paper ballot already, and votes with that."))
        except actions.VotingClosed:
            messages.error(request, _("Voting is not open."))
        except keys.VotingPaused as pause:
            messages.error(request, str(pause.message))
        response = self.back()
        add_never_cache_headers(response)
        return response

    def back(self) -> HttpResponse:
        return redirect("voting:desk", centre=self.centre.slug, pk=self.round.pk)

    def voter(self) -> Membership:
        """The resident named in the address, if the round lets them vote."""
        found = rules.eligible(self.round).select_related("member", "centre")
        return get_object_or_404(found, pk=self.kwargs["membership"])


class Desk(DeskRoom, ListView):
    """Nobody is listed before somebody is looked for."""

    template_name = "voting/paper/desk.html"
    paginate_by = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.round.identifier != Round.Identifier.MEMBER:
            return redirect("voting:desk-open", centre=self.centre.slug, pk=self.round.pk)
        return super().get(request, *args, **kwargs)

    @property
    def words(self) -> str:
        words = self.request.GET.get("q", "").strip()[:80]
        return words if len(words) >= SHORTEST_SEARCH else ""

    def get_queryset(self) -> QuerySet[Membership]:
        if not self.words:
            return Membership.objects.none()
        found = rules.eligible(self.round).named(self.words).order_by("member__display_name", "pk")
        return found.select_related("member").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            words=self.words,
            is_open=self.round.phase(at=now) == Phase.OPEN,
            is_issuing=self.round.is_issuing_paper(at=now),
            **context,
        )


class PaperIssue(DeskRoom, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        voter = self.voter()
        actions.issue_paper(round=self.round, member=voter.member, at=timezone.now())
        told = _("%(name)s may draw one paper ballot from the shuffled pile. Do not note its number.")
        messages.success(request, told % {"name": voter.member})
        return self.back()


class OpenDesk(DeskRoom, FormView):
    """Where the round knows its voters by a letter or a register: they show that, and nobody's name is looked up."""

    template_name = "voting/paper/desk_open.html"

    def get_form_class(self) -> type[PaperForm]:
        if self.round.identifier not in PAPERS:
            raise Http404("Voters of this round have accounts")
        return PAPERS[self.round.identifier]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            is_open=self.round.phase(at=now) == Phase.OPEN, is_issuing=self.round.is_issuing_paper(at=now), **context
        )

    def form_valid(self, form: PaperForm) -> HttpResponse:
        gave_way = form.save()
        told = _("They may draw one paper ballot from the shuffled pile. Do not note its number.")
        if gave_way:
            told = f"{told} {_('The ballot that they had cast here is out of the box.')}"
        messages.success(self.request, told)
        return self.back()
