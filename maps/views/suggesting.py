"""What residents know better: suggesting it, and deciding about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView
from rules import has_perm

from community.members.models import User
from community.members.views import CentreMixin, PrivateMixin
from community.operations.ratelimit import network_of
from maps.comparing import compared
from maps.forms.deciding import DecisionForm
from maps.forms.suggesting import CorrectionForm, MissingPlaceForm, SuggestingForm
from maps.models import Suggestion
from maps.views.keeping.organisations import MapDeskMixin
from maps.views.places import PlaceMixin


class SuggestingView(FormView[SuggestingForm]):
    """Open to everybody."""

    centre: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        member = self.request.user if isinstance(self.request.user, User) else None
        facts = {"centre": self.centre, "network": network_of(self.request), "member": member}
        return super().get_form_kwargs() | facts

    def form_valid(self, form: SuggestingForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Thank you. The centre looks at it; what is right appears on the map then."))
        return redirect(self.get_success_url())


class CorrectionCreate(PlaceMixin, SuggestingView):
    template_name = "maps/correction_create.html"
    form_class = CorrectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"place": self.place}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"place": self.place}

    def get_success_url(self) -> str:
        return self.place.get_absolute_url()


class SuggestionCreate(CentreMixin, SuggestingView):
    template_name = "maps/suggestion_create.html"
    form_class = MissingPlaceForm

    def get_success_url(self) -> str:
        return reverse("maps:map-detail", kwargs={"centre": self.centre.slug})


class SuggestionList(MapDeskMixin, ListView[Suggestion]):
    """What waits, the longest first."""

    template_name = "maps/suggestion_list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Suggestion]:
        waiting = Suggestion.objects.for_centre(self.centre).waiting()
        return waiting.select_related("place", "member").fetch_mode(models.FETCH_RAISE)


class SuggestionDetail(PrivateMixin, CentreMixin, FormView[DecisionForm]):
    """To whoever made it, what became of it; to those who keep the map, the decision."""

    template_name = "maps/suggestion_detail.html"
    form_class = DecisionForm

    @cached_property
    def suggestion(self) -> Suggestion:
        seen = Suggestion.objects.for_centre(self.centre).visible_to(self.member)
        found = get_object_or_404(seen.select_related("place", "member", "decided_by"), pk=self.kwargs["pk"])
        found.centre = self.centre
        if found.place:
            found.place.centre = self.centre
        return found

    @property
    def may_decide(self) -> bool:
        return has_perm("maps.keep_map", self.member, self.centre)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"suggestion": self.suggestion}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {
            "suggestion": self.suggestion,
            "rows": compared(self.suggestion, found["form"].ticked),
            "may_decide": self.may_decide,
            "is_open": self.suggestion.decided_at is None,
            "keeps_map": self.may_decide,
        }

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.suggestion
        if not self.may_decide:
            raise PermissionDenied
        return super().post(*args, **kwargs)

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        decided = form.save(by=self.member)
        if decided is None:
            messages.warning(self.request, _("Somebody else has decided this before you: nothing was changed."))
            return redirect(self.suggestion.get_absolute_url())
        if decided.outcome == Suggestion.Outcome.REFUSED:
            messages.success(self.request, _("Refused. Nothing on the map has changed."))
            return redirect("maps:suggestion-list", centre=self.centre.slug)
        messages.success(self.request, _("Taken over: this is how it stands on the map now."))
        return redirect(decided.place.get_absolute_url() if decided.place else self.suggestion.get_absolute_url())
