"""Proposing: a draft, its changes, throwing it away; and what a member has proposed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView
from rules import has_perm

from community.members.models import Centre
from community.members.views import CentreMixin
from community.moderation.views.silence import tell_silenced
from initiatives.proposals import actions
from initiatives.proposals.forms import InitiativeForm
from initiatives.proposals.models import Initiative, Terms
from initiatives.proposals.views.reading import InitiativeMixin


class WritingView(FormView[InitiativeForm]):
    """The propose form: the button "publish" also publishes what it saves."""

    form_class = InitiativeForm
    template_name = "proposals/initiative_form.html"
    centre: Centre
    request: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre, "author": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"terms": Terms.of(self.centre)}

    def form_valid(self, form: InitiativeForm) -> HttpResponse:
        initiative = form.save(by=self.request.user)
        if "publish" in self.request.POST:
            actions.publish(initiative=initiative, by=self.request.user, at=timezone.now())
            messages.success(self.request, _("Published. Now tell your neighbours: pass the address on."))
        else:
            messages.success(self.request, _("Saved as a draft. Only you and the centre see it."))
        return redirect(initiative.get_absolute_url())


class InitiativeCreate(CentreMixin, WritingView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return render(request, "proposals/sign_in_first.html", {"purpose": "propose", "next": request.path})
        if not has_perm("proposals.propose_initiative", request.user, self.centre):
            return tell_silenced(request, self.centre)
        return super().dispatch(request, *args, **kwargs)


class InitiativeUpdate(LoginRequiredMixin, InitiativeMixin, WritingView):
    def get_form_kwargs(self) -> dict[str, Any]:
        initiative = self.find()
        if not has_perm("proposals.change_initiative", self.request.user, initiative):
            raise PermissionDenied
        return super().get_form_kwargs() | {"instance": initiative}


class InitiativeDelete(LoginRequiredMixin, InitiativeMixin, TemplateView):
    template_name = "proposals/initiative_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative = self.find()
        if not has_perm("proposals.delete_initiative", self.request.user, initiative):
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {"initiative": initiative}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.discard(initiative=self.find(), by=self.request.user)
        messages.success(request, _("The draft is gone."))
        return redirect("proposals:initiative-mine", centre=self.centre.slug)


class MyInitiatives(LoginRequiredMixin, CentreMixin, ListView[Initiative]):
    request: Any
    template_name = "proposals/initiative_mine.html"
    paginate_by = 12

    def get_queryset(self) -> Any:
        mine = Initiative.objects.for_centre(self.centre).by(self.request.user).select_related("centre")
        return mine.prefetch_related("pictures").defer("description", "folded").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = Initiative.objects.for_centre(self.centre).public().select_related("centre").prefetch_related("pictures")
        backed = here.filter(supports__member=self.request.user).newest().fetch_mode(models.FETCH_RAISE)[:24]
        return super().get_context_data(**kwargs) | {"backed": list(backed)}
