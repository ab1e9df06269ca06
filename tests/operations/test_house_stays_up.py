"""What the operator relies on: limits, mail, work by the clock, health."""

import datetime as dt
import smtplib
from typing import Any

import pytest
import time_machine
from channels.layers import InMemoryChannelLayer
from django.core import mail
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from redis.exceptions import ConnectionError as RedisConnectionError

from community.operations import tasks, worker
from community.operations.away import something_broke
from community.operations.mail import OutboxBackend
from community.operations.models import Heartbeat, OutgoingMail, ScheduledRun
from community.operations.ratelimit import network_of, spend
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def test_a_limit_is_spent_and_then_refuses() -> None:
    assert [spend("try", "anna", limit=3, seconds=3600) for _try in range(5)] == [True, True, True, False, False]
    assert spend("try", "jan", limit=3, seconds=3600)
    assert spend("knock", "anna", limit=3, seconds=3600)


def test_a_limit_is_given_anew_a_while_after_its_first_try() -> None:
    noon = dt.datetime(2026, 5, 3, 11, 59, 59, tzinfo=dt.UTC)
    seen = []
    for second in (0, 1, 1, 59, 60, 61, 119, 120):
        with time_machine.travel(noon + dt.timedelta(seconds=second), tick=False):
            seen.append(spend("try", "anna", limit=2, seconds=60))
    assert seen == [True, True, False, False, True, True, False, True]


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_no_more_pass_than_may() -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(hours=2), tick=False):
        assert spend("try", "anna", limit=5, seconds=3600)  # over, and given anew by whichever comes first
    passed: list[bool] = []
    assert at_once([lambda: passed.append(spend("try", "anna", limit=5, seconds=3600))] * 16) == []
    assert sorted(passed) == [False] * 11 + [True] * 5


def test_a_forwarded_address_counts_only_behind_a_trusted_proxy(rf: Any, settings: Any) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert network_of(request) == "10.0.0.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(request) == "192.0.2.7"


def test_ipv6_addresses_of_one_network_share_a_limit(rf: Any) -> None:
    one = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
    two = rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert network_of(one) == network_of(two) == "2001:db8:1:2::/64"


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_carried_after_the_commit_and_emptied() -> None:
    OutboxBackend(alias="default").send_messages([EmailMessage("Code", "123456", "a@example.org", ["b@example.org"])])
    assert [message.body for message in mail.outbox] == ["123456"]
    row = OutgoingMail.objects.get()
    assert (row.sent_at is not None, row.text, row.recipients) == (True, "", [])


def test_a_mail_is_not_carried_twice() -> None:
    row = OutgoingMail.objects.create(sender="a@example.org", recipients=["b@example.org"], subject="Once", text="x")
    tasks.carry_mail.func(row.pk)
    tasks.carry_mail.func(row.pk)
    assert len(mail.outbox) == 1


def test_a_refused_mail_waits_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = OutgoingMail.objects.create(sender="a@example.org", recipients=["b@example.org"], subject="Again", text="x")

    def refuse(*_arguments: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        tasks.carry_mail.func(row.pk)
    row.refresh_from_db()
    assert (row.attempts, row.claimed_at, row.text) == (1, None, "x")
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(minutes=5))
    tasks.carry_waiting_mail.func()
    assert [message.subject for message in mail.outbox] == ["Again"]


def test_what_does_not_answer_is_told_by_a_page_and_other_faults_are_not(rf: Any) -> None:
    away = [OperationalError("gone"), InterfaceError("closed"), RedisConnectionError("refused")]
    faults = dict.fromkeys(away, 503) | {ValueError("ours"): 500}
    for fault, status in faults.items():
        try:
            raise fault
        except type(fault):
            response = something_broke(rf.get("/"))
        assert (response.status_code, response.get("Retry-After")) == (status, "5" if status == 503 else None)


def test_a_clock_beats_on_after_the_database_was_away(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SCHEDULE = []
    clock = worker.Clock("patient")
    answers = iter([OperationalError("gone"), None])

    def tick() -> None:
        clock.stopped.set() if (answer := next(answers)) is None else None
        if answer:
            raise answer

    monkeypatch.setattr(clock, "tick", tick)
    monkeypatch.setattr(worker, "PULSE", dt.timedelta())
    clock.run()
    assert next(answers, "both were asked for") == "both were asked for"


def test_due_work_is_started_once(settings: Any) -> None:
    settings.SCHEDULE = [(60, "community.operations.tasks.forget_old_records")]
    now = timezone.now()
    assert worker.start_due_work(at=now) == ["community.operations.tasks.forget_old_records"]
    assert worker.start_due_work(at=now + dt.timedelta(seconds=59)) == []
    assert worker.start_due_work(at=now + dt.timedelta(seconds=60)) == ["community.operations.tasks.forget_old_records"]
    assert ScheduledRun.objects.count() == 1


def abandoned(worker_ids: list[str], minutes: int) -> DBTaskResult:
    now = timezone.now()
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=now - dt.timedelta(minutes=minutes),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="community.operations.tasks.forget_old_records",
        backend_name="default",
        run_after=now,
        worker_ids=worker_ids,
        exception_class_path="",
        traceback="",
    )


def test_a_killed_workers_task_is_put_back_and_a_living_ones_is_not() -> None:
    now = timezone.now()
    worker.beat("alive", at=now)
    lost, running = abandoned(["gone"], 10), abandoned(["alive"], 10)
    worker.requeue_abandoned(at=now)
    lost.refresh_from_db()
    running.refresh_from_db()
    assert (lost.status, running.status) == ("READY", "RUNNING")


def test_a_task_that_kills_its_worker_each_time_fails_in_the_end() -> None:
    lost = abandoned(["one", "two", "three"], 10)
    worker.requeue_abandoned(at=timezone.now())
    lost.refresh_from_db()
    assert lost.status == "FAILED"


def test_a_process_without_a_worker_is_alive_but_not_ready(stranger_client: Client) -> None:
    assert stranger_client.get("/healthz").content == b"ok\n"
    answer = stranger_client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "no pulse")
    Heartbeat.objects.create(worker="one", beat_at=timezone.now())
    answer = stranger_client.get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})


def test_a_layer_that_keeps_what_it_was_given_is_told_of_instead_of_waited_for(
    stranger_client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": f"{__name__}.Silent"}}
    monkeypatch.setattr("community.operations.views.ECHO_WITHIN", 0.1)
    answer = stranger_client.get("/readyz")
    assert (answer.status_code, answer.json()["channel layer"]) == (503, "TimeoutError")


class Silent(InMemoryChannelLayer):  # type: ignore[misc]
    async def send(self, channel: str, message: dict[str, Any]) -> None:
        """Goes nowhere."""


def test_the_outbox_is_shown_only_in_the_demonstration_and_only_here(stranger_client: Client) -> None:
    OutgoingMail.objects.create(sender="a@example.org", recipients=["b@example.org"], subject="Your code", text="1")
    assert stranger_client.get("/dev/outbox/").status_code == 403
    with override_settings(DEMO=True):
        assert b"Your code" in stranger_client.get("/dev/outbox/").content
        assert stranger_client.get("/dev/outbox/", REMOTE_ADDR="192.0.2.1").status_code == 403
