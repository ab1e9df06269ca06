"""Suggestions beside the text, what became of them, and every version of it."""

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from rules import has_perm

from community.moderation.rules import is_silenced
from community.moderation.views.silence import tell_silenced
from initiatives.proposals import actions
from initiatives.proposals.comparing import changes
from initiatives.proposals.forms.amendments import AmendmentDeclineForm, AmendmentForm
from initiatives.proposals.models import Amendment, Initiative, Version
from initiatives.proposals.models.amendments import words_of
from initiatives.proposals.views.acting import PostOnly
from initiatives.proposals.views.reading import InitiativeMixin


class AmendmentList(InitiativeMixin, TemplateView):
    """All that was suggested, the newest first, and the versions that came of it."""

    template_name = "proposals/amendment_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative, user = self.find(), self.request.user
        seen = initiative.amendments.visible_to(user).select_related("author", "version")
        facts = {
            "initiative": initiative,
            "amendments": list(seen.defer("description", "base")[:100]),
            "versions": list(initiative.versions.select_related("made_by").defer("description", "items")),
            "may_amend": initiative.is_gathering(timezone.now()) and not initiative.is_hidden,
        }
        return super().get_context_data(**kwargs) | facts


class AmendmentCreate(LoginRequiredMixin, InitiativeMixin, FormView[AmendmentForm]):
    form_class = AmendmentForm
    template_name = "proposals/amendment_create.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_silenced.test(request.user, self.centre):
            return tell_silenced(request, self.centre)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def initiative(self) -> Initiative:
        found = self.find()
        if not has_perm("proposals.amend_initiative", self.request.user, found):
            raise PermissionDenied
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        return {"data": given.get("data"), "initiative": self.initiative}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"initiative": self.initiative}

    def form_valid(self, form: AmendmentForm) -> HttpResponse:
        amendment = form.save(by=self.request.user)
        if amendment is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Suggested. Its authors have been told."))
        return redirect(amendment.get_absolute_url())


class AmendmentMixin(InitiativeMixin):
    """Finds the amendment among those that the reader may see."""

    def amendment_of(self, initiative: Initiative) -> Amendment:
        seen = Amendment.objects.visible_to(self.request.user).filter(initiative=initiative)
        found = get_object_or_404(seen.select_related("author", "decided_by"), pk=self.kwargs["amendment"])
        found.initiative, found.centre = initiative, self.centre
        return found


class AmendmentDetail(AmendmentMixin, TemplateView):
    """Side by side with the text that it was written against."""

    template_name = "proposals/amendment_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative = self.find()
        amendment = self.amendment_of(initiative)
        is_open = amendment.decided_at is None and initiative.is_gathering(timezone.now())
        facts = {
            "initiative": initiative,
            "amendment": amendment,
            "changes": changes(amendment.base, words_of(amendment), self.centre.currency),
            "is_open": is_open,
            "may_decide": is_open and has_perm("proposals.decide_amendment", self.request.user, initiative),
            "is_mine": amendment.author_id is not None and amendment.author_id == self.request.user.pk,
        }
        return super().get_context_data(**kwargs) | facts


class AmendmentAccept(AmendmentMixin, PostOnly):
    def act(self, initiative: Initiative) -> None:
        actions.accept_amendment(amendment=self.amendment_of(initiative), by=self.request.user, at=timezone.now())
        messages.success(self.request, _("Accepted: this is the text now."))


class AmendmentRemove(AmendmentMixin, PostOnly):
    def act(self, initiative: Initiative) -> None:
        actions.take_amendment_back(amendment=self.amendment_of(initiative), by=self.request.user)
        messages.success(self.request, _("Your suggestion is taken back."))


class AmendmentDecline(LoginRequiredMixin, AmendmentMixin, FormView[AmendmentDeclineForm]):
    form_class = AmendmentDeclineForm
    template_name = "proposals/amendment_decline.html"

    @cached_property
    def amendment(self) -> Amendment:
        return self.amendment_of(self.find())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not has_perm("proposals.decide_amendment", user, self.amendment.initiative):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"amendment": self.amendment, "initiative": self.amendment.initiative}
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: AmendmentDeclineForm) -> HttpResponse:
        if not form.save(amendment=self.amendment, by=self.request.user):
            return self.form_invalid(form)
        messages.success(self.request, _("Declined, with your reason beside it."))
        return redirect(self.amendment.get_absolute_url())


class VersionDetail(InitiativeMixin, TemplateView):
    """One version whole, and what it changed of the one before."""

    template_name = "proposals/version_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative = self.find()
        number = self.kwargs["number"]
        found = list(initiative.versions.filter(number__in=[number - 1, number]).select_related("made_by"))
        version = get_object_or_404(Version, initiative=initiative, number=number)
        facts = {
            "initiative": initiative,
            "version": found[-1] if found else version,
            "changes": [change for pair in pairwise(found) for change in self.compared(*pair)],
        }
        return super().get_context_data(**kwargs) | facts

    def compared(self, before: Version, after: Version) -> Any:
        return changes(words_of(before), words_of(after), self.centre.currency)
