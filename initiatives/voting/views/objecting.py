"""Objections: anybody makes one, everybody reads it and its answer."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from community.members.rules import is_moderator
from community.members.views import PrivateMixin
from community.moderation.views.silence import tell_silenced
from community.operations.ratelimit import network_of
from initiatives.voting import actions
from initiatives.voting.forms.certifying import AnswerForm, ObjectionForm
from initiatives.voting.models import Objection, Phase
from initiatives.voting.views.finding import RoundMixin


class Heard(RoundMixin):
    """Below a vote whose rules are frozen: before, and to a trial, there is nothing to object to."""

    request: Any
    crumb = gettext_lazy("Objections")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.round.is_frozen or self.round.is_imported or self.round.is_trial:
            raise Http404("Nothing to object to")

    @property
    def is_heard(self) -> bool:
        now, until = timezone.now(), self.round.objections_until
        return self.round.phase(at=now) == Phase.CLOSED and until is not None and now < until

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        may_answer = self.request.user.has_perm("voting.answer_objection", self.round)
        return super().get_context_data(is_heard=self.is_heard, may_answer=may_answer, **context)


class ObjectionList(Heard, ListView):
    template_name = "voting/certifying/objection_list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Objection]:
        return self.round.objections.order_by("made_at", "pk").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(waiting=self.round.objections.unanswered().count(), **context)


class ObjectionCreate(Heard, FormView):
    template_name = "voting/certifying/objection_create.html"
    form_class = ObjectionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_perm("voting.object_to_result", self.centre):
            return tell_silenced(request, self.centre)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        member = self.request.user if self.request.user.is_authenticated else None
        own = {"round": self.round, "member": member, "network": network_of(self.request)}
        return super().get_form_kwargs() | own

    def form_valid(self, form: ObjectionForm) -> HttpResponse:
        try:
            objection = form.save()
        except actions.NotNow:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Your objection has arrived. Keep its number or this page's address."))
        return redirect(objection.get_absolute_url())

    def form_invalid(self, form: ObjectionForm) -> HttpResponse:
        status = 429 if form.has_error("__all__", "too_many") else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)


class OneObjection(Heard):
    @cached_property
    def objection(self) -> Objection:
        found = self.round.objections.filter(receipt=self.kwargs["receipt"]).first()
        if found is None:
            raise Http404("No such objection")
        found.round = self.round
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(objection=self.objection, may_read=self.may_read, **context)

    @property
    def may_read(self) -> bool:
        """Hidden words stay open to whoever wrote them, answers them or decides about them."""
        user = self.request.user
        return (
            not self.objection.is_hidden
            or user == self.objection.member
            or user.has_perm("voting.answer_objection", self.round)
            or is_moderator(user, self.centre)
        )


class ObjectionDetail(OneObjection, TemplateView):
    template_name = "voting/certifying/objection_detail.html"


class ObjectionAnswer(OneObjection, PrivateMixin, FormView):
    template_name = "voting/certifying/objection_answer.html"
    form_class = AnswerForm

    def may_enter(self) -> bool:
        return self.request.user.has_perm("voting.answer_objection", self.round)

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            form.save(objection=self.objection, by=self.member)
        except actions.Answered:
            messages.error(self.request, _("This objection has been answered meanwhile."))
        return redirect(self.objection.get_absolute_url())
