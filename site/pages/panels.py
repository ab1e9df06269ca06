"""The dashboard's first panel: what waits for whoever opened it."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from community.members.models import Centre
from pages.models import Consent, Gathering, StoryPage

SOON = dt.timedelta(days=30)
MOST = 8


class WaitingPanel(Component):
    name = "waiting"
    template_name = "pages/admin/waiting_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        now = timezone.now()
        centres = Centre.objects.served_by(user, "editor", "coordinator")
        lists = [
            (_("To approve"), submissions(user)),
            (_("Events with a waiting list"), crowded(centres, now)),
            (_("Consents that run out soon"), lapsing(centres, now)),
            (_("Stories in one language only"), untranslated(centres)),
        ]
        return {"lists": [(title, list(rows[:MOST])) for title, rows in lists if centres]}


def submissions(user: Any) -> list[dict[str, Any]]:
    states = TaskState.objects.reviewable_by(user).select_related("revision").order_by("started_at")[:MOST]
    return [row(state.revision.content_object, state.started_at) for state in states if state.revision.content_object]


def row(page: Any, when: Any = None, note: str = "") -> dict[str, Any]:
    return {"page": page, "title": page.draft_title or page.title, "when": when, "note": note}


def crowded(centres: Any, now: dt.datetime) -> list[dict[str, Any]]:
    line = Count("seats", filter=Q(seats__cancelled_at=None, seats__taken_at=None, seats__confirmed_at__isnull=False))
    rows = Gathering.objects.filter(centre__in=centres, starts_at__gt=now).annotate(line=line).filter(line__gt=0)
    return [
        {"seats": gathering.pk, "title": gathering.title, "when": gathering.starts_at, "note": str(gathering.line)}
        for gathering in rows.order_by("starts_at")[:MOST]
    ]


def lapsing(centres: Any, now: dt.datetime) -> list[dict[str, Any]]:
    rows = Consent.objects.lapsing(now, SOON).filter(story__centre__in=centres, story__live=True, story__original=True)
    return [row(consent.story, consent.stays_until, consent.name) for consent in rows.select_related("story")[:MOST]]


def untranslated(centres: Any) -> list[dict[str, Any]]:
    twins = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    rows = StoryPage.objects.live().filter(~Exists(twins), centre__in=centres).order_by("-first_published_at")
    return [row(story, story.first_published_at) for story in rows.defer_streamfields()[:MOST]]
