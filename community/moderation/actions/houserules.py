"""Writing the rules of a house."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from community.members.models import Centre
from community.moderation.models import HouseRule


@transaction.atomic
def adopt_rules(centre: Centre) -> None:
    """Saves the usual rules where the centre has none yet; once, also when two people begin at the same time."""
    Centre.objects.select_for_update().get(pk=centre.pk)
    if not HouseRule.objects.for_centre(centre).exists():
        HouseRule.objects.bulk_create(HouseRule.usual_in(centre))


def open_centre(centre: Centre) -> None:
    adopt_rules(centre)


def chosen_rule(centre: Centre, key: str) -> HouseRule:
    """The saved rule that a form names by its `key`."""
    adopt_rules(centre)
    return HouseRule.objects.for_centre(centre).get(number=key.removeprefix("rule-"))


@transaction.atomic
def save_rule(*, rule: HouseRule) -> HouseRule:
    """A rule that decisions rest on keeps its words there: they hold a copy of its title."""
    adopt_rules(rule.centre)
    if rule.pk is None:
        there = HouseRule.objects.for_centre(rule.centre).aggregate(last=Max("number"))
        rule.number = 1 + (there["last"] or 0)
    rule.save()
    return rule


def retire_rule(*, rule: HouseRule, at: dt.datetime) -> None:
    HouseRule.objects.current().filter(pk=rule.pk).update(retired_at=at)
