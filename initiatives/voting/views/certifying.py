"""The two who certify: naming them, their halves of the key, their names under the result."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView, View

from community.members.views import PrivateMixin, attached
from initiatives.voting import actions, keys
from initiatives.voting.certifiers import NEEDED, position_of
from initiatives.voting.forms.certifying import CertifiersForm, RemarkForm, ReplaceForm, SealForm
from initiatives.voting.models import Participation
from initiatives.voting.prints import minutes
from initiatives.voting.standing import certified_as_shown
from initiatives.voting.views.finding import RoundMixin
from initiatives.voting.views.managing import Preparing


class CertifiersName(Preparing, FormView):
    template_name = "voting/certifying/certifiers_name.html"
    form_class = CertifiersForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def form_valid(self, form: CertifiersForm) -> HttpResponse:
        try:
            form.save()
        except ValidationError as error:
            form.add_error("members", error)
            return self.form_invalid(form)
        return self.back()


class Entitled(RoundMixin, PrivateMixin):
    permission = ""
    request: Any

    def may_enter(self) -> bool:
        return self.request.user.has_perm(self.permission, self.round)


class KeyHalf(Entitled, TemplateView):
    """One page of paper, made anew each time and kept nowhere. The other half is another person's."""

    permission = "voting.hold_half"
    template_name = "voting/certifying/key_half.html"
    crumb = gettext_lazy("Half of the key")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        position = position_of(self.round, self.member)
        assert position is not None
        try:
            content = minutes.half_page(self.round, position)
        except keys.VotingPaused as pause:
            messages.error(request, str(pause.message))
            return redirect("voting:key-half", centre=self.centre.slug, pk=self.round.pk)
        return attached(content, name=f"{self.centre.slug}-{self.round.pk}-half.pdf", kind="application/pdf")


class Counted(RoundMixin):
    """Below a vote of our own whose box was opened and counted."""

    request: Any
    crumb = gettext_lazy("Certification")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.round.is_opened_box or self.round.is_imported or not self.round.results.exists():
            raise Http404("Not counted yet")


class CertificationDetail(Counted, AccessMixin, FormView):
    """Everybody reads who certified; the two find the form here."""

    template_name = "voting/certifying/certification.html"
    form_class = SealForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        names = list(self.round.certifications.order_by("position"))
        user = self.request.user
        certifies = user.has_perm("voting.certify_result", self.round)
        return super().get_context_data(
            **{
                "names": names,
                "is_certified": len(names) == NEEDED,
                "is_intact": certified_as_shown(self.round),
                "certifiers": self.round.certifiers.order_by("pk"),
                "replacements": self.round.replacements.all(),
                "may_replace": len(names) < NEEDED and user.has_perm("voting.replace_certifier", self.round),
                "obstacles": actions.certification_obstacles(self.round),
                "certifies": certifies,
                "winners": minutes.winners_of(self.round).prefetch_related("annotations"),
                "may_annotate": len(names) == NEEDED and user.has_perm("voting.annotate_result", self.round),
                "is_due": certifies and user.pk not in [name.by_id for name in names],
                **context,
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("voting.certify_result", self.round):
            return self.handle_no_permission()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SealForm) -> HttpResponse:
        try:
            form.save(round=self.round, by=self.request.user)
        except actions.WrongSeal:
            form.add_error("seal", _("This is not how the seal begins. Compare it with the minutes."))
            return self.form_invalid(form)
        except actions.CannotCertify as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Your name stands under the result."))
        return redirect("voting:certification", centre=self.centre.slug, pk=self.round.pk)


class CertifierReplace(Counted, PrivateMixin, FormView):
    template_name = "voting/certifying/certifier_replace.html"
    form_class = ReplaceForm

    def may_enter(self) -> bool:
        return self.request.user.has_perm("voting.replace_certifier", self.round)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def form_valid(self, form: ReplaceForm) -> HttpResponse:
        try:
            form.save(by=self.member)
        except actions.CannotReplace as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return redirect("voting:certification", centre=self.centre.slug, pk=self.round.pk)


class Minutes(Counted, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = minutes.minutes_page(self.round)
        return attached(content, name=f"{self.centre.slug}-{self.round.pk}-minutes.pdf", kind="application/pdf")


class Roll(Entitled, ListView):
    """Who took part here, for the two who certify; how is known to nobody."""

    permission = "voting.view_roll"
    template_name = "voting/certifying/roll.html"
    paginate_by = 200
    crumb = gettext_lazy("The roll")

    def get_queryset(self) -> QuerySet[Participation]:
        rows = Participation.objects.filter(round=self.round).select_related("member")
        return rows.order_by("member__display_name", "member_id").fetch_mode(models.FETCH_RAISE)


class Remark(Entitled, FormView):
    permission = "voting.annotate_result"
    template_name = "voting/certifying/annotation_create.html"
    form_class = RemarkForm
    crumb = gettext_lazy("Remark")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project = get_object_or_404(self.round.projects, pk=kwargs["project"])
        self.project.round = self.round

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, **context)

    def form_valid(self, form: RemarkForm) -> HttpResponse:
        try:
            form.save(project=self.project, by=self.member)
        except actions.NotCertified:
            form.add_error(None, _("Only a winner of a certified result is remarked upon."))
            return self.form_invalid(form)
        return redirect("voting:certification", centre=self.centre.slug, pk=self.round.pk)
