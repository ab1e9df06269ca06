"""What everybody sees of a hall: the screen, and the page on their phone where one asks and likes."""

import hashlib
import hmac
import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from community.board import actions
from community.board.forms import QuestionForm
from community.board.forms.halls import LIKES_A_BROWSER, LIKES_AN_ADDRESS, WINDOW
from community.board.models import Hall, Like, Question, Topic
from community.board.views.topics import TopicMixin
from community.interface.printing import square
from community.live.actions import position
from community.moderation.rules import is_silenced
from community.moderation.views.silence import tell_silenced
from community.operations.ratelimit import network_of, spend

FORBIDDEN, TOO_MANY = 403, 429
KEPT_IN_SESSION = "hall"


class HallMixin(TopicMixin):
    """The topic's newest hall, open or not; a topic may have none."""

    @cached_property
    def hall(self) -> Hall | None:
        found = self.topic.halls.newest().first()
        if found:
            found.topic = self.topic
        return found

    @cached_property
    def browser(self) -> str:
        """By which this browser counts once in this hall; empty where it never asked nor liked anything."""
        token = self.request.session.get(KEPT_IN_SESSION)
        return hashed(self.hall, token) if token and self.hall else ""

    def remember_browser(self) -> None:
        if KEPT_IN_SESSION not in self.request.session:
            self.request.session[KEPT_IN_SESSION] = secrets.token_urlsafe(16)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hall = self.hall
        is_open = hall is not None and hall.is_open(timezone.now())
        facts = {"topic": self.topic, "hall": hall, "is_open": is_open}
        return super().get_context_data(**kwargs) | facts


def hashed(hall: Hall, token: str) -> str:
    """Of another hall it is another: nobody can follow a browser from one to the next."""
    return hmac.new(settings.SECRET_KEY.encode(), f"hall|{hall.pk}|{token}".encode(), hashlib.sha256).hexdigest()


def short_address(topic: Topic) -> str:
    return settings.BASE_URL + reverse("ask", kwargs={"pk": topic.pk})


class ShortAddress(View):
    """What stands on the screen, short enough to be typed; it leads to the page in a language of the browser's."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("centre"), pk=pk)
        with override(language_for(request, topic)):
            return redirect("board:question-ask", centre=topic.centre.slug, pk=pk)


def language_for(request: HttpRequest, topic: Topic) -> str:
    """The first that the browser asks for among ours; the centre's, for whoever asks for none of them."""
    for part in request.headers.get("accept-language", "").split(",")[:10]:
        try:
            return get_supported_language_variant(part.partition(";")[0].strip().lower())
        except LookupError:
            continue
    return topic.centre.language


class HallScreen(HallMixin, TemplateView):
    """For the projector: no menu, no buttons."""

    template_name = "board/hall_screen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = position(f"hall:{self.topic.pk}")
        address = short_address(self.topic)
        facts = {"live_since": since, "qr": square(address), "address": address.partition("://")[2].rstrip("/")}
        return super().get_context_data(**kwargs) | actions.shown_of(self.hall, timezone.now()) | facts


class QuestionAsk(HallMixin, FormView[QuestionForm]):
    form_class = QuestionForm
    template_name = "board/question_ask.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and is_silenced(request.user, self.centre):
            return tell_silenced(request, self.centre)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.request.method == "POST":
            self.remember_browser()
        return super().get_form_kwargs() | {"network": network_of(self.request), "browser": self.browser}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = position(f"hall:{self.topic.pk}")
        context = super().get_context_data(**kwargs) | actions.shown_of(self.hall, timezone.now())
        return context | {"live_since": since} | (self.asked(self.hall) if self.hall else {})

    def asked(self, hall: Hall) -> dict[str, Any]:
        rows = list(hall.questions.let_in().newest())
        own = hall.questions.filter(browser=self.browser, let_in_at__isnull=True).oldest() if self.browser else []
        liked = Like.objects.filter(question__hall=hall, browser=self.browser) if self.browser else None
        return {
            "questions": [in_hall(row, hall) for row in rows if row.answered_at is None],
            "answered": [in_hall(row, hall) for row in rows if row.answered_at],
            "own": list(own),
            "liked": set(liked.values_list("question", flat=True)) if liked is not None else set(),
        }

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        if self.hall is None:
            form.add_error(None, _("No questions are being taken here now."))
        elif form.save(hall=self.hall, by=self.request.user):
            messages.success(self.request, _("Thank you. A moderator reads your question, then everybody can see it."))
            return redirect(self.request.path)
        return self.form_invalid(form)

    def form_invalid(self, form: QuestionForm) -> HttpResponse:
        status = {"too_many": TOO_MANY, "closed": FORBIDDEN}
        codes = [error.code for error in form.non_field_errors().as_data()]
        answer = next((status[code] for code in codes if code in status), 200)
        return self.render_to_response(self.get_context_data(form=form), status=answer)


def in_hall(question: Question, hall: Hall | None) -> Question:
    """Without asking again for what the page knows."""
    if hall:
        question.hall = hall
    return question


class QuestionLike(HallMixin, View):
    http_method_names = ["post", "options"]
    verb = staticmethod(actions.like)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.remember_browser()
        seen = Question.objects.visible_to(request.user).let_in().filter(hall=self.hall)
        question = get_object_or_404(seen, pk=self.kwargs["question"])
        try:
            self.spend_one()
            self.verb(question=question, browser=self.browser, by=request.user)
        except ValidationError as error:
            return self.refuse(error)
        if "X-Live" in request.headers:
            question.refresh_from_db(fields=["like_count"])
            return render(request, "board/live/liked.html", {"question": question})
        return redirect(self.address)

    @property
    def address(self) -> str:
        where = {"centre": self.centre.slug, "pk": self.topic.pk}
        return f"{reverse('board:question-ask', kwargs=where)}#question-{self.kwargs['question']}"

    def spend_one(self) -> None:
        limits = (
            (f"browser:{self.browser}", LIKES_A_BROWSER),
            (f"address:{network_of(self.request)}", LIKES_AN_ADDRESS),
        )
        if not all(spend("like", key, limit=most, seconds=WINDOW) for key, most in limits):
            raise ValidationError(_("Many likes came from here just now. Try again in a few minutes."), code="too_many")

    def refuse(self, error: ValidationError) -> HttpResponse:
        messages.warning(self.request, error.messages[0])
        if "X-Live" in self.request.headers:
            return HttpResponse(status=TOO_MANY if error.code == "too_many" else FORBIDDEN)
        return redirect(self.address)


class QuestionUnlike(QuestionLike):
    verb = staticmethod(actions.unlike)
