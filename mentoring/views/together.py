"""What a mentor and a mentee share while their mentorship runs; nobody else finds any of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from community.members.views import CentreMixin, PrivateMixin
from mentoring import actions
from mentoring.forms.together import AgreementForm, GoalForm, StepForm
from mentoring.models import Goal, Mentorship, Step
from mentoring.models.agreements import MOST_GOALS
from mentoring.together import goals


class SharedMixin(PrivateMixin, CentreMixin):
    """For both sides of an active mentorship. For all others, and after it, there is none."""

    kwargs: dict[str, Any]

    @cached_property
    def mentorship(self) -> Mentorship:
        mine = Mentorship.objects.for_centre(self.centre).shared_with(self.member)
        return get_object_or_404(mine.select_related("centre", "mentor", "mentee"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"mentorship": self.mentorship, "other": self.mentorship.other_than(self.member)}
        return super().get_context_data(**kwargs) | facts

    def own_goal(self, pk: int) -> Goal:
        found = self.mentorship.goals.select_related("mentorship__centre").prefetch_related("steps")
        return get_object_or_404(found, pk=pk)


class AgreementEdit(SharedMixin, FormView[AgreementForm]):
    """Drafting it, or changing what stands; the other side then confirms."""

    template_name = "mentoring/agreement_form.html"
    form_class = AgreementForm

    def get_form_kwargs(self) -> dict[str, Any]:
        latest = self.mentorship.agreements.newest_first().first()
        return super().get_form_kwargs() | {"mentorship": self.mentorship, "latest": latest}

    def form_valid(self, form: AgreementForm) -> HttpResponse:
        made = form.save(by=self.member)
        if made is None:
            return self.form_invalid(form)
        if made.is_confirmed:
            messages.success(self.request, _("You both agree."))
        else:
            messages.success(self.request, _("Saved. It holds once the other side has confirmed it."))
        return redirect(made.get_absolute_url())


class AgreementConfirm(SharedMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mentorship = self.mentorship
        number = request.POST.get("seen", "")
        try:
            seen = int(number) if number.isascii() and number.isdigit() else 0
            actions.confirm(mentorship=mentorship, seen=seen, by=self.member, at=timezone.now())
        except actions.Newer:
            messages.error(request, _("The other side has changed it meanwhile. Please read it again."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("You both agree."))
        return redirect(mentorship.get_absolute_url() + "#agreement")


class GoalList(SharedMixin, FormView[Any]):
    """All goals with their steps, and one more goal."""

    template_name = "mentoring/goal_list.html"

    def get_form(self, form_class: Any = None) -> GoalForm:
        return GoalForm(**self.get_form_kwargs(), mentorship=self.mentorship)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`step_form` is one that was not in order; every other goal has an empty one."""
        broken = kwargs.pop("step_form", None)
        kwargs.setdefault("form", GoalForm(mentorship=self.mentorship))
        rows = goals(self.mentorship)
        for row in rows:
            mine = broken is not None and broken.goal == row["goal"]
            row["form"] = broken if mine else StepForm(goal=row["goal"])
        facts = {"goals": rows, "is_full": len(rows) >= MOST_GOALS, "broken": broken}
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: GoalForm) -> HttpResponse:
        made = form.save(by=self.member)
        return self.form_invalid(form) if made is None else redirect(made.get_absolute_url())


class StepCreate(GoalList):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        goal = self.own_goal(self.kwargs["goal"])
        form = StepForm(request.POST, goal=goal)
        if form.is_valid() and form.save(by=self.member):
            return redirect(goal.get_absolute_url())
        return self.render_to_response(self.get_context_data(step_form=form))


class GoalVerb(SharedMixin, View):
    """One verb on a goal or on one of its steps; then back to it."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        goal = self.own_goal(self.kwargs["goal"])
        step = self.kwargs.get("step")
        thing: Goal | Step = goal if step is None else get_object_or_404(goal.steps.all(), pk=step)
        if isinstance(thing, Step):
            thing.goal = goal
        if self.verb == "remove":
            actions.remove(thing, by=self.member)
        else:
            at = timezone.now() if self.verb == "mark" else None
            actions.mark(thing, by=self.member, at=at)
            self.say(thing, goal)
        if self.verb == "remove" and isinstance(thing, Goal):
            return redirect("mentoring:goal-list", centre=self.centre.slug, pk=self.mentorship.pk)
        return redirect(goal.get_absolute_url())

    def say(self, thing: Goal | Step, goal: Goal) -> None:
        if isinstance(thing, Goal) and self.verb == "mark":
            messages.success(self.request, _("Well done, both of you."))
