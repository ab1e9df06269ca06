"""What happened after a number, as frames that are ready to be sent. The table of events is the truth."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from community.live.models import Event, Topic

# Whoever is further behind loads the page anew.
MOST_MISSED = 200


def framed(**facts: Any) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


@dataclass
class News:
    """One event; `frame(language)` is made once, however many sockets it goes to."""

    topic: str
    number: int
    kind: str
    html: dict[str, str]

    @cached_property
    def frames(self) -> dict[str, str]:
        return {}

    def frame(self, language: str) -> str:
        if language not in self.frames:
            html = self.html.get(language) or self.html.get("en", "")
            self.frames[language] = framed(topic=self.topic, number=self.number, kind=self.kind, html=html)
        return self.frames[language]


@dataclass
class Missed:
    """Of one topic: what came after a number, and `last`, its newest number. `news` may begin later than asked."""

    last: int
    news: list[News]

    def gap_after(self, seen: int) -> bool:
        """Whether somebody who has `seen` that many cannot be brought up to date by `news`."""
        if seen > self.last:
            return True
        first = self.news[0].number if self.news else self.last + 1
        return seen + 1 < first


def news_since(positions: dict[str, int]) -> dict[str, Missed]:
    """For each of `positions` (topic → last number seen) that has moved, what came since. Two queries."""
    rows = Topic.objects.filter(name__in=positions)
    moved = {row.pk: row for row in rows if row.seq != positions[row.name]}
    if not moved:
        return {}
    found = {row.name: Missed(row.seq, []) for row in moved.values()}
    oldest = min(max(positions[row.name], row.seq - MOST_MISSED) for row in moved.values())
    for event in Event.objects.after(oldest).filter(topic_id__in=moved).order_by("topic_id", "number"):
        row = moved[event.topic_id]
        if event.number > max(positions[row.name], row.seq - MOST_MISSED) and event.number <= row.seq:
            found[row.name].news.append(News(row.name, event.number, event.kind, event.html))
    return found


def next_after(seen: list[int], fresh: list[News]) -> Missed | None:
    """`fresh` as all that is new to readers of whom each has seen a number; None where only the table knows that."""
    oldest = min(seen)
    news = sorted((each for each in fresh if each.number > oldest), key=lambda each: each.number)
    if not news or news[-1].number < max(seen):
        return None
    if [each.number for each in news] != list(range(oldest + 1, oldest + 1 + len(news))):
        return None
    return Missed(news[-1].number, news)


def stale(topic: str, last: int) -> str:
    """Tells a page that it cannot be brought up to date in steps."""
    return framed(topic=topic, number=last, kind="stale")
