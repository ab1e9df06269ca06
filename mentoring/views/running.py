"""Proposing pairs to a whole centre: the draft, every verb on it, and what came of earlier ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView, TemplateView, View

from mentoring import actions, matching
from mentoring.batch import gather
from mentoring.models import Offer, Request, Run, RunPair
from mentoring.pairing import key_of
from mentoring.telling import addition, lines_of, shares, why_alone
from mentoring.views.staff import PairingMixin
from mentoring.wording import topic_name

A_PAGE = 20
MOST_ALONE = 50


class RunList(PairingMixin, ListView[Run]):
    """The draft, and what was published."""

    template_name = "mentoring/run_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        seen = Run.objects.visible_to(self.member).for_centre(self.centre).published()
        counts = {
            "proposed": models.Count("pairs", filter=models.Q(pairs__left="")),
            "left_out": models.Count("pairs", filter=~models.Q(pairs__left="")),
        }
        return seen.annotate(**counts).select_related("centre", "published_by").fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drafts = Run.objects.visible_to(self.member).for_centre(self.centre).drafts()
        return super().get_context_data(**kwargs) | {"draft": drafts.select_related("centre", "made_by").first()}


class RunPropose(PairingMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        run = actions.propose_pairs(centre=self.centre, by=self.member, at=timezone.now())
        tell_what_was_loosened(request, run)
        return redirect(run.get_absolute_url())


def tell_what_was_loosened(request: HttpRequest, run: Run) -> None:
    if run.loosened:
        text = ngettext(
            "%(count)d fixed pair can stand no longer and was let go.",
            "%(count)d fixed pairs can stand no longer and were let go.",
            run.loosened,
        )
        messages.warning(request, text % {"count": run.loosened})


class RunMixin(PairingMixin):
    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> Run:
        seen = Run.objects.visible_to(self.member).for_centre(self.centre)
        return get_object_or_404(seen.select_related("centre", "made_by", "published_by"), pk=self.kwargs["pk"])

    @cached_property
    def draft(self) -> Run:
        if not self.run.is_draft:
            raise Http404("Published")
        return self.run


class RunDetail(RunMixin, TemplateView):
    template_name = "mentoring/run_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        pairs = run.pairs.select_related("request__member", "offer__member").fetch_mode(models.FETCH_RAISE)
        ordered = pairs.order_by("request__member__display_name", "pk")
        page = Paginator(ordered, A_PAGE).get_page(self.request.GET.get("page"))
        alone = run.alone.select_related("request__member").order_by("request__written_at", "pk")
        bars = run.bars.select_related("request__member", "offer__member").order_by("pk")
        return super().get_context_data(**kwargs) | {
            "run": run,
            "page_obj": page,
            "paginator": page.paginator,
            "is_paginated": page.has_other_pages(),
            "pairs": [row_of(pair) for pair in page],
            "alone": [{"alone": each, "why": why_alone(each)} for each in alone[:MOST_ALONE]],
            "alone_count": alone.count(),
            "bars": bars,
            "additions": [addition(told) for told in run.additions],
            "shares": shares(run.groups),
        }


def row_of(pair: RunPair) -> dict[str, Any]:
    said = {"lines": lines_of(pair), "why_left": pair.get_left_display()}
    return {"pair": pair, "score": round(pair.total / 100)} | said


class RunMentee(RunMixin, TemplateView):
    """Whom else one mentee could have: the five who fit best and have room, to fix one of them."""

    template_name = "mentoring/run_mentee.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.draft
        crowd = gather(self.centre, at=timezone.now(), barred=run.bars.values_list("request", "offer__member"))
        asked = next((each for each in crowd.requests.values() if each.pk == self.kwargs["asked"]), None)
        if asked is None:
            raise Http404("Waits for nobody here")
        found = matching.best(crowd.needs[key_of(asked)], crowd.mentors)
        pairs = [
            RunPair(run=run, request=asked, offer=crowd.offers[each.mentor], **facts_of_pair(each)) for each in found
        ]
        now = run.pairs.filter(request=asked).values_list("offer", flat=True).first()
        return super().get_context_data(**kwargs) | {
            "run": run,
            "asked": asked,
            "topics": [topic_name(topic) for topic in asked.topics],
            "now": now,
            "pairs": [row_of(pair) for pair in pairs],
        }


def facts_of_pair(pair: matching.Pair) -> dict[str, Any]:
    return {"total": pair.total, "parts": pair.parts, "km": pair.km}


class PairVerb(RunMixin, View):
    """One verb on a mentee and a mentor of the draft's centre."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked, offer = (
            get_object_or_404(model.objects.visible_to(self.member).for_centre(self.centre), pk=kwargs[name])
            for model, name in ((Request, "asked"), (Offer, "offer"))
        )
        said = {
            "fix": _("Fixed. This pair stays whenever you run again."),
            "release": _("No longer fixed."),
            "forbid": _("Forbidden in this run, and worked out anew."),
            "set_apart": _("Kept apart for good, and worked out anew. Neither of them is told."),
            "allow": _("Allowed again, and worked out anew."),
        }
        try:
            verb = getattr(actions, self.verb)
            run = verb(run=self.run, request=asked, offer=offer, by=self.member, at=timezone.now())
            messages.success(request, said[self.verb])
            tell_what_was_loosened(request, run)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(self.run.get_absolute_url())


class RunPublish(RunMixin, View):
    """GET asks once more, and says what happens then."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        count = self.draft.pairs.count()
        return render(request, "mentoring/run_publish.html", {"run": self.draft, "count": count})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        turn = request.POST.get("turn", "")
        try:
            seen = int(turn) if turn.isdecimal() and len(turn) < A_PAGE else -1
            run = actions.publish(run=self.run, turn=seen, by=self.member, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("mentoring:run-list", centre=self.centre.slug)
        count = run.pairs.filter(left="").count()
        text = ngettext(
            "Published: %(count)d mentorship is proposed. Both sides have a week to answer.",
            "Published: %(count)d mentorships are proposed. Both sides have a week to answer.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect(run.get_absolute_url())


class RunDrop(RunMixin, View):
    """GET asks once more."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(request, "mentoring/run_drop.html", {"run": self.draft})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            actions.drop(run=self.run, by=self.member)
            messages.success(request, _("Dropped. Nobody was told anything."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("mentoring:run-list", centre=self.centre.slug)
