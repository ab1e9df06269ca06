"""One socket's side of the hub: what it follows, and what it was handed but has not yet acknowledged."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

WINDOW = 512 * 1024
# A socket is also counted where it holds little: each frame costs its server something beside its letters.
FRAME_COST = 100
BAD_MESSAGE, NOT_ALLOWED, LAGGING, TOO_MUCH = 4400, 4403, 4408, 4429


@dataclass(eq=False)
class Follower:
    """`topics` maps each followed topic to the number of the last event handed over.

    A page acknowledges what it received. Whoever owes more than WINDOW is ended rather than waited for: some servers
    would keep any amount for a reader who never reads. It comes back and catches up by number.
    """

    send: Callable[[dict[str, Any]], Awaitable[None]]
    user: Any
    language: str
    # The session's key and the proof that it belongs to the member's present password.
    session: str = ""
    proof: str = ""
    address: str = ""
    visible: bool = False
    # The topics on whose pages stands who is here.
    in_company: set[str] = field(default_factory=set)
    topics: dict[str, int] = field(default_factory=dict)
    standing: Any = None
    # What the guard has asked for since it was followed.
    asked: set[str] = field(default_factory=set)
    owed: int = 0
    ended: bool = False
    backlog: deque[str] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None

    def offer(self, *frames: str) -> None:
        """Hands `frames` over at once where the reader keeps up; never waits."""
        if self.ended:
            return
        for frame in frames:
            self.owed += len(frame) + FRAME_COST
            if self.owed > WINDOW:
                break
            self.backlog.append(frame)
        if self.backlog and (self.task is None or self.task.done()):
            # Runs here and now up to its first wait, which most sends never come to.
            self.task = asyncio.eager_task_factory(asyncio.get_running_loop(), self.drain())
        if self.owed > WINDOW:
            self.end(LAGGING)

    async def drain(self) -> None:
        try:
            while self.backlog:
                await self.send({"type": "websocket.send", "text": self.backlog.popleft()})
        except (OSError, RuntimeError):  # the other side has gone; its disconnect is on the way
            self.ended = True

    def acknowledge(self) -> None:
        self.owed = sum(len(frame) + FRAME_COST for frame in self.backlog)

    def end(self, code: int) -> None:
        """Closes the socket without waiting for its reader."""
        if self.ended:
            return
        self.ended = True
        self.backlog.clear()
        if self.task and not self.task.done():
            self.task.cancel()
        self.task = asyncio.get_running_loop().create_task(self.close(code))

    async def close(self, code: int) -> None:
        try:
            await self.send({"type": "websocket.close", "code": code})
        except (OSError, RuntimeError):
            return
