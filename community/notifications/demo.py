"""The news that the demonstration's invented past made is there to be read; nobody is mailed about it."""

from django.db.models import F, Max
from django_tasks_db.models import DBTaskResult

from community.notifications.models import Notification
from community.notifications.tasks import deliver
from community.operations.demo import DemoContent


def begin(content: DemoContent) -> None:
    """Before anything is made: what is there now was told by people, and is theirs."""
    content.news_before = newest()


def contribute(content: DemoContent) -> None:
    """What was made since, and the work that it handed to the worker."""
    made = Notification.objects.filter(pk__gt=content.news_before, recipient__in=cast_of(content))
    numbers = set(made.values_list("pk", flat=True))
    made.filter(mailed_at__isnull=True).update(mailed_at=F("created_at"))
    for task in DBTaskResult.objects.ready().filter(task_path=deliver.module_path, enqueued_at__gte=content.now):
        if numbers.issuperset(task.args_kwargs["args"][0]):
            task.delete()


def newest() -> int:
    return Notification.objects.aggregate(newest=Max("pk"))["newest"] or 0


def cast_of(content: DemoContent) -> list[int]:
    crowd = [member for residents in content.crowd.values() for member in residents]
    return [member.pk for member in [*content.people.values(), *crowd]]
