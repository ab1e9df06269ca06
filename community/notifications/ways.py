"""How each member is told of a kind: what they chose, and what is usual where they chose nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from community.members.models import User
from community.notifications.kinds import Kind
from community.notifications.models import Mail, Preference, PushSubscription, StoppedKind


@dataclass(frozen=True)
class Way:
    mail: Mail
    push: bool


def ways_to(kind: Kind, members: Collection[int], concerned: Collection[int]) -> dict[int, Way]:
    """Member id → the way, in one query. Whoever has stopped a kind of mention is left out altogether."""
    own = Preference.objects.filter(member=OuterRef("pk"), group=kind.group)
    found = User.objects.filter(pk__in=members).values_list(
        "pk",
        Subquery(own.values("mail")[:1]),
        Subquery(own.values("push")[:1]),
        Exists(StoppedKind.objects.filter(member=OuterRef("pk"), kind=kind.name)),
        Exists(PushSubscription.objects.filter(member=OuterRef("pk"))),
    )
    ways = {}
    for pk, mail, push, stopped, has_device in found.order_by():
        if stopped and kind.is_mention:
            continue
        chosen = Preference() if mail is None or kind.is_urgent else Preference(mail=mail, push=push)
        mine = kind.concerns_me or pk in concerned
        ways[pk] = Way(
            mail=Mail.NONE if stopped else chosen.mail_for(concerns_me=mine),
            push=not stopped and has_device and chosen.rings_for(concerns_me=mine),
        )
    return ways
