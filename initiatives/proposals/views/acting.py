"""Signing, following, and the steps of an initiative's life: one address each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView
from rules import has_perm

from community.members.views import CentreMixin
from community.notifications.actions import follow, unfollow
from initiatives.proposals import actions
from initiatives.proposals.forms import StepForm, SupportForm, TermsForm
from initiatives.proposals.models import Area, Initiative, Terms
from initiatives.proposals.rules import is_entitled
from initiatives.proposals.stages import TRANSITIONS
from initiatives.proposals.views.reading import InitiativeMixin

LIST = "proposals:initiative-list"


class SupportCreate(InitiativeMixin, FormView[SupportForm]):
    """Signs. Whoever is not signed in reads what a signature asks, and comes back here after signing in."""

    form_class = SupportForm
    template_name = "proposals/support_create.html"

    @cached_property
    def initiative(self) -> Initiative:
        return self.find()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            context = {"purpose": "support", "initiative": self.initiative, "next": request.path}
            return render(request, "proposals/sign_in_first.html", context)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initiative": self.initiative, "member": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"initiative": self.initiative}

    def form_valid(self, form: SupportForm) -> HttpResponse:
        try:
            form.save(by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
        else:
            messages.success(self.request, _("You are counted. We tell you what becomes of it."))
        return redirect(self.initiative.get_absolute_url())


class PermittedMixin(LoginRequiredMixin, InitiativeMixin):
    """A page about one initiative, for those who hold `permission` on it."""

    permission: str

    @cached_property
    def initiative(self) -> Initiative:
        found = self.find()
        if not has_perm(self.permission, self.request.user, found):
            raise PermissionDenied
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            assert self.initiative
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"initiative": self.initiative}


class PostOnly(LoginRequiredMixin, InitiativeMixin, View):
    """One verb, said by pressing a button."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        initiative = self.find()
        goes_to = None
        try:
            goes_to = self.act(initiative)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        if goes_to is None:
            return redirect(initiative.get_absolute_url())
        if goes_to == LIST:
            return redirect(goes_to, centre=self.centre.slug)
        return redirect(goes_to, centre=self.centre.slug, pk=initiative.pk)

    def act(self, initiative: Initiative) -> str | None:
        """Does it; the name of the address where one goes on, if that is not the initiative's page."""
        raise NotImplementedError


class SupportDelete(PostOnly):
    def act(self, initiative: Initiative) -> None:
        actions.take_back(initiative=initiative, member=self.request.user)
        messages.success(self.request, _("Your signature is taken back."))


class FollowCreate(PostOnly):
    def act(self, initiative: Initiative) -> None:
        follow(member=self.request.user, target=initiative)
        messages.success(self.request, _("You follow this initiative: we tell you what becomes of it."))


class FollowDelete(PostOnly):
    def act(self, initiative: Initiative) -> None:
        unfollow(member=self.request.user, target=initiative)
        messages.success(self.request, _("You no longer follow this initiative."))


class AreaFollow(PostOnly):
    """The new ones for the part of the commune that this one is for."""

    def act(self, initiative: Initiative) -> None:
        follow(member=self.request.user, target=area_of(initiative))
        messages.success(self.request, _("We tell you of new initiatives for this part of the commune."))


class AreaUnfollow(PostOnly):
    def act(self, initiative: Initiative) -> None:
        unfollow(member=self.request.user, target=area_of(initiative))
        messages.success(self.request, _("You are no longer told of new initiatives for this part of the commune."))


def area_of(initiative: Initiative) -> Area:
    if initiative.area is None:
        raise Http404("It is for the whole commune")
    return initiative.area


class StepView(LoginRequiredMixin, InitiativeMixin, FormView[StepForm]):
    """One step of the table, for whom the table names; asked on a page of its own, or from the initiative's page."""

    form_class = StepForm
    template_name = "proposals/initiative_step.html"
    verb = ""

    @cached_property
    def initiative(self) -> Initiative:
        found = self.find()
        if not is_entitled(self.verb).test(self.request.user, found):
            raise PermissionDenied
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_perm(f"proposals.{self.verb}_initiative", request.user, self.initiative):
            messages.error(request, _("The initiative has moved on meanwhile: look at it again."))
            return redirect(self.initiative.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initiative": self.initiative, "verb": self.verb}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"initiative": self.initiative, "verb": self.verb, "row": TRANSITIONS[self.verb]}
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: StepForm) -> HttpResponse:
        if form.save(by=self.request.user) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Done. Everybody who follows the initiative has been told."))
        return redirect(self.initiative.get_absolute_url())


class TermsUpdate(LoginRequiredMixin, CentreMixin, FormView[TermsForm]):
    form_class = TermsForm
    template_name = "proposals/terms_update.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm("proposals.set_terms", request.user, self.centre):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Terms.of(self.centre)}

    def form_valid(self, form: TermsForm) -> HttpResponse:
        form.save(centre=self.centre)
        messages.success(self.request, _("Saved. It holds for what is published from now on."))
        return redirect("proposals:initiative-list", centre=self.centre.slug)
