"""The list of topics, one topic, and what those who look after it may do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import DetailView, FormView, ListView
from rules import has_perm

from community.board import actions
from community.board.forms import ClosingForm, FilterForm, PostForm, TopicForm
from community.board.hosts import host_named
from community.board.models import Kind, Post, Topic
from community.board.threads import Order, own, page_of
from community.live.actions import position
from community.members.views import CentreMixin
from community.moderation.rules import is_silenced
from community.moderation.views.silence import tell_silenced
from community.notifications.actions import follow, unfollow

ORDERS = [
    (Order.NEWEST, gettext_lazy("Newest first")),
    (Order.OLDEST, gettext_lazy("Oldest first")),
    (Order.HELPFUL, gettext_lazy("Most helpful")),
]


class TopicList(CentreMixin, ListView[Topic]):
    request: Any
    template_name = "board/topic_list.html"
    paginate_by = 20

    def get_queryset(self) -> Any:
        self.form = FilterForm(self.request.GET)
        here = Topic.objects.for_centre(self.centre).visible_to(self.request.user)
        self.late = here.overdue(timezone.now()).count()
        found = self.form.narrow(here).select_related("concern", "author").prefetch_related("tags")  # type: ignore[misc]
        if self.request.user.is_authenticated:
            found = found.with_unread(self.request.user)
        return found.fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for topic in context["object_list"]:
            topic.centre = self.centre
        facts = {
            "form": self.form,
            "filtered": self.form.filters,
            "kinds": Kind,
            "late": self.late,
            "now": timezone.now(),
        }
        return context | facts


class TopicMixin(CentreMixin):
    """Finds the topic, if the reader may see it. The rule is asked: for one topic it costs less than its list twin."""

    request: Any
    kwargs: dict[str, Any]

    def get_queryset(self) -> Any:
        here = Topic.objects.for_centre(self.centre).with_opening()
        return here.select_related("author", "concern__owner", "concern__answered_by", "host_type")

    @cached_property
    def topic(self) -> Topic:
        found = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        found.centre = self.centre
        if hasattr(found, "concern"):
            found.concern.topic = found
        if not has_perm("board.view_topic", self.request.user, found):
            raise Http404("No topic that this reader may see")
        return found

    def may(self, *verbs: str) -> dict[str, bool]:
        return {f"may_{verb}": has_perm(f"board.{verb}_topic", self.request.user, self.topic) for verb in verbs}


class TopicDetail(TopicMixin, DetailView[Topic]):
    template_name = "board/topic_detail.html"
    context_object_name = "topic"

    def get_queryset(self) -> Any:
        user, topics = self.request.user, super().get_queryset()
        return topics.with_seen(user).with_followed(user) if user.is_authenticated else topics

    def get_object(self, queryset: Any = None) -> Topic:
        return self.topic

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topic, user = self.topic, self.request.user
        order = self.request.GET.get("order", Order.NEWEST)
        since = position(topic.live_name)
        cursor = self.request.GET.get("after", "")
        shown, following = page_of(topic, order, cursor)
        may_write = has_perm("board.write_post", user, topic)
        context = super().get_context_data(**kwargs) | {
            "opening": own(topic, topic.posts.select_related("author", "picture").get(number=1)),
            "threads": shown,
            "next_page": following,
            "order": order if order in Order.values else Order.NEWEST,
            "orders": ORDERS,
            "is_first_page": not cursor,
            "live_since": since,
            "tags": list(topic.tags.order_by("name")),
            "form": PostForm(topic=topic, author=user, auto_id="post_%s") if may_write else None,
            "now": timezone.now(),
            **self.may("manage"),
        }
        return context | (self.own(topic) if user.is_authenticated else {})

    def own(self, topic: Any) -> dict[str, Any]:
        """What the signed-in reader has done and may do here."""
        user = self.request.user
        verbs = ("take", "answer", "judge") if topic.is_concern else ()
        may = {f"may_{verb}": has_perm(f"board.{verb}_concern", user, topic.concern) for verb in verbs}
        may["may_ask_name"] = topic.is_concern and has_perm("board.ask_name", user, topic.concern)
        return may | {
            "askings": list(topic.concern.askings.all()) if topic.is_unnamed and topic.author_id == user.pk else [],
            "follows": topic.is_followed,
            "seen": topic.seen or 0,
        }


class TopicCreate(CentreMixin, FormView[TopicForm]):
    """Opens a topic; `?about=initiative-12` hangs it on something."""

    request: Any
    form_class = TopicForm
    template_name = "board/topic_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return render(request, "board/sign_in_first.html", {"next": request.get_full_path(), "purpose": "topic"})
        if is_silenced(request.user, self.centre):
            return tell_silenced(request, self.centre)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def host(self) -> models.Model | None:
        word, _dash, key = self.request.GET.get("about", "").partition("-")
        if not word:
            return None
        kind = host_named(word)
        if kind is None or not key.isdecimal() or len(key) > 15:
            raise Http404("Nothing on which a topic can hang")
        return get_object_or_404(kind.visible_to(self.request.user).filter(centre=self.centre), pk=int(key))

    def get_initial(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return {"kind": kind if kind in Kind.values else Kind.QUESTION}

    def get_form_kwargs(self) -> dict[str, Any]:
        facts = {"centre": self.centre, "author": self.request.user, "host": self.host}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"host": self.host}

    def form_valid(self, form: TopicForm) -> HttpResponse:
        topic = form.save()
        return redirect(topic.get_absolute_url()) if topic else self.form_invalid(form)


class TopicVerb(LoginRequiredMixin, TopicMixin, View):
    """One verb, said by pressing a button."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.act(self.topic)
        return redirect(self.topic.get_absolute_url())

    def act(self, topic: Topic) -> None:
        raise NotImplementedError


