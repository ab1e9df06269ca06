"""One post: answered, shown with what answers it, written anew, removed, thanked for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView
from rules import has_perm

from community.board import actions
from community.board.forms import EditForm, PostForm
from community.board.models import Helpful, Post
from community.board.threads import Thread, own, thread_below
from community.board.views.topics import TopicMixin, posts_of
from community.live.actions import position
from community.moderation.rules import is_silenced
from community.moderation.views.silence import tell_silenced

CREATED, UNPROCESSABLE, TOO_MANY = 201, 422, 429


class PostMixin(TopicMixin):
    """Finds the post of the address among those that the reader may see."""

    @cached_property
    def target(self) -> Post:
        return own(self.topic, get_object_or_404(posts_of(self.topic, self.request.user), number=self.kwargs["number"]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"topic": self.topic, "post": self.target}


class PostCreate(TopicMixin, FormView[PostForm]):
    """Writes into a topic, or answers the post named in the address. A page with script asks with `X-Live`."""

    form_class = PostForm
    template_name = "board/post_create.html"
    prefix = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            context = {"next": request.path, "purpose": "post", "topic": self.topic}
            return render(request, "board/sign_in_first.html", context)
        try:
            # What is sent is refused by the verb itself, which asks under the topic's lock.
            if request.method != "POST" and not has_perm("board.write_post", request.user, self.topic):
                raise PermissionDenied
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            if is_silenced(request.user, self.centre):
                return tell_silenced(request, self.centre)
            raise

    @cached_property
    def parent(self) -> Post | None:
        if "number" not in self.kwargs:
            return None
        seen = posts_of(self.topic, self.request.user).shown()
        return own(self.topic, get_object_or_404(seen, number=self.kwargs["number"]))

    def get_form_kwargs(self) -> dict[str, Any]:
        quote = self.request.GET.get("quote") == "yes"
        facts = {"topic": self.topic, "author": self.request.user, "parent": self.parent, "quote": quote}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"topic": self.topic, "parent": self.parent}

    def form_valid(self, form: PostForm) -> HttpResponse:
        post = form.save()
        if post is None:
            return self.form_invalid(form)
        if "X-Live" in self.request.headers:
            return render(self.request, "board/live/written.html", {"post": post}, status=CREATED)
        if post.is_held:
            messages.success(self.request, _("Thank you. A moderator reads it first, as it is with newcomers here."))
            return redirect(post.get_absolute_url())
        return redirect(f"{self.topic.get_absolute_url()}#post-{post.number}")

    def form_invalid(self, form: PostForm) -> HttpResponse:
        status = TOO_MANY if form.has_error("__all__", "too_many") else UNPROCESSABLE
        if "X-Live" in self.request.headers:
            return render(self.request, "board/_post_form.html", self.get_context_data(form=form), status=status)
        return self.render_to_response(self.get_context_data(form=form), status=status if status == TOO_MANY else 200)


class PostDetail(PostMixin, TemplateView):
    """A post with what it answers and what answers it; and what the reader may do with it."""

    template_name = "board/post_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        post, user = self.target, self.request.user
        since = position(self.topic.live_name)
        thread, following = thread_below(self.topic, post, self.request.GET.get("after", ""))
        may = {verb: has_perm(f"board.{verb}_post", user, post) for verb in ("edit", "remove", "thank")}
        thanked = user.is_authenticated and Helpful.objects.filter(post=post, member=user).exists()
        is_read = not (post.is_held or post.is_hidden)
        may_write = is_read and has_perm("board.write_post", user, self.topic)
        return super().get_context_data(**kwargs) | {
            "thread": thread,
            "above": self.above(post),
            "next_page": following,
            "live_since": since,
            "versions": list(post.versions.all()),
            "may": may,
            "thanked": thanked,
            "form": PostForm(topic=self.topic, author=user, parent=post, auto_id="post_%s") if may_write else None,
        }

    def above(self, post: Post) -> Thread | None:
        """What it answers."""
        return Thread(own(self.topic, post.parent)) if post.parent else None


class PostEdit(LoginRequiredMixin, PostMixin, FormView[EditForm]):
    form_class = EditForm
    template_name = "board/post_edit.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.target.author_id != request.user.pk:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"post": self.target}

    def form_valid(self, form: EditForm) -> HttpResponse:
        post = form.save(by=self.request.user)
        if post is None:
            return self.form_invalid(form)
        return redirect(self.target.get_absolute_url())


class PostRemove(LoginRequiredMixin, PostMixin, TemplateView):
    """Asks once; then the words are gone for good."""

    template_name = "board/post_remove.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm("board.remove_post", request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.remove(post=self.target, by=self.request.user, at=timezone.now())
        messages.success(request, _("Removed. That something stood there stays to be seen."))
        return redirect(self.topic.get_absolute_url())


class PostThank(LoginRequiredMixin, PostMixin, View):
    """Says that a post helped."""

    http_method_names = ["post", "options"]
    verb = staticmethod(actions.thank)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.verb(post=self.target, member=self.request.user)
        if "X-Live" in request.headers:
            return HttpResponse(status=204)
        return redirect(self.target.get_absolute_url())


class PostUnthank(PostThank):
    verb = staticmethod(actions.unthank)
