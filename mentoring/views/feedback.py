"""Saying how it goes: each side for itself, also for some weeks after the end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from community.members.views import CentreMixin, PrivateMixin
from mentoring.forms.together import FeedbackForm
from mentoring.models import Feedback


class FeedbackGive(PrivateMixin, CentreMixin, FormView[FeedbackForm]):
    """Found only by who was asked, while the answer may be given or changed."""

    template_name = "mentoring/feedback_form.html"
    form_class = FeedbackForm
    kwargs: dict[str, Any]

    @cached_property
    def feedback(self) -> Feedback:
        mine = Feedback.objects.standing(timezone.now()).of(self.member)
        here = mine.filter(mentorship=self.kwargs["pk"], mentorship__centre=self.centre)
        found = here.select_related("mentorship__centre", "mentorship__mentor", "mentorship__mentee").first()
        if found is None:
            raise Http404("Nothing is asked")
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"feedback": self.feedback}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mentorship = self.feedback.mentorship
        other = mentorship.other_than(self.member) if mentorship.is_active else None
        facts = {"feedback": self.feedback, "mentorship": mentorship, "other": other}
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: FeedbackForm) -> HttpResponse:
        if not form.save(by=self.member):
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you. Your answers count, and stay yours."))
        return redirect(self.feedback.mentorship.get_absolute_url())
