"""The worker's clock: its pulse, the work that is due, and what a killed worker left running."""

import contextlib
import datetime as dt
import os
import signal
import threading

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from community.operations.away import AWAY
from community.operations.models import Heartbeat, ScheduledRun

PULSE = dt.timedelta(seconds=5)
GONE_AFTER = dt.timedelta(seconds=60)
MAX_STARTS = 3


def beat(worker: str, *, at: dt.datetime) -> None:
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": at})


def start_due_work(*, at: dt.datetime) -> list[str]:
    """Enqueues what settings.SCHEDULE says is due. The row is claimed, so two workers start it once."""
    started = []
    for seconds, path in settings.SCHEDULE:
        ScheduledRun.objects.bulk_create(
            [ScheduledRun(task=path, began_at=at - dt.timedelta(seconds=seconds))], ignore_conflicts=True
        )
        due = ScheduledRun.objects.filter(task=path, began_at__lte=at - dt.timedelta(seconds=seconds))
        with transaction.atomic():
            if due.update(began_at=at) == 1:
                import_string(path).enqueue()
                started.append(path)
    return started


def requeue_abandoned(*, at: dt.datetime) -> int:
    """Puts back tasks whose worker has no pulse. One that was started too often fails instead."""
    alive = set(Heartbeat.objects.filter(beat_at__gte=at - GONE_AFTER).values_list("worker", flat=True))
    put_back = 0
    for result in DBTaskResult.objects.running().filter(started_at__lt=at - GONE_AFTER):
        if result.worker_ids and result.worker_ids[-1] in alive:
            continue
        fate = TaskResultStatus.READY if len(result.worker_ids) < MAX_STARTS else TaskResultStatus.FAILED
        fields = {"status": fate} if fate == TaskResultStatus.READY else {"status": fate, "finished_at": at}
        same = DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.RUNNING, started_at=result.started_at)
        put_back += same.update(**fields)
    return put_back


class Clock(threading.Thread):
    """Beats beside the worker; ends the process when whoever started it is gone."""

    def __init__(self, worker: str, *, parent: int | None = None) -> None:
        super().__init__(daemon=True, name="clock")
        self.worker = worker
        self.parent = parent
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            if self.parent and os.getppid() != self.parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            close_old_connections()
            with contextlib.suppress(*AWAY):  # the next beat tries again
                self.tick()
            self.stopped.wait(PULSE.total_seconds())
        connection.close()

    def tick(self) -> None:
        now = timezone.now()
        beat(self.worker, at=now)
        start_due_work(at=now)
        requeue_abandoned(at=now)
