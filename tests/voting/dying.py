"""Work in a process that kills itself in the middle, as a machine dies whose plug is pulled."""

import multiprocessing
import os
import pkgutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

PATIENCE = 120
DATABASE = ("NAME", "HOST", "PORT", "USER", "PASSWORD")

# The processes come from a server that has this module and the house in memory and runs nothing else. A fork of the
# suite itself could hang: a lock that one of the suite's threads held at that moment is never given back in the copy.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
if not apps.ready:
    sys.path.append(str(Path(__file__).parent.parent.parent / "site"))
    django.setup()


@dataclass(frozen=True)
class Statement:
    """Before that statement that is sent to the database, counted from 1."""

    number: int

    def set_deadly(self) -> None:
        left = self.number

        def count_down(execute: Any, *arguments: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                die()
            return execute(*arguments)

        connection.execute_wrappers.append(count_down)


@dataclass(frozen=True)
class Call:
    """In place of the function of that full name."""

    name: str

    def set_deadly(self) -> None:
        owner, _dot, name = self.name.rpartition(".")
        setattr(pkgutil.resolve_name(owner), name, die)


def die(*_arguments: Any, **_facts: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(place: Statement | Call, work: Callable[[], Any]) -> bool:
    """Begins `work` in a process of its own on the test's database; False where it came to its end alive."""
    connections.close_all()
    here = {fact: connection.settings_dict[fact] for fact in DATABASE}
    process = PROCESSES.Process(target=live, args=[place, work, here, settings.KEYS])
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
    assert process.exitcode in {0, -signal.SIGKILL}, process.exitcode
    return process.exitcode != 0


def live(place: Statement | Call, work: Callable[[], Any], database: dict[str, Any], keys: Path) -> None:
    settings.KEYS = keys
    connection.settings_dict.update(database)
    place.set_deadly()
    work()
