"""Saying how much each part of a score counts in a centre."""

import datetime as dt
from dataclasses import asdict

from django.core.exceptions import PermissionDenied

from community.members.models import Centre, User
from mentoring.matching import Weights
from mentoring.models import Weighing


def weigh(*, centre: Centre, weights: Weights, by: User, at: dt.datetime) -> Weighing:
    """Holds from the next look on: for the best five and for runs; what was published stays."""
    if not by.has_perm("mentoring.coordinate_mentors", centre):
        raise PermissionDenied
    facts = asdict(weights) | {"changed_by": by, "changed_at": at}
    made, _is_new = Weighing.objects.update_or_create(centre=centre, defaults=facts)
    return made
