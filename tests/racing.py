"""Several people who press a button at the same instant."""

import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

PATIENCE = 120


def at_once(work: Sequence[Callable[[], Any]]) -> list[Exception]:
    """Runs every piece in a thread with a connection of its own, all from the same instant. What they raised.

    Connections are open by then; what a piece reads itself, it reads after that instant.
    """
    start = threading.Barrier(len(work), timeout=30)
    raised: list[Exception] = []

    def run(piece: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            piece()
        except Exception as error:  # noqa: BLE001 - told to the test, whatever it is
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[piece], daemon=True) for piece in work]
    for thread in threads:
        thread.start()
    ends = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0, ends - time.monotonic()))
    stuck = [where(thread) for thread in threads if thread.is_alive()]
    assert not stuck, f"{len(stuck)} of {len(threads)} wait for each other:\n" + "\n".join(stuck)
    return raised


def where(thread: threading.Thread) -> str:
    """What it is doing."""
    frame = sys._current_frames().get(thread.ident or 0)
    return "".join(traceback.format_stack(frame)) if frame else ""
