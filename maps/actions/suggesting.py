"""What residents suggest, and what becomes of it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from community.members.models import Centre, User
from community.notifications.actions import notify
from maps.actions.keeping import keep_place
from maps.models import Place, Suggestion
from maps.rules import MAP_ROLES


@transaction.atomic
def suggest(
    *, centre: Centre, place: Place | None, proposed: dict[str, Any], note: str, member: User | None
) -> Suggestion:
    """Notes it, and tells those who may take it over."""
    made = Suggestion.objects.create(centre=centre, place=place, proposed=proposed, note=note, member=member)
    notify(User.objects.serving(centre, *MAP_ROLES), "maps.suggested", made, actor=None)
    return made


@transaction.atomic
def decide(
    *, suggestion: Suggestion, fields: Collection[str], answer: str, by: User, at: dt.datetime
) -> Suggestion | None:
    """Takes `fields` of what was proposed over, none of them refuses it. None: somebody has decided before.

    A new place is made of all of it, or not at all.
    """
    held = Suggestion.objects.select_for_update(of=("self",)).select_related("place__centre", "centre", "member")
    found = held.get(pk=suggestion.pk)
    if found.decided_at:
        return None
    taken = {name: value for name, value in found.proposed.items() if name in fields}
    if taken:
        there = Place.objects.select_for_update(of=("self",)).filter(suggestions=found).first()
        place = there or Place(language=found.centre.language)
        place.centre = found.centre
        for name, value in taken.items():
            setattr(place, name, value)
        found.place = keep_place(place=place, by=by, at=at)
    outcomes = Suggestion.Outcome
    whole = outcomes.TAKEN if len(taken) == len(found.proposed) else outcomes.PARTLY
    found.outcome = whole if taken else outcomes.REFUSED
    found.decided_at, found.decided_by, found.answer = at, by, answer
    found.save()
    if found.member:
        notify([found.member], "maps.decided", found, actor=by)
    return found
