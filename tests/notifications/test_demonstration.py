"""Seeding the demonstration over a running one mails nobody about the invented past, and leaves real news alone."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from community.members.models import Centre, User
from community.notifications import demo
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.operations.demo import DemoContent
from initiatives.proposals.models import Initiative

KIND = "proposals.backed"
pytestmark = pytest.mark.django_db


@pytest.fixture
def content(member: User, coordinator: User, tmp_path: Path, settings: Any) -> DemoContent:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    content = DemoContent(folder=tmp_path, now=timezone.now())
    content.people["lipka", "coordinator"] = coordinator
    content.crowd["lipka"] = [member]
    return content


def waiting() -> list[list[int]]:
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready().order_by("enqueued_at")]


def test_only_what_this_seeding_told_counts_as_mailed(
    content: DemoContent, initiative: Initiative, centre: Centre, member: User, coordinator: User, commit: Any
) -> None:
    with commit():
        [real] = notify([member], KIND, initiative)
    demo.begin(content)
    with commit():
        made = notify([member, coordinator], KIND, initiative)
    assert len(waiting()) == 2
    demo.contribute(content)
    assert list(Notification.objects.filter(mailed_at__isnull=True)) == [real]
    assert {row.pk for row in Notification.objects.filter(mailed_at__isnull=False)} == {row.pk for row in made}
    assert waiting() == [[real.pk]]


def test_news_for_people_outside_the_demonstration_is_left_alone(
    content: DemoContent, initiative: Initiative, outsider: User, commit: Any
) -> None:
    demo.begin(content)
    with commit():
        [real] = notify([outsider], KIND, initiative)
    demo.contribute(content)
    assert list(Notification.objects.filter(mailed_at__isnull=True)) == [real]
    assert waiting() == [[real.pk]]
