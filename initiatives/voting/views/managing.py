"""The coordinator's side: prepare a vote, put projects on it, freeze its rules, prolong it for a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from django.views.generic.edit import FormMixin

from community.members.views import PrivateMixin
from initiatives.voting import actions
from initiatives.voting.forms.projects import AdoptForm, PoolForm, ProjectForm, adoptable
from initiatives.voting.forms.rounds import CodesForm, ExtensionForm, LikeForm, RoundForm
from initiatives.voting.models import Pool, Project, Round
from initiatives.voting.prints.letters import sheet
from initiatives.voting.views.finding import FactsMixin, RoomMixin, RoundMixin

OFFERED = 12  # earlier votes with which a new one may begin


class Coordinated(PrivateMixin):
    """Strangers are led to sign in, others refused. A change that came after the freeze is told so, not made."""

    permission = "voting.prepare_round"
    request: Any
    round: Round

    def may_enter(self) -> bool:
        return self.request.user.has_perm(self.permission, self.round)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.RulesFrozen:
            messages.error(request, _("The rules of this vote are frozen: nothing of it can be changed any more."))
            return redirect(self.round)


class RoundCreate(RoomMixin, PrivateMixin, FormView):
    template_name = "voting/round_form.html"
    form_class: type[RoundForm] = RoundForm

    def may_enter(self) -> bool:
        return self.request.user.has_perm("voting.create_round", self.centre)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        earlier = Round.objects.for_centre(self.centre).order_by("-opens_at", "-pk").select_related("centre")
        return super().get_context_data(**{"earlier": earlier[:OFFERED], **context})

    def form_valid(self, form: RoundForm) -> HttpResponse:
        round = form.save()
        return redirect("voting:round-prepare", centre=self.centre.slug, pk=round.pk)


class RoundRepeat(RoundMixin, RoundCreate):
    """A new vote whose form is filled with the settings of the one in the address."""

    form_class = LikeForm
    crumb = gettext_lazy("A new one like this")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"like": self.round}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(earlier=(), **context) | {"round": None, "banner": "", "like": self.round}


class Preparing(FactsMixin, Coordinated):
    crumb = gettext_lazy("Preparation")

    def may_enter(self) -> bool:
        may = super().may_enter()
        if may and self.round.is_frozen:
            raise actions.RulesFrozen
        return may

    def back(self) -> HttpResponse:
        return redirect("voting:round-prepare", centre=self.centre.slug, pk=self.round.pk)


class RoundEdit(Preparing, FormView):
    template_name = "voting/round_form.html"
    form_class = RoundForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"centre": self.centre, "instance": self.round}

    def form_valid(self, form: RoundForm) -> HttpResponse:
        form.save()
        return self.back()


class RoundPrepare(Preparing, TemplateView):
    """Everything about a vote that is not frozen yet, and what is still missing."""

    template_name = "voting/round_prepare.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        adoptables = adoptable(self.round)
        return super().get_context_data(
            **{
                "adopt": AdoptForm(round=self.round) if adoptables.exists() else None,
                "certifiers": list(self.round.certifiers.order_by("pk")),
                "projects": list(self.round.projects.in_order().select_related("pool")),
                "may_discard": self.request.user.has_perm("voting.discard_trial", self.round),
                "obstacles": actions.obstacles(round=self.round, at=timezone.now()),
                **context,
            }
        )


class InitiativesAdopt(RoundPrepare, FormMixin):
    form_class = AdoptForm
    http_method_names = ["post"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(adopt=form))
        form.save()
        return self.back()


class ProjectEdit(Preparing, FormView):
    """A new project without an initiative, or a correction of one on the list."""

    template_name = "voting/project_form.html"
    form_class = ProjectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"round": self.round}
        project = Project(**known)
        if "project" in self.kwargs:
            project = get_object_or_404(self.round.projects, pk=self.kwargs["project"])
            project.round = self.round
        return super().get_form_kwargs() | {"instance": project}

    def form_valid(self, form: ProjectForm) -> HttpResponse:
        form.save()
        return self.back()


class ProjectRemove(Preparing, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.remove_project(project=get_object_or_404(self.round.projects, pk=kwargs["project"]))
        return self.back()


class PoolEdit(Preparing, FormView):
    """A part of the money with projects of its own."""

    template_name = "voting/pool_form.html"
    form_class = PoolForm

    def get_form_kwargs(self) -> dict[str, Any]:
        pool = Pool(round=self.round)
        if "pool" in self.kwargs:
            pool = get_object_or_404(self.round.pools, pk=self.kwargs["pool"])
            pool.round = self.round
        return super().get_form_kwargs() | {"instance": pool}

    def form_valid(self, form: PoolForm) -> HttpResponse:
        form.save()
        return self.back()


class PoolRemove(Preparing, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.remove_pool(pool=get_object_or_404(self.round.pools, pk=kwargs["pool"]))
        except actions.PoolInUse:
            messages.error(request, _("Projects stand in this pool: move them to another one first."))
        return self.back()


class CodesPrint(Preparing, FormView):
    """Answers with the sheet itself, the only place where the codes can be read."""

    template_name = "voting/codes_print.html"
    form_class = CodesForm

    def form_valid(self, form: CodesForm) -> HttpResponse:
        codes = actions.print_codes(round=self.round, number=form.cleaned_data["number"])
        response = HttpResponse(sheet(self.round, codes, at=timezone.now()), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="letters-{self.centre.slug}-{self.round.pk}.pdf"'
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(printed=self.round.codes.count(), **context)


class RoundAnnounce(Preparing, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.announce(round=self.round, at=timezone.now())
        messages.success(request, _("Everybody can now see this vote and its dates."))
        return self.back()


class RoundOpen(Preparing, TemplateView):
    """A last look at what will be frozen, and the act itself."""

    template_name = "voting/round_open.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        reasons = actions.obstacles(round=self.round, at=timezone.now())
        return super().get_context_data(obstacles=reasons, projects=self.round.projects.in_order(), **context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.open_round(round=self.round, by=self.request.user, at=timezone.now())
        except actions.CannotOpen:
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("The rules are frozen and published. Voting opens by the clock."))
        return redirect(self.round)


class RoundExtend(RoundMixin, Coordinated, FormView):
    permission = "voting.extend_round"
    crumb = gettext_lazy("Prolong voting")
    template_name = "voting/round_extend.html"
    form_class = ExtensionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def form_valid(self, form: ExtensionForm) -> HttpResponse:
        try:
            form.save(by=self.request.user)
        except actions.CannotExtend:
            form.add_error(None, _("This vote is over: it cannot be prolonged any more."))
            return self.form_invalid(form)
        return redirect(self.round)
