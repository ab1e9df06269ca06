"""The one socket of a page: it says what it follows and receives what was committed."""

import time
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY

from community.live.events import framed
from community.live.follower import BAD_MESSAGE, NOT_ALLOWED, TOO_MUCH, Follower
from community.live.hub import hub
from community.live.messages import Follow, Received, Typing, parse
from community.live.topics import may_follow
from community.operations.ratelimit import network

MOST_TOPICS = 20
MOST_MESSAGES = 120  # a minute
TYPING_EVERY = 2.0


def straight(sockets: Any) -> Any:
    """Hands the server's own `send` through: what stands between looks at the session for each frame."""

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await sockets(scope | {"straight": send}, receive, send)

    return application


class LiveConsumer(AsyncWebsocketConsumer):
    channel_layer_alias = ""  # the hub listens for all of them

    async def connect(self) -> None:
        user = self.scope["user"]
        headers = {name: value.decode("latin-1") for name, value in self.scope.get("headers", [])}
        address = network((self.scope.get("client") or ("",))[0], headers.get(b"x-forwarded-for", ""))
        here = [each for each in hub.sockets if each.address == address]
        own = [each for each in here if user.is_authenticated and each.user.pk == user.pk]
        if len(here) >= settings.LIVE_SOCKETS_AN_ADDRESS or len(own) >= settings.LIVE_SOCKETS_A_MEMBER:
            await self.close()
            return
        session = self.scope.get("session") if user.is_authenticated else None
        self.follower = Follower(
            send=self.scope.get("straight", self.base_send),
            user=user,
            language=self.scope["url_route"]["kwargs"]["language"],
            session=session.session_key if session else "",
            proof=session.get(HASH_SESSION_KEY, "") if session else "",
            address=address,
        )
        self.messages: list[float] = []
        self.typed_at = 0.0
        hub.sockets.add(self.follower)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "follower"):
            hub.leave(self.follower)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.follower.ended:
            return
        now = time.monotonic()
        self.messages = [at for at in self.messages if at > now - 60] + [now]
        if len(self.messages) > MOST_MESSAGES:
            self.follower.end(TOO_MUCH)
            return
        try:
            message = parse(text_data or "")
        except ValueError:
            self.follower.end(BAD_MESSAGE)
            return
        match message:
            case Received():
                self.follower.acknowledge()
            case Typing(topic):
                self.typing(topic, now)
            case Follow():
                await self.follow(message)

    async def follow(self, message: Follow) -> None:
        if len(self.follower.topics) >= MOST_TOPICS:
            self.follower.end(TOO_MUCH)
        elif not await database_sync_to_async(may_follow)(self.scope["user"], message.topic):
            self.follower.end(NOT_ALLOWED)
        elif not self.follower.ended:
            if message.visible is not None:
                self.follower.visible = message.visible
                self.follower.in_company.add(message.topic)
            hub.follow(self.follower, message.topic, since=message.since)

    def typing(self, topic: str, now: float) -> None:
        user: Any = self.follower.user
        if topic in self.follower.topics and user.is_authenticated and now - self.typed_at >= TYPING_EVERY:
            self.typed_at = now
            name = str(user) if self.follower.visible else ""
            hub.say(topic, framed(topic=topic, kind="typing", name=name), but=self.follower)
