"""Who is here: those who want to be seen, by name; everybody else as a number. Kept nowhere, known for seconds."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from community.live.events import framed
from community.live.follower import Follower

MOST_NAMES = 30
AGAIN = 5.0
FORGOTTEN = 12.0


@dataclass
class Here:
    people: list[str]
    count: int
    at: float = field(default_factory=time.monotonic)


class Presence:
    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.own: dict[str, Here] = {}
        self.others: dict[str, dict[str, Here]] = defaultdict(dict)

    def due(self, followers: Mapping[str, set[Follower]]) -> Iterator[tuple[str, Here]]:
        """Topics whose company changed, or was not told for AGAIN seconds; each with who is in this process."""
        now = time.monotonic()
        changed, self.changed = self.changed, set()
        for topic in [topic for topic in self.own if not followers.get(topic)]:
            del self.own[topic]
            self.others.pop(topic, None)
        for topic, group in followers.items():
            before = self.own.get(topic)
            if not group:
                continue
            if topic in changed or before is None or now - before.at > AGAIN:
                self.own[topic] = here(group)
                yield topic, self.own[topic]

    def elsewhere(self, topic: str, process: str, people: list[str], count: int) -> None:
        self.others[topic][process] = Here(people, count)

    def frame(self, topic: str) -> str:
        now = time.monotonic()
        known = [row for row in self.others[topic].values() if now - row.at < FORGOTTEN]
        known.append(self.own.get(topic) or Here([], 0))
        people = sorted({name for row in known for name in row.people})
        return framed(topic=topic, kind="here", people=people[:MOST_NAMES], count=sum(row.count for row in known))


def here(group: set[Follower]) -> Here:
    """A person with two windows is one; a stranger is as many as their windows."""
    members = {each.user.pk: each for each in group if each.user.is_authenticated}
    shown = {each.user.pk for each in group if each.visible and each.user.is_authenticated}
    strangers = sum(not each.user.is_authenticated for each in group)
    names = sorted(str(members[pk].user) for pk in shown)
    return Here(names[:MOST_NAMES], len(members) + strangers)
