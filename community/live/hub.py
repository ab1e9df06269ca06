"""One hub a process: it reads each followed topic once and hands what is new to every follower's own queue.

The table of events is the truth. A wake-up comes from the committing thread of this process at once, from other
processes through the channel layer, and where neither arrives the hub reads again every POLL seconds.
"""

import asyncio
import contextlib
from collections import defaultdict
from dataclasses import dataclass, field

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from community.live.models import Event, Topic
from community.operations.away import AWAY

POLL = 2.0
QUEUE = 64
GROUP = "live"


@dataclass(frozen=True)
class News:
    topic: str
    number: int
    kind: str
    html: dict[str, str]


@dataclass(eq=False)
class Follower:
    """A socket's side of the hub. `news` holds what it has not sent yet; `lagging` ends it rather than the others."""

    language: str
    news: "asyncio.Queue[News]" = field(default_factory=lambda: asyncio.Queue(QUEUE))
    lagging: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, news: News) -> None:
        try:
            self.news.put_nowait(news)
        except asyncio.QueueFull:
            self.lagging.set()


class Hub:
    def __init__(self) -> None:
        self.followers: dict[str, dict[Follower, int]] = defaultdict(dict)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.woken = asyncio.Event()
        self.running: list[asyncio.Task[None]] = []

    def follow(self, follower: Follower, topic: str, *, since: int) -> None:
        """Everything after number `since` will be offered to `follower`."""
        self.followers[topic][follower] = since
        self.start()
        self.woken.set()

    def leave(self, follower: Follower, topic: str | None = None) -> None:
        for name in [topic] if topic else list(self.followers):
            self.followers[name].pop(follower, None)
            if not self.followers[name]:
                del self.followers[name]

    def start(self) -> None:
        """Both tasks, or both anew: without followers the one ends before the other."""
        loop = asyncio.get_running_loop()
        if self.loop is loop:
            if self.running and not any(task.done() for task in self.running):
                return
            for task in self.running:
                task.cancel()
        self.loop = loop
        self.woken = asyncio.Event()
        self.running = [loop.create_task(self.deliver()), loop.create_task(self.listen())]

    async def deliver(self) -> None:
        while self.followers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.woken.wait(), POLL)
            self.woken.clear()
            positions = {topic: min(numbers.values()) for topic, numbers in self.followers.items() if numbers}
            for news in await self.read(positions):
                for follower, seen in list(self.followers.get(news.topic, {}).items()):
                    if news.number > seen:
                        self.followers[news.topic][follower] = news.number
                        follower.offer(news)

    async def read(self, positions: dict[str, int]) -> "list[News]":
        """Nothing while the database is away: what is new then is found POLL seconds later."""
        try:
            return await database_sync_to_async(news_since)(positions)
        except AWAY:
            return []

    async def listen(self) -> None:
        """Wake-ups of other processes; without a shared layer none arrive and polling does."""
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        try:
            while self.followers:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(layer.receive(channel), POLL * 5)
                    self.woken.set()
        finally:
            await layer.group_discard(GROUP, channel)


def news_since(positions: dict[str, int]) -> list[News]:
    """New events of all `positions` (topic → last number seen) in two queries, each topic's in order."""
    moved = {row.pk: row.name for row in Topic.objects.filter(name__in=positions) if row.seq > positions[row.name]}
    if not moved:
        return []
    oldest = min(positions[name] for name in moved.values())
    events = Event.objects.after(oldest).filter(topic_id__in=moved).order_by("topic_id", "number")
    return [News(moved[event.topic_id], event.number, event.kind, event.html) for event in events]


hub = Hub()


def wake(topic: str) -> None:
    """Called in any thread after a commit. Losing a wake-up costs at most POLL seconds."""
    loop = hub.loop
    if loop and not loop.is_closed():
        loop.call_soon_threadsafe(hub.woken.set)
    with contextlib.suppress(Exception):  # the layer is only a hint: a topic is read again without it
        async_to_sync(get_channel_layer().group_send)(GROUP, {"type": "wake", "topic": topic})
