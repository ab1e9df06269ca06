"""The thread of a mentorship, for its two sides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View
from rules import has_perm

from community.board.views.posts import CREATED, TOO_MANY, UNPROCESSABLE
from community.live.actions import position
from community.members.models import User
from community.members.views import CentreMixin, PrivateMixin
from community.moderation.rules import is_silenced
from mentoring import actions
from mentoring.forms.threads import MessageForm
from mentoring.models import Case, Mentorship
from mentoring.models.threads import THREAD_KEPT, thread_name
from mentoring.threads import page_of, unread_in


class ThreadMixin(PrivateMixin, CentreMixin):
    """Nothing is found by anybody but the two sides, nor by them after the end."""

    kwargs: dict[str, Any]

    @cached_property
    def mentorship(self) -> Mentorship:
        mine = Mentorship.objects.active().of(self.member).for_centre(self.centre)
        return get_object_or_404(mine.select_related("centre", "mentor", "mentee"), pk=self.kwargs["pk"])


class Thread(ThreadMixin, FormView[MessageForm]):
    """The newest messages, or by `?before=` earlier ones. A page with script sends with `X-Live`."""

    template_name = "mentoring/thread.html"
    form_class = MessageForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mentorship": self.mentorship, "author": self.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mentorship, member = self.mentorship, self.member
        since = position(thread_name(mentorship))
        before = self.request.GET.get("before", "")
        shown, earlier = page_of(mentorship, before)
        is_mentor = mentorship.mentor_id == member.pk
        return super().get_context_data(**kwargs) | {
            "mentorship": mentorship,
            "other": mentorship.mentee if is_mentor else mentorship.mentor,
            "shown": shown,
            "earlier": earlier,
            "is_newest": not before,
            "unread": unread_in(member, [mentorship]).get(mentorship.pk, 0),
            "live_topic": thread_name(mentorship),
            "live_since": since,
            "state": "paused" if mentorship.cases.standing().exists() else "open",
            "is_silenced": is_silenced(member, self.centre),
            "kept_days": THREAD_KEPT.days,
        }

    def form_valid(self, form: MessageForm) -> HttpResponse:
        message = form.save()
        if message is None:
            return self.form_invalid(form)
        if "X-Live" in self.request.headers:
            facts = {"message": message, "zone": self.centre.zone}
            return render(self.request, "mentoring/live/message.html", facts, status=CREATED)
        return redirect(f"{self.request.path}#message-{message.number}")

    def form_invalid(self, form: MessageForm) -> HttpResponse:
        status = TOO_MANY if form.has_error("__all__", "too_many") else UNPROCESSABLE
        if "X-Live" in self.request.headers:
            facts = {"form": form, "mentorship": self.mentorship, "centre": self.centre}
            return render(self.request, "mentoring/_message_form.html", facts, status=status)
        return self.render_to_response(self.get_context_data(form=form), status=status if status == TOO_MANY else 200)


class ThreadRead(ThreadMixin, View):
    """`number`: the last message that stood on the reader's screen. Without script a button says it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mentorship, number = self.mentorship, request.POST.get("number", "")
        if not number.isdecimal() or len(number) > 9:
            return HttpResponse(status=400)
        actions.read_thread(mentorship=mentorship, member=self.member, number=int(number), at=timezone.now())
        if "X-Live" in request.headers:
            return HttpResponse(status=204)
        return redirect("mentoring:thread", centre=self.centre.slug, pk=mentorship.pk)


def thread_facts(mentorship: Mentorship, member: User) -> dict[str, Any]:
    """What the page of a mentorship says about its thread and its cases, for the sides and for the coordinators."""
    is_side = member.pk in {mentorship.mentor_id, mentorship.mentee_id}
    if not is_side:
        standing = Case.objects.visible_to(member).standing().filter(mentorship=mentorship)
        return {"thread_cases": list(standing.select_related("centre"))}
    cases = list(mentorship.cases.order_by("opened_at", "pk").select_related("closed_by").prefetch_related("looks__by"))
    ended = mentorship.ended_at
    return {
        "may_report": has_perm("mentoring.report_mentorship", member, mentorship),
        "has_thread": mentorship.is_active,
        "thread_unread": unread_in(member, [mentorship]).get(mentorship.pk, 0),
        "thread_is_paused": mentorship.is_active and any(not case.is_closed for case in cases),
        "thread_kept_until": ended + THREAD_KEPT if ended and mentorship.is_agreed else None,
        "thread_closings": [case for case in cases if case.is_closed],
        "thread_looks": sorted((look for case in cases for look in case.looks.all()), key=lambda look: look.at),
    }
