"""The search page and the pages of tags, of a centre or of the network."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from taggit.models import Tag

from community.board.models import Topic
from community.members.models import Centre, User
from community.members.views import find_centre
from community.notifications.models import Follow
from initiatives.proposals.models import Initiative
from pages.forms import SearchForm
from pages.listing import NEWEST, paged
from pages.models import EventPage, StoryPage
from pages.search import found
from pages.views.following import centres_with

MOST = 12  # of each kind but the stories, which have pages


def search(request: HttpRequest, centre: str | None = None) -> HttpResponse:
    place = request.centre = centre_of(centre)  # type: ignore[attr-defined]
    form = SearchForm({"q": request.GET.get("q", "")[:120]})
    query = form.query
    member = request.user if request.user.is_authenticated else None
    language = get_language() or "en"
    hits = found(query, centre=place, member=member, language=language) if query else []
    return render(request, "pages/search.html", {"form": form, "query": query, "hits": hits, "reader": language})


def tag(request: HttpRequest, tag: str, centre: str | None = None) -> HttpResponse:
    """Everything with the tag that the reader may see, the newest first; of events, what is still to come."""
    place = request.centre = centre_of(centre)  # type: ignore[attr-defined]
    if "\x00" in tag:
        raise Http404("No database keeps such a tag")
    named = get_object_or_404(Tag, slug=tag)
    stories = paged(request, pages_with(StoryPage.objects.shown(), named, place).order_by(*NEWEST))
    events = pages_with(EventPage.objects.shown(), named, place).with_taken().upcoming(timezone.now())
    shown = {
        "events": list(events[:MOST]),
        "initiatives": list(initiatives_with(named, place)[:MOST]),
        "topics": list(topics_with(named, place, request.user)[:MOST]),
    }
    if not stories.object_list and not any(shown.values()):
        raise Http404("Nothing here has this tag")
    context = {"tag": named, "page_obj": stories, **shown}
    if place is None:
        context["places"] = list(centres_with(named).prefetch_related("texts"))
    else:
        context["follows"] = follows(request, named, place)
    return render(request, "pages/tag.html", context)


def initiatives_with(named: Tag, place: Centre | None) -> Any:
    rows = Initiative.objects.public().filter(tags=named).order_by("-published_at", "-pk")
    rows = rows.select_related("centre").prefetch_related("pictures").fetch_mode(models.FETCH_RAISE)
    return rows.for_centre(place) if place else rows


def topics_with(named: Tag, place: Centre | None, reader: Any) -> Any:
    rows = Topic.objects.visible_to(reader).tagged(named.slug).order_by("-last_post_at", "-pk")
    rows = rows.select_related("centre").prefetch_related("centre__texts").fetch_mode(models.FETCH_RAISE)
    return rows.for_centre(place) if place else rows


def follows(request: HttpRequest, named: Tag, place: Centre) -> bool:
    if not isinstance(request.user, User):
        return False
    return Follow.objects.on(named, place).filter(member=request.user).exists()


def pages_with(rows: Any, named: Tag, place: Centre | None) -> Any:
    rows = rows.filter(pk__in=rows.model.tags.through.objects.filter(tag=named).values("content_object"))
    rows = rows.once(get_language()).listed()
    return rows.for_centre(place) if place else rows


def centre_of(slug: str | None) -> Centre | None:
    return find_centre(slug) if slug else None
