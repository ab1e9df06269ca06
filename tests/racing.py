"""Several people who press a button at the same instant."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def at_once(work: Sequence[Callable[[], Any]]) -> list[Exception]:
    """Runs every piece in a thread with a connection of its own, all from the same instant. What they raised."""
    start = threading.Barrier(len(work), timeout=30)
    raised: list[Exception] = []

    def run(piece: Callable[[], Any]) -> None:
        try:
            start.wait()
            piece()
        except Exception as error:  # noqa: BLE001 - told to the test, whatever it is
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[piece]) for piece in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
