"""What every view of this room starts with: the centre, its clock, and a round that the reader may see."""

import datetime as dt
from functools import partial
from typing import Any

from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.views import CentreMixin
from initiatives.voting.models import Round
from initiatives.voting.trials import BANNER
from initiatives.voting.wording import steps_of, task_of, what_to_do


class RoomMixin(CentreMixin):
    """Shows and reads dates in the centre's own time."""

    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(self.centre.zone):
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            if hasattr(response, "render"):
                response.render()
        return response


class RoundMixin(RoomMixin):
    """Adds the round named in the address, and the time by the clock that decides about it: the database's."""

    round: Round
    now: dt.datetime
    crumb: Any = ""  # what a page below the round's own is called

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rounds = Round.objects.for_centre(self.centre).select_related("closure").annotate(found_at=Now())
        found = rounds.filter(pk=kwargs["pk"]).first()
        if found:
            found.centre = self.centre
        # The single-object twin of `visible_to`: a voter's path, which pays for each query that it has to build.
        if found is None or not has_perm("voting.view_round", request.user, found):
            raise Http404("No such vote")
        self.round, self.now = found, found.found_at

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        text = self.round.text
        trail = [
            {"label": _("Votes"), "url": reverse("voting:round-list", kwargs={"centre": self.centre.slug})},
            {"label": text["title"], "url": self.round.get_absolute_url()},
        ]
        if self.crumb:
            trail.append({"label": self.crumb})
        return super().get_context_data(  # type: ignore[misc]
            round=self.round,
            banner=BANNER if self.round.is_trial else "",
            text=text,
            task=partial(task_of, self.round),
            to_do=partial(what_to_do, self.round),
            trail=trail,
            phase=self.round.phase(at=self.now),
            now=self.now,
            **context,
        )


class FactsMixin(RoundMixin):
    """Adds what the frame of a vote tells: its pools and its days."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        steps = steps_of(self.round, at=self.now)
        pools = self.round.rules.get("pools", []) if self.round.is_frozen else self.round.pools.all()
        return super().get_context_data(pools=pools, steps=steps, **context)
