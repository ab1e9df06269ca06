"""What a page may say through its socket. Everything that changes something goes by HTTP."""

import json
from dataclasses import dataclass

LONGEST = 500


@dataclass(frozen=True)
class Follow:
    """From number `since` on. `visible`: under one's own name or not; None on a page that shows no company."""

    topic: str
    since: int
    visible: bool | None


@dataclass(frozen=True)
class Typing:
    topic: str


@dataclass(frozen=True)
class Received:
    """Everything that was handed over so far has arrived."""


def parse(text: str) -> Follow | Typing | Received:
    """ValueError for anything but these three."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    match json.loads(text):
        case {"kind": "follow", "topic": str(topic), "since": int(since), **rest} if 0 <= since < 2**53:
            return Follow(topic, since, bool(rest["visible"]) if "visible" in rest else None)
        case {"kind": "typing", "topic": str(topic)}:
            return Typing(topic)
        case {"kind": "received"}:
            return Received()
    raise ValueError("unknown message")
