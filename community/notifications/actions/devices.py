"""The browsers on which a member is told."""

from django.db import transaction

from community.members.models import User
from community.notifications.models import PushSubscription

MOST_DEVICES = 10


@transaction.atomic
def add_device(*, member: User, endpoint: str, p256dh: str, auth: str) -> PushSubscription:
    """Whoever is signed in at a browser is told there; of more than ten devices the oldest goes."""
    facts = {"member": member, "p256dh": p256dh, "auth": auth}
    device, _is_new = PushSubscription.objects.update_or_create(endpoint=endpoint, defaults=facts)
    beyond = PushSubscription.objects.of(member).values_list("pk", flat=True)[MOST_DEVICES:]
    PushSubscription.objects.filter(pk__in=list(beyond)).delete()
    return device


def remove_device(*, device: PushSubscription) -> None:
    device.delete()
