"""What every view of this room starts with: the centre, its clock, and a round that the reader may see."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from community.members.views import CentreMixin
from initiatives.voting.models import Round


class RoomMixin(CentreMixin):
    """Shows and reads dates in the centre's own time."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(self.centre.zone):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return response


class RoundMixin(RoomMixin):
    """Adds the round named in the address."""

    round: Round

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rounds = Round.objects.visible_to(request.user).for_centre(self.centre).select_related("closure")
        found = rounds.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404("No such vote")
        found.centre = self.centre
        self.round = found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(  # type: ignore[misc]
            round=self.round, phase=self.round.phase(at=now), now=now, **context
        )
