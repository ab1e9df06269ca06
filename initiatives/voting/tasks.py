"""What the worker does by the clock. Arguments are ids only."""

import datetime as dt
import logging

from django.db.models import Q
from django.db.models.functions import Now
from django.tasks import task
from django.utils import timezone

from initiatives.voting import actions, keys
from initiatives.voting.models import Attendee, CodeParticipation, Objection, Participation, Round
from initiatives.voting.models.minutes import NAMES_KEPT

ROLL_KEPT = dt.timedelta(days=30)  # after the last day to object
# A meeting that nobody closed in a year will not be closed any more.
UNCLOSED_KEPT = dt.timedelta(days=365)

log = logging.getLogger(__name__)


@task()
def close_due_rounds() -> list[int]:
    """Opens the boxes of rounds that are over and counts them; finishes what an earlier run could not."""
    closed = []
    for round in Round.objects.due().select_related("centre"):
        try:
            actions.close(round=round)
            actions.catch_up(round, timezone.now())
            closed.append(round.pk)
        except keys.VotingPaused:
            log.error("Round %s is over, but its key is missing or wrong: it cannot be counted.", round.pk)
    for round in Round.objects.frozen().filter(closure__isnull=False, results__isnull=True):
        actions.count(round=round)
    for round_id in keys.leftovers():
        keys.destroy(round_id)
    return closed


@task()
def remind_of_the_close() -> int:
    """On the day before the close, those who have not voted: nobody twice, and nobody who has."""
    told = 0
    for round in Round.objects.deciding().open(at=Now()).select_related("centre").annotate(found_at=Now()):
        if actions.is_time_to_remind(round, at=round.found_at):
            try:
                told += actions.remind(round=round, at=round.found_at)
            except keys.VotingPaused:
                log.error("Round %s is about to close, but its key is missing or wrong: nobody is reminded.", round.pk)
    return told


@task()
def publish_daily_heads() -> int:
    taking = Round.objects.open(at=Now()).order_by() | Round.objects.taking_paper(at=Now()).order_by()
    rounds = list(taking.select_related("centre").annotate(found_at=Now()).order_by("pk"))
    for round in rounds:
        actions.publish_head(round=round, at=round.found_at)
    return len(rounds)


@task()
def forget_rolls() -> int:
    """Who took part, and who objected, is forgotten a month after nobody may object to the result any more."""
    over = Round.objects.filter(objections_until__lt=Now() - ROLL_KEPT)
    Objection.objects.filter(round__in=over).exclude(member=None, email="").update(member=None, email="")
    CodeParticipation.objects.filter(round__in=over).delete()
    forgotten, _rows = Participation.objects.filter(round__in=over).delete()
    return forgotten


@task()
def forget_attendance_lists() -> int:
    """Who was at a village meeting is forgotten once the office has had time to read the list; the counts stay."""
    handed_over = Q(meeting__minutes__adopted_at__lt=Now() - NAMES_KEPT)
    never_closed = Q(meeting__minutes__isnull=True, meeting__first_term_at__lt=Now() - UNCLOSED_KEPT)
    forgotten, _rows = Attendee.objects.filter(handed_over | never_closed).delete()
    return forgotten
