"""Initiatives of a centre as an Atom feed: all, or what the list's filters leave."""

from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from community.members.models import Centre
from community.members.views import find_centre
from initiatives.proposals.forms import FilterForm
from initiatives.proposals.models import Initiative, InitiativeQuerySet


@dataclass(frozen=True)
class Narrowed:
    """A centre and what of its initiatives the address asks for."""

    centre: Centre
    initiatives: InitiativeQuerySet
    query: str


class InitiativeFeed(Feed[Initiative, Narrowed]):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, centre: str) -> Narrowed:
        found = find_centre(centre)
        here = Initiative.objects.for_centre(found).public()
        return Narrowed(found, FilterForm(request.GET).narrow(here), request.GET.urlencode())

    def title(self, asked: Narrowed) -> str:
        return _("Initiatives in %(centre)s") % {"centre": asked.centre.local_name}

    def link(self, asked: Narrowed) -> str:
        address = reverse("proposals:initiative-list", kwargs={"centre": asked.centre.slug})
        return f"{address}?{asked.query}" if asked.query else address

    def items(self, asked: Narrowed) -> Any:
        return asked.initiatives.select_related("centre", "author")[:30]

    def item_title(self, initiative: Initiative) -> str:
        return initiative.title

    def item_description(self, initiative: Initiative) -> str:
        return escape(initiative.summary)  # a reader takes it for markup

    def item_author_name(self, initiative: Initiative) -> str | None:
        return initiative.author.get_full_name() if initiative.author else None

    def item_pubdate(self, initiative: Initiative) -> Any:
        return initiative.published_at

    def item_updateddate(self, initiative: Initiative) -> Any:
        return initiative.published_at  # RFC 4287 wants one of every entry
