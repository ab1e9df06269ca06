"""The news that the demonstration's invented past made is there to be read; nobody is mailed about it."""

from django.db.models import F
from django_tasks_db.models import DBTaskResult

from community.notifications.models import Notification
from community.notifications.tasks import mail_notifications
from community.operations.demo import DemoContent


def contribute(content: DemoContent) -> None:
    Notification.objects.filter(mailed_at__isnull=True).update(mailed_at=F("created_at"))
    DBTaskResult.objects.ready().filter(task_path=mail_notifications.module_path).delete()
