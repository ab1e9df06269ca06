"""Fills the demonstration room by room. What was interrupted is taken up again at the next start."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from community.operations.demo import DemoContent


def is_wanted() -> bool:
    """Nobody is a member yet, or an earlier filling did not come to its end."""
    return unfinished().exists() or not get_user_model().objects.exists()


def begin(*, say: Callable[[str], object], scale: int = 1) -> DemoContent:
    """The people and the pages: from then on the home answers. `finish` has to follow."""
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now(), scale=scale)
    unfinished().touch()
    fill(content, settings.DEMO_FIRST, say)
    return content


def finish(content: DemoContent, *, say: Callable[[str], object]) -> None:
    fill(content, settings.DEMO_THEN, say)
    unfinished().unlink(missing_ok=True)


def fill(content: DemoContent, contributions: Iterable[str], say: Callable[[str], object]) -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        # Invented content can be made again; nobody waits for each of its rows to reach the disk.
        connection.cursor().execute("PRAGMA synchronous=NORMAL")
    with translation.override("en"):
        for path in contributions:
            began = time.monotonic()
            import_string(path)(content)
            if path.endswith(".contribute"):
                say(f"  {path.split('.')[-3]}: {time.monotonic() - began:.1f} s")


def unfinished() -> Path:
    return Path(settings.VAR) / "demonstration-unfinished"
