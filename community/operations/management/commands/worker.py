from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from community.operations.worker import Clock


def work(*, parent: int | None = None, interval: float = 0.5) -> None:
    """Runs tasks until told to stop; `parent` is a process whose end ends this one."""
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
