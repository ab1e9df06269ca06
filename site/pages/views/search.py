"""The search page and the pages of tags, of a centre or of the network."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from taggit.models import Tag

from community.members.models import Centre, User
from community.members.views import find_centre
from community.notifications.models import Follow
from pages.forms import SearchForm
from pages.listing import NEWEST, paged
from pages.models import EventPage, StoryPage
from pages.search import found


def search(request: HttpRequest, centre: str | None = None) -> HttpResponse:
    place = request.centre = centre_of(centre)  # type: ignore[attr-defined]
    form = SearchForm({"q": request.GET.get("q", "")[:120]})
    query = form.query
    member = request.user if request.user.is_authenticated else None
    language = get_language() or "en"
    hits = found(query, centre=place, member=member, language=language) if query else []
    return render(request, "pages/search.html", {"form": form, "query": query, "hits": hits, "reader": language})


def tag(request: HttpRequest, tag: str, centre: str | None = None) -> HttpResponse:
    """Stories with the tag, newest first, and the events with it that are still to come."""
    place = request.centre = centre_of(centre)  # type: ignore[attr-defined]
    if "\x00" in tag:
        raise Http404("No database keeps such a tag")
    named = get_object_or_404(Tag, slug=tag)
    stories = tagged(StoryPage.objects.shown(), named, place).order_by(*NEWEST)
    events = tagged(EventPage.objects.shown(), named, place).with_taken().upcoming(timezone.now())
    context = {"tag": named, "page_obj": paged(request, stories), "events": list(events[:12])}
    context["follows"] = place is not None and follows(request, named, place)
    if not context["page_obj"].object_list and not context["events"]:
        raise Http404("Nothing here has this tag")
    return render(request, "pages/tag.html", context)


def follows(request: HttpRequest, named: Tag, place: Centre) -> bool:
    if not isinstance(request.user, User):
        return False
    return Follow.objects.on(named, place).filter(member=request.user).exists()


def tagged(rows: Any, named: Tag, place: Centre | None) -> Any:
    rows = rows.filter(pk__in=rows.model.tags.through.objects.filter(tag=named).values("content_object"))
    rows = rows.once(get_language()).listed()
    return rows.for_centre(place) if place else rows


def centre_of(slug: str | None) -> Centre | None:
    return find_centre(slug) if slug else None