class TopicPin(TopicVerb):
    def act(self, topic: Topic) -> None:
        actions.pin(topic=topic, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("It stands above the others now."))


class TopicUnpin(TopicVerb):
    def act(self, topic: Topic) -> None:
        actions.unpin(topic=topic, by=self.request.user)
        messages.success(self.request, _("It stands among the others again."))


class TopicReopen(TopicVerb):
    def act(self, topic: Topic) -> None:
        actions.reopen(topic=topic, by=self.request.user)
        messages.success(self.request, _("It is open again."))


class TopicFollow(TopicVerb):
    def act(self, topic: Topic) -> None:
        follow(member=self.request.user, target=topic)
        messages.success(self.request, _("You follow this topic."))


class TopicUnfollow(TopicVerb):
    def act(self, topic: Topic) -> None:
        unfollow(member=self.request.user, target=topic)
        messages.success(self.request, _("You no longer follow this topic."))


class TopicRead(TopicVerb):
    """`number`: as which the last post arrived that stood on the reader's screen."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        topic, number = self.topic, request.POST.get("number", "")
        if not number.isdecimal() or len(number) > 9:
            return HttpResponse(status=400)
        actions.read_up_to(topic=topic, member=self.request.user, number=int(number))
        return HttpResponse(status=204)


class TopicClose(LoginRequiredMixin, TopicMixin, FormView[ClosingForm]):
    form_class = ClosingForm
    template_name = "board/topic_close.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm("board.manage_topic", request.user, self.topic):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"topic": self.topic}

    def form_valid(self, form: ClosingForm) -> HttpResponse:
        form.save(topic=self.topic, by=self.request.user)
        messages.success(self.request, _("Closed. Everybody reads why."))
        return redirect(self.topic.get_absolute_url())


def posts_of(topic: Topic, user: Any) -> Any:
    """The posts of `topic` that the reader may see, with what their pages need."""
    seen = Post.objects.visible_to(user).filter(topic=topic)
    return seen.select_related("author", "centre", "picture", "parent__author", "parent__picture")
