"""Following a tag in a centre."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from taggit.models import Tag

from community.board.models import Topic
from community.members.models import Centre
from community.members.views import CentreMixin, PrivateMixin
from community.notifications.actions import follow
from community.notifications.models import Follow
from initiatives.proposals.models import Initiative
from pages.models import EventPage, StoryPage


class TagFollow(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, tag: str, **_where: str) -> HttpResponse:
        found = find_tag(tag)
        if not centres_with(found).filter(pk=self.centre.pk).exists():
            raise Http404("Nothing here has this tag")
        follow(member=self.member, target=found, centre=self.centre)
        messages.success(request, _("You follow this tag: we tell you of what is new with it."))
        return redirect("pages:tag", centre=self.centre.slug, tag=tag)


class TagUnfollow(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, tag: str, **_where: str) -> HttpResponse:
        follows = Follow.objects.on(find_tag(tag), self.centre)
        get_object_or_404(follows, member=self.member).delete()
        messages.success(request, _("You no longer follow this tag."))
        return redirect("pages:tag", centre=self.centre.slug, tag=tag)


def find_tag(slug: str) -> Tag:
    if "\x00" in slug:
        raise Http404("No database keeps such a tag")
    return get_object_or_404(Tag, slug=slug)


def centres_with(tag: Tag) -> Any:
    """A tag is the whole network's; in a centre it is one when something there that anybody may read carries it."""
    shown = (
        StoryPage.objects.shown(),
        EventPage.objects.shown(),
        Initiative.objects.public(),
        Topic.objects.visible_to(AnonymousUser()),
    )
    carried = Q()
    for rows in shown:
        carried |= Q(pk__in=rows.filter(tags=tag).order_by().values("centre"))
    return Centre.objects.open().filter(carried).order_by("name")
