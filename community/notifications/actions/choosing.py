"""What a member chooses about being told."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import QuerySet

from community.members.models import User
from community.notifications.models import Group, Mail, MissedRing, Notification, Preference, StoppedKind, Wish


@transaction.atomic
def prefer(*, member: User, choices: Mapping[str, str], push: Mapping[str, bool] | None = None) -> None:
    """Keeps how `member` wants to hear of each group; "no mail" also stops what is still waiting to be sent.

    `push`: whether the member's devices tell of a group; one that is not named stays as it is.
    """
    for group, wish in choices.items():
        rings = {"push": push[group]} if push and group in push else {}
        facts = {"mail": Wish(wish)} | rings
        Preference.objects.update_or_create(member=member, group=Group(group), defaults=facts)
        of_group = unsent(member).filter(kind__startswith=f"{group}.")
        if wish == Wish.NONE:
            of_group.update(mail=Mail.NONE)
        if rings and not rings["push"]:
            of_group.update(push=False)
            MissedRing.objects.of(member).filter(notification__kind__startswith=f"{group}.").delete()


@transaction.atomic
def stop_kind(*, member: User, kinds: Collection[str]) -> None:
    """Neither by mail nor on a device, also of what is still waiting to be sent."""
    rows = [StoppedKind(member=member, kind=kind) for kind in kinds]
    StoppedKind.objects.bulk_create(rows, ignore_conflicts=True)
    unsent(member).filter(kind__in=kinds).update(mail=Mail.NONE, push=False)
    MissedRing.objects.of(member).filter(notification__kind__in=kinds).delete()


def hear_again(*, member: User, kinds: Collection[str]) -> None:
    StoppedKind.objects.filter(member=member, kind__in=kinds).delete()


def unsent(member: User) -> QuerySet[Notification]:
    return Notification.objects.filter(recipient=member, mailed_at__isnull=True)
