"""The newest topics of a centre as an Atom feed."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from community.board.models import Post, Topic
from community.board.wording import plain
from community.members.models import Centre
from community.members.views import find_centre


class TopicFeed(Feed[Topic, Centre]):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, centre: str) -> Centre:
        return find_centre(centre)

    def title(self, centre: Centre) -> str:
        return _("Board of %(centre)s") % {"centre": centre.local_name}

    def link(self, centre: Centre) -> str:
        return reverse("board:topic-list", kwargs={"centre": centre.slug})

    def items(self, centre: Centre) -> Any:
        seen = Topic.objects.for_centre(centre).visible_to(AnonymousUser()).newest()
        topics = list(seen.select_related("centre")[:30])
        texts = dict(Post.objects.filter(topic__in=topics, number=1).values_list("topic_id", "text"))
        for topic in topics:
            topic.beginning = plain(texts.get(topic.pk, ""))  # type: ignore[attr-defined]
        return topics

    def item_title(self, topic: Topic) -> str:
        return topic.title

    def item_description(self, topic: Topic) -> str:
        return escape(topic.beginning)  # type: ignore[attr-defined]  # a reader takes it for markup

    def item_pubdate(self, topic: Topic) -> Any:
        return topic.opened_at

    def item_updateddate(self, topic: Topic) -> Any:
        return topic.opened_at  # RFC 4287 wants one of every entry
