"""What the centre owes to a concern, and what whoever raised it says of the answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from rules import has_perm

from community.board import actions
from community.board.forms import AnswerForm, EntrustForm, NameForm
from community.board.models import Concern
from community.board.views.topics import TopicMixin, TopicVerb


class ConcernMixin(LoginRequiredMixin, TopicMixin):
    permission = ""

    @cached_property
    def concern(self) -> Concern:
        if not self.topic.is_concern:
            raise Http404("No concern")
        return self.topic.concern

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm(self.permission, request.user, self.concern):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"topic": self.topic, "concern": self.concern}


class ConcernAnswer(ConcernMixin, FormView[AnswerForm]):
    permission = "board.answer_concern"
    form_class = AnswerForm
    template_name = "board/concern_answer.html"

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.concern.answer}

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        form.save(concern=self.concern, by=self.request.user)
        messages.success(self.request, _("Answered. Whoever raised it, and all who follow it, have been told."))
        return redirect(self.topic.get_absolute_url())


class ConcernEntrust(ConcernMixin, FormView[EntrustForm]):
    permission = "board.take_concern"
    form_class = EntrustForm
    template_name = "board/concern_entrust.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"concern": self.concern}

    def form_valid(self, form: Form) -> HttpResponse:
        form.save(by=self.request.user)  # type: ignore[attr-defined]
        messages.success(self.request, _("Entrusted. They have been told."))
        return redirect(self.topic.get_absolute_url())


@method_decorator(never_cache, name="dispatch")
class ConcernName(ConcernMixin, FormView[NameForm]):
    """Asks for a reason and writes it down; shows the name then, and for a day to whoever asked."""

    permission = "board.ask_name"
    form_class = NameForm
    template_name = "board/concern_name.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asking = self.concern.askings.standing(self.request.user, timezone.now()).first()
        return super().get_context_data(**kwargs) | {"asking": asking}

    def form_valid(self, form: NameForm) -> HttpResponse:
        form.save(concern=self.concern, by=self.request.user)
        return redirect("board:concern-name", centre=self.centre.slug, pk=self.topic.pk)


class ConcernJudge(ConcernMixin, TopicVerb):
    permission = "board.judge_concern"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = request.POST.get("verdict", "")
        if verdict in Concern.Verdict.values:
            actions.judge(concern=self.concern, verdict=verdict, by=self.request.user, at=timezone.now())
            messages.success(request, _("Thank you. The centre has been told."))
        return redirect(self.topic.get_absolute_url())
