"""What happens in this room by the clock."""

import datetime as dt

from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from mentoring.actions import end_lapsed
from mentoring.models import Mentorship, Offer, Request, Run

KEPT = dt.timedelta(days=182)


@task
def end_unanswered_questions() -> None:
    end_lapsed(Mentorship.objects.all(), timezone.now())


@task
def forget_withdrawn() -> None:
    """What was withdrawn half a year ago goes, unless it still stands in a mentorship; old ones lose both sides. So
    does who was to be paired with whom."""
    before = timezone.now() - KEPT
    over = Q(declined_at__lt=before) | Q(ended_at__lt=before)
    Mentorship.objects.filter(over).update(mentor=None, mentee=None, offer=None, request=None)
    Run.objects.filter(Q(published_at__lt=before) | Q(published_at__isnull=True, made_at__lt=before)).delete()
    for model in (Offer, Request):
        gone = model.objects.filter(withdrawn_at__lt=before)
        gone.exclude(mentorships__in=Mentorship.objects.standing()).delete()
