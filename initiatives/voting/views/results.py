"""What came out, told so that a sceptic can follow it and repeat it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from initiatives.voting import exports, keys
from initiatives.voting.models import Phase
from initiatives.voting.standing import certified_as_shown
from initiatives.voting.story import story_of
from initiatives.voting.views.finding import RoundMixin


class RoundResults(RoundMixin, TemplateView):
    template_name = "voting/round_results.html"
    crumb = gettext_lazy("Results")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.round.phase(at=self.now) != Phase.CLOSED:
            return redirect(self.round)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        story = story_of(self.round) if self.round.is_opened_box else None
        if story is None:
            stuck = not self.round.is_opened_box and not keys.is_there(self.round)
            return super().get_context_data(stuck=stuck, **context)
        names = list(self.round.certifications.order_by("position"))
        return super().get_context_data(
            story=story,
            files=list(exports.published(self.round)),
            names=names,
            is_intact=not names or certified_as_shown(self.round),
            objections=self.round.objections.count(),
            uncounted=self.round.uncounted.order_by("receipt"),
            last_head=self.round.heads.defer("receipts", "withdrawn", "missing").order_by("date").last(),
            **context,
        )
