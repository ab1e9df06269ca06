import datetime as dt

from django.tasks import task
from django.utils import timezone

from community.live.models import Event

KEPT = dt.timedelta(days=2)


@task
def forget_old_events() -> None:
    """A page older than this is loaded anew; its topic's number goes on."""
    Event.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
