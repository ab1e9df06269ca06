"""Following a tag in a centre."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from taggit.models import Tag

from community.members.views import CentreMixin, PrivateMixin
from community.notifications.actions import follow, unfollow


class TagFollow(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, tag: str, **_where: str) -> HttpResponse:
        follow(member=self.member, target=find_tag(tag), centre=self.centre)
        messages.success(request, _("You follow this tag: we tell you of what is new with it."))
        return redirect("pages:tag", centre=self.centre.slug, tag=tag)


class TagUnfollow(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, tag: str, **_where: str) -> HttpResponse:
        unfollow(member=self.member, target=find_tag(tag), centre=self.centre)
        messages.success(request, _("You no longer follow this tag."))
        return redirect("pages:tag", centre=self.centre.slug, tag=tag)


def find_tag(slug: str) -> Tag:
    if "\x00" in slug:
        raise Http404("No database keeps such a tag")
    return get_object_or_404(Tag, slug=slug)
