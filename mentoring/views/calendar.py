"""A member's meetings in their own calendar, by a secret link that they make and end."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View

from community.members.codes import token_digest
from community.members.views import CentreMixin, PrivateMixin, find_centre
from mentoring import actions
from mentoring.invitations import feed_of
from mentoring.meetings import agreed_by
from mentoring.models import CalendarFeed

KEPT_IN_SESSION = "mentoring_calendar"
SHOWN_SINCE = dt.timedelta(days=90)
MOST = 200


class Calendar(PrivateMixin, CentreMixin, TemplateView):
    """The link is shown once, right after it was made."""

    http_method_names = ["get", "post"]
    template_name = "mentoring/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        token = self.request.session.pop(KEPT_IN_SESSION, "")
        link = reverse("mentoring:calendar-feed", kwargs={"centre": self.centre.slug, "token": token}) if token else ""
        facts = {"feed": CalendarFeed.objects.filter(member=self.member).first()}
        return super().get_context_data(**kwargs) | facts | {"link": settings.BASE_URL + link if link else ""}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.session[KEPT_IN_SESSION] = actions.open_feed(member=self.member, at=timezone.now())
        return redirect("mentoring:calendar", centre=self.centre.slug)


class CalendarClose(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions.close_feed(member=self.member)
        messages.success(request, _("The link opens nothing any more."))
        return redirect("mentoring:calendar", centre=self.centre.slug)


@require_safe
def feed(request: HttpRequest, centre: str, token: str) -> HttpResponse:
    """Calendar programs come without a session: whoever has the secret is let in."""
    find_centre(centre)
    found = CalendarFeed.objects.filter(digest=token_digest(token), member__is_active=True).select_related("member")
    link = found.first()
    if link is None:
        raise Http404("No such link")
    meetings = agreed_by(link.member, since=timezone.now() - SHOWN_SINCE)[:MOST]
    response = HttpResponse(feed_of(meetings), content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response
