"""Reading about votes: the list, one vote, its daily notices, its files."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView, View

from community.live.actions import position
from initiatives.voting import exports, keys
from initiatives.voting.actions.notices import topic_of
from initiatives.voting.models import Phase, Round
from initiatives.voting.own import own_ballot, took_paper
from initiatives.voting.shuffling import reader_of, shuffled
from initiatives.voting.trials import invitation_of
from initiatives.voting.views.finding import FactsMixin, RoomMixin, RoundMixin

RECEIPTS_A_PAGE = 1000
RECOUNT = Path(__file__).parent.parent / "recount.py"


class RoundList(RoomMixin, ListView):
    template_name = "voting/round_list.html"
    paginate_by = 20
    context_object_name = "rounds"

    def get_queryset(self) -> QuerySet[Round]:
        rounds = Round.objects.visible_to(self.request.user).for_centre(self.centre).at_a_glance(timezone.now())
        return rounds.select_related("closure", "centre").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        may_create = self.request.user.has_perm("voting.create_round", self.centre)
        return context | {"may_create": may_create, "sections": sections(context["rounds"], at=timezone.now())}


def sections(rounds: Iterable[Round], *, at: dt.datetime) -> list[dict[str, Any]]:
    """The page's rounds under what can be done with them, in the order in which they came."""
    titles = {
        Phase.DRAFT: _("In preparation"),
        Phase.OPEN: _("Open now"),
        Phase.COLLECTING: _("Coming"),
        Phase.COMING: _("Coming"),
        Phase.CLOSED: _("Over"),
    }
    found: dict[str, list[tuple[Round, Phase]]] = {}
    for round in rounds:
        phase = round.phase(at=at)
        found.setdefault(titles[phase], []).append((round, phase))
    return [{"title": title, "name": number, "rounds": listed} for number, (title, listed) in enumerate(found.items())]


class RoundDetail(FactsMixin, TemplateView):
    template_name = "voting/round_detail.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        projects = (
            self.round.projects.in_order().select_related("initiative__centre", "pool").fetch_mode(models.FETCH_RAISE)
        )
        return super().get_context_data(
            projects=shuffled(projects, round=self.round, reader=reader_of(self.request)),
            extensions=self.round.extensions.all(),
            heads=self.round.heads.defer("receipts", "withdrawn", "missing").order_by("date"),
            live_since=position(topic_of(self.round)),
            standing=standing_of(self.request, self.round, at=self.now),
            may_change=self.request.user.has_perm("voting.change_round", self.round),
            may_hold=self.request.user.has_perm("voting.hold_half", self.round),
            may_help=self.request.user.has_perm("voting.help_at_desk", self.round),
            may_key=self.request.user.has_perm("voting.key_paper", self.round),
            **trial_facts(self.request, self.round),
            may_repeat=self.round.phase(at=self.now) == Phase.CLOSED
            and self.request.user.has_perm("voting.create_round", self.centre),
            may_extend=self.request.user.has_perm("voting.extend_round", self.round),
            **context,
        )


def trial_facts(request: HttpRequest, round: Round) -> dict[str, Any]:
    """For the coordinator of a trial: how members are invited, once there is something to see."""
    if not request.user.has_perm("voting.discard_trial", round):
        return {}
    facts = {"centre": round.centre.slug, "pk": round.pk, "token": invitation_of(round)}
    address = request.build_absolute_uri(reverse("voting:trial-join", kwargs=facts)) if round.is_frozen else ""
    return {"may_discard": True, "invitation": address}


def standing_of(request: HttpRequest, round: Round, *, at: dt.datetime) -> dict[str, Any]:
    """What the reader may do with an open vote: whether it is paused, whether they may vote, whether they have."""
    if round.phase(at=at) != Phase.OPEN:
        return {}
    if not request.user.is_authenticated:
        return {"paused": not keys.is_there(round)}
    try:
        voted = own_ballot(round=round, member=request.user) is not None
        on_paper = took_paper(round=round, member=request.user)
    except keys.VotingPaused:
        return {"paused": True}
    return {"voted": voted, "on_paper": on_paper}


class NoticeList(RoundMixin, TemplateView):
    """The chain of daily notices, to be printed and kept."""

    template_name = "voting/notice_list.html"
    crumb = gettext_lazy("Daily notices")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        heads = self.round.heads.defer("receipts").order_by("date")
        return super().get_context_data(heads=heads, **context)


class NoticeDetail(RoundMixin, ListView):
    """One day's notice with the receipts that were in the box."""

    template_name = "voting/notice_detail.html"
    crumb = gettext_lazy("Daily notices")
    paginate_by = RECEIPTS_A_PAGE
    context_object_name = "receipts"

    def get_queryset(self) -> Any:
        self.head = self.round.heads.filter(date=self.kwargs["date"]).first()
        if self.head is None:
            raise Http404("No notice of that day")
        return self.head.receipts

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(head=self.head, **context)


class RoundFile(RoundMixin, View):
    """One published file. Before the close there are only the frozen rules and the notices."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        published = exports.published(self.round)
        name = kwargs["name"]
        if name not in published:
            raise Http404("No such file yet")
        kind = exports.KINDS[name.rpartition(".")[2]]
        response = HttpResponse(published[name](self.round), content_type=kind)
        trial = "TRIAL-" if self.round.is_trial else ""
        response["Content-Disposition"] = f'attachment; filename="{trial}{self.centre.slug}-{self.round.pk}-{name}"'
        return response


class RecountScript(RoundMixin, View):
    """The program that counts a round's files again at home: may be read long before there is anything to count."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(RECOUNT.read_bytes(), content_type="text/x-python; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="recount.py"'
        return response
