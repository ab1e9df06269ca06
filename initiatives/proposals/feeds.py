"""The newest initiatives of a centre as an Atom feed."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from community.members.models import Centre
from community.members.views import find_centre
from initiatives.proposals.models import Initiative


class InitiativeFeed(Feed[Initiative, Centre]):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, centre: str) -> Centre:
        return find_centre(centre)

    def title(self, centre: Centre) -> str:
        return _("Initiatives in %(centre)s") % {"centre": centre.local_name}

    def link(self, centre: Centre) -> str:
        return reverse("proposals:initiative-list", kwargs={"centre": centre.slug})

    def items(self, centre: Centre) -> Any:
        return Initiative.objects.for_centre(centre).public().newest().select_related("centre", "author")[:30]

    def item_title(self, initiative: Initiative) -> str:
        return initiative.title

    def item_description(self, initiative: Initiative) -> str:
        return initiative.summary

    def item_author_name(self, initiative: Initiative) -> str | None:
        return initiative.author.get_full_name() if initiative.author else None

    def item_pubdate(self, initiative: Initiative) -> Any:
        return initiative.published_at
