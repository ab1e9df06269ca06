"""The moderators' desk of a hall: opened, closed, and one press for each thing that becomes of a question."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView
from rules import has_perm

from community.board import actions
from community.board.forms import KeepingForm, OpeningForm, TurningDownForm
from community.board.models import Question
from community.board.views.halls import HallMixin, in_hall
from community.live.actions import position
from community.members.views import PrivateMixin
from community.moderation.models import HouseRule

CONFLICT = 409
State = Question.State
# As they stand on the desk; what waits longest and what is liked most comes first.
LISTS = [State.ON_SCREEN, State.WAITING, State.SHORTLISTED, State.LET_IN, State.ANSWERED, State.TURNED_DOWN]


class DeskMixin(PrivateMixin, HallMixin):
    def may_enter(self) -> bool:
        return has_perm("board.manage_topic", self.request.user, self.topic)

    @property
    def desk(self) -> str:
        return reverse("board:hall-desk", kwargs={"centre": self.centre.slug, "pk": self.topic.pk})


class HallDesk(DeskMixin, TemplateView):
    template_name = "board/hall_desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {"live_since": f"hall:{self.topic.pk}", "desk_since": f"desk:{self.topic.pk}"}
        since = {key: position(name) for key, name in names.items()}
        lists: dict[State, list[Question]] = {state: [] for state in LISTS}
        hall = self.hall
        for question in hall.questions.most_liked().select_related("post") if hall else []:
            lists[question.state].append(in_hall(question, hall))
            if question.post:
                question.post.topic, question.post.centre = self.topic, self.centre
        lists[State.WAITING].sort(key=lambda question: question.asked_at)
        facts = {"lists": list(lists.items()), "rules": HouseRule.in_force(self.centre), "now": timezone.now()}
        return super().get_context_data(**kwargs) | since | facts


class HallOpen(DeskMixin, FormView[OpeningForm]):
    form_class = OpeningForm
    template_name = "board/hall_open.html"

    def may_enter(self) -> bool:
        return super().may_enter() and not self.topic.is_closed

    def form_valid(self, form: OpeningForm) -> HttpResponse:
        form.save(topic=self.topic, by=self.member)
        return redirect(self.desk)


class HallClose(DeskMixin, View):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.hall:
            actions.close_hall(hall=self.hall, by=self.member, at=timezone.now())
            messages.success(request, _("No more questions are taken. What was let in can still go on screen."))
        return redirect(self.desk)


class QuestionMixin(DeskMixin):
    """Finds the question of the address in the topic's newest hall."""

    @cached_property
    def question(self) -> Question:
        seen = Question.objects.visible_to(self.request.user).filter(hall=self.hall)
        return in_hall(get_object_or_404(seen.select_related("post"), pk=self.kwargs["question"]), self.hall)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"question": self.question}

    def done(self, *before: Question) -> HttpResponse:
        """The desk, or only what changed on it for a page with script, which asks with `X-Live`."""
        if "X-Live" not in self.request.headers:
            return redirect(f"{self.desk}#question-{self.question.pk}")
        changed = [each.pk for each in (*before, self.question)]
        rows = Question.objects.filter(pk__in=changed).select_related("hall__topic__centre", "post__centre")
        return render(self.request, "board/live/desk.html", {"questions": rows})

    def refused(self, error: ValidationError) -> HttpResponse:
        messages.warning(self.request, error.messages[0])
        return HttpResponse(status=CONFLICT) if "X-Live" in self.request.headers else redirect(self.desk)


class QuestionVerb(QuestionMixin, View):
    """One verb, said by pressing a button."""

    http_method_names = ["post", "options"]

    verb: Callable[..., None]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = list(Question.objects.filter(hall=self.hall).on_screen())
        try:
            self.verb(question=self.question, by=self.member, at=timezone.now())
        except ValidationError as error:
            return self.refused(error)
        return self.done(*before)


class QuestionLetIn(QuestionVerb):
    verb = staticmethod(actions.let_in)


class QuestionShortlist(QuestionVerb):
    verb = staticmethod(actions.shortlist)


class QuestionUnlist(QuestionVerb):
    verb = staticmethod(actions.unlist)


class QuestionShow(QuestionVerb):
    verb = staticmethod(actions.put_on_screen)


class QuestionTakeOff(QuestionVerb):
    verb = staticmethod(actions.take_off)


class QuestionAnswered(QuestionVerb):
    verb = staticmethod(actions.mark_answered)


class QuestionTurnDown(QuestionMixin, FormView[TurningDownForm]):
    form_class = TurningDownForm
    template_name = "board/question_turn_down.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"question": self.question}

    def form_valid(self, form: TurningDownForm) -> HttpResponse:
        form.save(by=self.member)
        return self.done()


class QuestionKeep(QuestionMixin, FormView[KeepingForm]):
    """Writes an answered question into the topic."""

    form_class = KeepingForm
    template_name = "board/question_keep.html"

    def may_enter(self) -> bool:
        return super().may_enter() and has_perm("board.keep_question", self.request.user, self.question)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"question": self.question}

    def form_valid(self, form: KeepingForm) -> HttpResponse:
        post = form.save(by=self.member)
        messages.success(self.request, _("It stands in the topic now."))
        return redirect(post.get_absolute_url())
