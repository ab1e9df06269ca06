"""The one socket of a page: it says what it follows and receives what was committed."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from community.live.hub import POLL, Follower, hub
from community.live.topics import may_follow

MOST_TOPICS = 20
MOST_MESSAGES = 40  # a minute
LONGEST = 500
BAD_MESSAGE, TOO_MUCH, LAGGING, NOT_ALLOWED = 4400, 4429, 4408, 4403


@dataclass(frozen=True)
class Follow:
    topic: str
    since: int


def parse(text: str) -> Follow:
    """The only message that may arrive; ValueError for anything else."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    match json.loads(text):
        case {"kind": "follow", "topic": str(topic), "since": int(since)} if since >= 0:
            return Follow(topic, since)
    raise ValueError("unknown message")


class LiveConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        language = self.scope["url_route"]["kwargs"]["language"]
        self.follower = Follower(language)
        self.topics: set[str] = set()
        self.messages: list[float] = []
        await self.accept()
        self.tasks = [asyncio.create_task(self.forward()), asyncio.create_task(self.watch())]

    async def disconnect(self, code: int) -> None:
        for task in getattr(self, "tasks", []):
            task.cancel()
        hub.leave(self.follower)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        now = time.monotonic()
        self.messages = [at for at in self.messages if at > now - 60] + [now]
        if len(self.messages) > MOST_MESSAGES or len(self.topics) >= MOST_TOPICS:
            return await self.close(TOO_MUCH)
        try:
            message = parse(text_data or "")
        except ValueError:
            return await self.close(BAD_MESSAGE)
        if not await database_sync_to_async(may_follow)(self.scope["user"], message.topic):
            return await self.close(NOT_ALLOWED)
        self.topics.add(message.topic)
        hub.follow(self.follower, message.topic, since=message.since)
        return None

    async def forward(self) -> None:
        while True:
            news = await self.follower.news.get()
            html = news.html.get(self.follower.language) or news.html.get("en", "")
            facts: dict[str, Any] = {"topic": news.topic, "number": news.number, "kind": news.kind, "html": html}
            await self.send(json.dumps(facts))

    async def watch(self) -> None:
        """Ends a socket that reads too slowly, and one whose member may no longer see what it follows."""
        while True:
            try:
                await asyncio.wait_for(self.follower.lagging.wait(), POLL)
                return await self.close(LAGGING)
            except TimeoutError:
                if not await database_sync_to_async(self.still_allowed)():
                    return await self.close(NOT_ALLOWED)

    def still_allowed(self) -> bool:
        user = self.scope["user"]
        if user.is_authenticated:
            user = type(user).objects.filter(pk=user.pk, is_active=True).first()
        return user is not None and all(may_follow(user, topic) for topic in self.topics)
