import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from community.operations.away import AWAY
from community.operations.worker import Clock

AGAIN_AFTER = 2.0

log = logging.getLogger(__name__)


def work(*, parent: int | None = None, interval: float = 0.5) -> None:
    """Runs tasks until told to stop, however often the database goes away; the end of process `parent` ends it."""
    while True:
        try:
            return work_while_there_is_a_database(parent=parent, interval=interval)
        except AWAY as error:
            log.warning("The database does not answer (%s): the worker tries again.", type(error).__name__)
            time.sleep(AGAIN_AFTER)


def work_while_there_is_a_database(*, parent: int | None, interval: float) -> None:
    """Under a new name each time: what the old one left running is put back when its pulse has stopped."""
    name = get_random_string(16)
    clock = Clock(name, parent=parent)
    clock.start()
    worker = Worker(
        queue_names=["*"],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        clock.stopped.set()


class Command(BaseCommand):
    help = "Sends mail and runs what is due. Any number of workers may run beside any number of web processes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks at an empty queue")

    def handle(self, *, interval: float, **options: Any) -> None:
        work(interval=interval)
