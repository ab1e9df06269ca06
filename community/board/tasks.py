"""What the clock does with halls: ends them, and forgets what was asked there."""

import datetime as dt

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from community.board.actions import close_lapsed
from community.board.actions.projecting import about_of
from community.board.models import Hall, Question
from community.live.actions import forget

# Time enough to write what was answered into the topic.
KEPT = dt.timedelta(days=14)


@task
def close_due_halls() -> None:
    now = timezone.now()
    for hall in Hall.objects.lapsed(now):
        close_lapsed(hall=hall, at=now)


@task
def forget_questions() -> None:
    """Questions, names and likes of a hall that is long over. What was written into the topic stands there."""
    over = Hall.objects.ended_before(timezone.now() - KEPT)
    for question in Question.objects.filter(hall__in=over).select_related("hall"):
        with transaction.atomic():
            forget(question.hall.live_name, about_of(question))
            question.delete()
