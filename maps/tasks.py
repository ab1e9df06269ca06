"""What happens on the map by the clock."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from community.members.models import User
from community.notifications.actions import notify
from maps.indexing import turn
from maps.models import Keeper, Place, Sheet, Suggestion
from maps.rules import MAP_ROLES

AGAIN_AFTER = dt.timedelta(days=30)
KEPT = dt.timedelta(days=180)
A_RUN = 500


@task
def turn_the_week() -> None:
    """Opening hours are in the index for this week and the next: on Monday it is written anew."""
    now = timezone.now()
    for sheet in Sheet.objects.select_related("centre").order_by("pk"):
        turn(sheet.centre, now)


@task
def remind_of_stale() -> None:
    """Whoever keeps a place that nobody has confirmed for a year is asked once a month whether it still holds."""
    today = timezone.now().date()
    due = Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN_AFTER)
    for place in Place.objects.stale(today).filter(due).select_related("centre")[:A_RUN]:
        with transaction.atomic():
            claimed = Place.objects.stale(today).filter(due, pk=place.pk).order_by().update(reminded_on=today)
            if claimed:
                notify(asked_about(place), "maps.stale", place)


def asked_about(place: Place) -> list[User]:
    """Those whom a coordinator has linked to its organisation; where there are none, who keeps the centre's map."""
    linked = Keeper.objects.filter(organisation=place.organisation_id)
    own = User.objects.filter(pk__in=linked.values("member"), is_active=True)
    return list(own) or list(User.objects.serving(place.centre, *MAP_ROLES))


@task
def forget_old_suggestions() -> None:
    """Half a year after the decision nothing is left of them but what stands on the map."""
    Suggestion.objects.filter(decided_at__lt=timezone.now() - KEPT).delete()
