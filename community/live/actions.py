"""Telling those who look at something that it changed."""

from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation

from community.live.events import News
from community.live.hub import wake
from community.live.models import Event, Topic

# While a past is invented that no open page has to hear of (demo.py).
nobody_looks = ContextVar("nobody_looks", default=False)


def broadcast(topic: str, kind: str, *, template: str, context: dict[str, Any], about: str = "") -> Event | None:
    """Records an event of `topic` in the caller's transaction and wakes its followers after the commit.

    `template` is rendered once for each language, never once for each follower; it may show only what everybody who
    may follow the topic may see. The number is taken under the topic's row lock, so numbers commit in order.
    """
    if nobody_looks.get():
        return None
    html: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            html[code] = render_to_string(template, context)
    with transaction.atomic(savepoint=False):
        counted = Topic.objects.filter(name=topic)
        if not counted.update(seq=F("seq") + 1):
            Topic.objects.bulk_create([Topic(name=topic)], ignore_conflicts=True)
            counted.update(seq=F("seq") + 1)
        row = counted.get()
        event = Event.objects.create(topic=row, number=row.seq, kind=kind, html=html, about=about)
        news = News(topic, row.seq, kind, html)
        transaction.on_commit(lambda: wake(topic, news))
    return event


def forget(topic: str, about: str) -> None:
    """Takes away what the events of `topic` about something showed: nobody who comes late may read it there."""
    Event.objects.filter(topic__name=topic, about=about).update(html={})


def position(topic: str) -> int:
    """The number of the topic's last event: what a page is as new as."""
    return Topic.objects.filter(name=topic).values_list("seq", flat=True).first() or 0
