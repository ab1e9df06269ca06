"""The ballot before there is a vote: filled in and checked like one that is cast, and kept nowhere."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from initiatives.voting import actions
from initiatives.voting.forms.ballots import ChoicesForm
from initiatives.voting.forms.previews import preview_form
from initiatives.voting.freezing import as_if_frozen
from initiatives.voting.models import Round
from initiatives.voting.shuffling import reader_of, shuffled
from initiatives.voting.views.managing import Preparing


class BallotPreview(Preparing, TemplateView):
    """Voters' own template with the rules as they would be frozen now. Nothing here can seal or store a ballot."""

    template_name = "voting/ballot_cast.html"
    crumb = gettext_lazy("Preview of the ballot")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request.POST)

    def show(self, sent: Any = None) -> HttpResponse:
        obstacles = actions.obstacles(round=self.round, at=self.now)
        self.round = as_if_frozen(self.round)
        form = preview_form(self.round, sent, must_declare=self.must_declare)
        accepted = form.is_bound and form.is_valid()
        return self.render_to_response(self.get_context_data(form=form, accepted=accepted, obstacles=obstacles))

    @property
    def may_have_to_declare(self) -> bool:
        """Whether some voters are asked in the same form whether they live here."""
        return self.round.eligibility == Round.Eligibility.DECLARED and not self.round.is_trial

    @property
    def must_declare(self) -> bool:
        return self.may_have_to_declare and "newcomer" in self.request.GET

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        form: ChoicesForm = context["form"]
        listed = [project["id"] for project in self.round.rules["projects"]]
        projects = self.round.projects.in_order().filter(external_id__in=listed).select_related("initiative__centre")
        order = shuffled(projects.fetch_mode(models.FETCH_RAISE), round=self.round, reader=reader_of(self.request))
        return super().get_context_data(
            groups=form.groups(order),
            may_vote=True,
            preview=True,
            may_have_to_declare=self.may_have_to_declare,
            must_declare=self.must_declare,
            ballot=self.round.rules["ballot"],
            **context,
        )
