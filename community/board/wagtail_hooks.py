"""The back office's lists of the board. Nobody changes another's words: what is done happens on the public pages."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from community.board.models import Asking, Kind, Post, Topic
from community.board.models.topics import opening
from community.board.templatetags.board import author_words, raised_by
from community.board.wording import plain
from community.moderation.models import Report
from community.moderation.wagtail_hooks import ListingViewSet, OwnIndexView

WAITS, HIDDEN = gettext_lazy("waits for a moderator"), gettext_lazy("hidden")


class TopicFilterSet(WagtailFilterSet):
    STATES = [
        ("waits", WAITS),
        ("hidden", HIDDEN),
        ("owed", gettext_lazy("waits for the centre’s answer")),
        ("overdue", gettext_lazy("answer overdue")),
        ("closed", gettext_lazy("closed for writing")),
    ]
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="in_state")

    class Meta:
        model = Topic
        fields = ["kind", "state", "centre"]

    def in_state(self, topics: Any, name: str, state: str) -> Any:
        if state == "overdue":
            return topics.overdue(timezone.now())
        facts: dict[str, dict[str, Any]] = {
            "waits": {"waits": True},
            "hidden": {"is_hidden": True},
            "owed": {"concern__isnull": False, "concern__answered_at__isnull": True},
            "closed": {"closed_at__isnull": False},
        }
        return topics.filter(**facts[state])


class TopicIndexView(OwnIndexView):
    """What its reader sees of the centres that they serve."""

    related = ("centre", "author", "concern")

    def get_base_queryset(self) -> Any:
        seen = super().get_base_queryset().visible_to(self.request.user)
        return seen.annotate(waits=opening(held_at__isnull=False), is_hidden=opening(hidden_at__isnull=False))


def state_of(topic: Any) -> str:
    if topic.waits or topic.is_hidden:
        return str(WAITS if topic.waits else HIDDEN)
    if topic.is_concern and not topic.concern.is_answered:
        late = topic.concern.is_overdue(timezone.now())
        return _("answer overdue") if late else _("waits for the centre’s answer")
    return _("closed for writing") if topic.is_closed else ""


class TopicViewSet(ListingViewSet):
    model = Topic
    icon = "comment"
    index_view_class = TopicIndexView
    menu_label = gettext_lazy("Topics")
    menu_name = "locer-topics"
    menu_order = 305
    form_fields = ["kind"]
    filterset_class = TopicFilterSet
    search_fields = ["title", "folded"]
    ordering = ["-last_post_at"]
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=Topic.get_absolute_url),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        Column("author", label=gettext_lazy("Opened by"), accessor=raised_by),
        Column("post_count", label=gettext_lazy("Posts"), sort_key="post_count"),
        Column("centre", label=gettext_lazy("Centre")),
        DateColumn("last_post_at", label=gettext_lazy("Last post"), sort_key="last_post_at"),
    ]


class PostFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Kind.choices, field_name="topic__kind")
    STATES = [("waits", WAITS), ("hidden", HIDDEN), ("reported", gettext_lazy("waits for a decision"))]
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="in_state")

    class Meta:
        model = Post
        fields = ["kind", "state", "centre"]

    def in_state(self, posts: Any, name: str, state: str) -> Any:
        facts = {"waits": "held_at", "hidden": "hidden_at", "reported": "report"}
        return posts.filter(**{f"{facts[state]}__isnull": False})


class PostIndexView(OwnIndexView):
    """With `report`: the one that waits longest for a decision about it."""

    related = ("centre", "author", "topic")

    def get_base_queryset(self) -> Any:
        kind = ContentType.objects.get_for_model(Post)
        waiting = Report.objects.open().filter(target_type=kind, target_id=OuterRef("pk"))
        seen = super().get_base_queryset().visible_to(self.request.user)
        return seen.annotate(report=Subquery(waiting.values("pk")[:1])).defer("html", "folded")


def words_of(post: Post) -> str:
    return plain(post.text, 80)


def post_state_of(post: Any) -> str:
    if post.is_held or post.is_hidden:
        return str(WAITS if post.is_held else HIDDEN)
    return _("waits for a decision") if post.report else ""


def report_of(post: Any) -> str | None:
    where = {"centre": post.centre.slug, "pk": post.report}
    return reverse("moderation:report-detail", kwargs=where) if post.report else None


class StateColumn(TitleColumn):
    """Most rows have nothing to say there."""

    empty_value_display = ""


class PostViewSet(ListingViewSet):
    model = Post
    icon = "comment"
    index_view_class = PostIndexView
    menu_label = gettext_lazy("Posts")
    menu_name = "locer-posts"
    menu_order = 306
    form_fields = ["stance"]
    filterset_class = PostFilterSet
    search_fields = ["folded", "topic__title"]
    ordering = ["-written_at"]
    list_display = [
        TitleColumn("text", label=gettext_lazy("Post"), accessor=words_of, get_url=Post.get_absolute_url),
        Column("topic", label=gettext_lazy("Topic")),
        Column("author", label=gettext_lazy("Author"), accessor=author_words),
        StateColumn("state", label=gettext_lazy("State"), accessor=post_state_of, get_url=report_of, width="15%"),
        Column("centre", label=gettext_lazy("Centre")),
        DateColumn("written_at", label=gettext_lazy("Written"), sort_key="written_at"),
    ]


class AskingIndexView(OwnIndexView):
    related = ("concern__topic__centre", "by")


class AskingViewSet(ListingViewSet):
    model = Asking
    index_view_class = AskingIndexView
    menu_label = gettext_lazy("Asked for a name")
    menu_name = "locer-askings"
    menu_order = 316
    form_fields = ["because"]
    list_filter = ["at"]
    search_fields = ["because", "concern__topic__title"]
    ordering = ["-at"]
    list_display = [
        TitleColumn("concern", label=gettext_lazy("Concern"), get_url=lambda asking: asking.concern.get_absolute_url()),
        Column("by", label=gettext_lazy("Who asked")),
        Column("because", label=gettext_lazy("Why")),
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
    ]


@hooks.register("register_admin_viewset")
def board_lists() -> list[ModelViewSet]:
    return [TopicViewSet(), PostViewSet(), AskingViewSet()]
