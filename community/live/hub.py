"""One hub a process: it reads each followed topic once and hands what is new to every follower's socket.

The table of events is the truth. A wake-up comes from the committing thread of this process at once, with what it
committed; from other processes through the channel layer; and where neither arrives the hub reads again every POLL
seconds. Typing and presence are said and forgotten: they pass through the channel layer alone.
"""

import asyncio
import contextlib
import logging
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from community.live.events import Missed, News, news_since, next_after, stale
from community.live.follower import NOT_ALLOWED, Follower
from community.live.guard import refused
from community.live.presence import Presence
from community.operations.away import AWAY

POLL = 2.0
GUARD = 1.0
BREATH = 200
GROUP = "live"
logger = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self.name = uuid.uuid4().hex[:12]
        self.sockets: set[Follower] = set()
        self.followers: dict[str, set[Follower]] = defaultdict(set)
        self.presence = Presence()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.woken: set[str] = set()
        # What this process has just committed itself, so that it need not be read again.
        self.fresh: dict[str, list[News]] = defaultdict(list)
        self.bell = asyncio.Event()
        self.read_all_at = 0.0
        self.running: list[asyncio.Task[None]] = []
        self.telling: set[asyncio.Task[None]] = set()

    # --- Followers -------------------------------------------------------------------------------------------------

    def follow(self, follower: Follower, topic: str, *, since: int) -> None:
        """Everything after number `since` will be offered to `follower`."""
        follower.topics[topic] = since
        self.followers[topic].add(follower)
        self.start()
        self.wake(topic)
        self.presence.changed.add(topic)

    def leave(self, follower: Follower) -> None:
        self.sockets.discard(follower)
        for topic in follower.topics:
            self.followers[topic].discard(follower)
            if not self.followers[topic]:
                del self.followers[topic]
            self.presence.changed.add(topic)
        if not self.followers:
            self.stop()

    def everybody(self) -> set[Follower]:
        return set().union(*self.followers.values())

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        if self.loop is loop and self.running:
            return
        self.stop()
        self.loop = loop
        self.bell = asyncio.Event()
        chores: list[Callable[[], Coroutine[Any, Any, None]]] = [self.deliver, self.guard, self.listen, self.present]
        self.running = [loop.create_task(kept_up(chore)) for chore in chores]

    def stop(self) -> None:
        for task in self.running:
            task.cancel()
        self.running = []

    # --- What was committed ----------------------------------------------------------------------------------------

    def wake(self, topic: str, news: News | None = None) -> None:
        if news and topic in self.followers:
            self.fresh[topic].append(news)
        self.woken.add(topic)
        self.bell.set()

    async def deliver(self) -> None:
        while True:
            topics = await self.next_topics()
            held = {topic: self.followers[topic] for topic in topics if topic in self.followers}
            seen = {topic: [each.topics[topic] for each in group] for topic, group in held.items()}
            positions = {topic: min(numbers) for topic, numbers in seen.items()}
            fresh, self.fresh = self.fresh, defaultdict(list)
            known = {topic: missed for topic in held if (missed := next_after(seen[topic], fresh[topic]))}
            unknown = {topic: number for topic, number in positions.items() if topic not in known}
            for topic, missed in (known | (await asked(news_since, unknown) or {})).items():
                await self.hand_over(topic, missed, since=positions[topic])

    async def next_topics(self) -> list[str]:
        """Those of which something was heard; all of them every POLL seconds, for what was not heard."""
        left = self.read_all_at + POLL - time.monotonic()
        try:
            await asyncio.wait_for(self.bell.wait(), max(left, 0))
        except TimeoutError:
            self.read_all_at = time.monotonic()
            return list(self.followers)
        self.bell.clear()
        woken, self.woken = self.woken, set()
        return list(woken)

    async def hand_over(self, topic: str, missed: Missed, *, since: int) -> None:
        """Whoever came with an older number after `since` was asked for has rung the bell again."""
        for count, follower in enumerate(list(self.followers.get(topic, ())), start=1):
            seen = follower.topics[topic]
            if seen < since:
                continue
            if missed.gap_after(seen):
                follower.offer(stale(topic, missed.last))
            else:
                language = follower.language
                follower.offer(*[news.frame(language) for news in missed.news if news.number > seen])
            follower.topics[topic] = missed.last
            if not count % BREATH:
                await asyncio.sleep(0)

    async def guard(self) -> None:
        """Ends the sockets of those who may no longer follow what they follow."""
        while True:
            await asyncio.sleep(GUARD)
            for follower in await asked(refused, self.everybody()) or []:
                follower.end(NOT_ALLOWED)

    # --- What is said and forgotten --------------------------------------------------------------------------------

    def say(self, topic: str, frame: str, *, but: Follower | None = None) -> None:
        """To everybody here who follows `topic`, and through the layer to those elsewhere."""
        self.repeat(topic, frame, but=but)
        self.tell({"type": "said", "topic": topic, "frame": frame})

    def repeat(self, topic: str, frame: str, *, but: Follower | None = None) -> None:
        for follower in self.company(topic):
            if follower is not but:
                follower.offer(frame)

    def company(self, topic: str) -> set[Follower]:
        return {each for each in self.followers.get(topic, ()) if topic in each.in_company}

    async def present(self) -> None:
        """Once a second: who is here, where that has changed; now and then again for those who did not hear."""
        while True:
            await asyncio.sleep(1)
            for topic, own in self.presence.due({topic: self.company(topic) for topic in self.followers}):
                self.tell({"type": "here", "topic": topic, "people": own.people, "count": own.count})
                self.repeat(topic, self.presence.frame(topic))

    def tell(self, message: dict[str, Any]) -> None:
        """To the other processes. Losing it costs at most POLL seconds, or a name for a moment."""
        task = asyncio.get_running_loop().create_task(told(message | {"from": self.name}))
        self.telling.add(task)
        task.add_done_callback(self.telling.discard)

    async def listen(self) -> None:
        while True:
            with contextlib.suppress(Exception):  # without the shared layer polling does; it is tried again
                layer = get_channel_layer()
                channel = await layer.new_channel()
                await layer.group_add(GROUP, channel)
                while True:
                    self.heard(await layer.receive(channel))
            await asyncio.sleep(1)

    def heard(self, message: dict[str, Any]) -> None:
        topic, sender = message["topic"], message["from"]
        if sender == self.name or topic not in self.followers:
            return
        match message["type"]:
            case "wake":
                self.wake(topic)
            case "said":
                self.repeat(topic, message["frame"])
            case "here":
                self.presence.elsewhere(topic, sender, message["people"], message["count"])
                self.repeat(topic, self.presence.frame(topic))


async def asked[Question, Answer](ask: Callable[[Question], Answer], question: Question) -> Answer | None:
    """Nothing while the database is away: what is new then is found POLL seconds later."""
    if not question:
        return None
    try:
        return await database_sync_to_async(ask)(question)
    except AWAY:
        return None


async def kept_up(chore: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """A mistake in one round must not leave everybody unserved, or unguarded, for ever."""
    while True:
        try:
            await chore()
        except Exception:
            logger.exception("The hub's %s failed and starts again.", chore.__name__)
            await asyncio.sleep(1)


async def told(message: dict[str, Any]) -> None:
    with contextlib.suppress(Exception):  # the layer is only a hint
        await get_channel_layer().group_send(GROUP, message)


hub = Hub()


def wake(topic: str, news: News) -> None:
    """Called in any thread after the commit of `news`. Losing a wake-up costs at most POLL seconds."""
    loop = hub.loop
    if loop and loop.is_running():
        loop.call_soon_threadsafe(hub.wake, topic, news)
        loop.call_soon_threadsafe(hub.tell, {"type": "wake", "topic": topic})
    else:
        async_to_sync(told)({"type": "wake", "topic": topic, "from": hub.name})
