"""Web push: a few words, sealed for one browser, handed to whoever its maker lets carry them.

They say what the news is about and where it stands, never who did what: they are shown on a locked screen.
"""

import datetime as dt
import json
import logging
from http import HTTPStatus

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from community.notifications.endpoints import UnwelcomeEndpoint
from community.notifications.models import AGAIN_AFTER, Group, MissedRing, Notification, PushSubscription
from community.notifications.sealing import decoded, sealed, signature

KEPT_BY_CARRIER = 86_400  # seconds that a message waits for a browser that is off
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}

logger = logging.getLogger(__name__)


def ring(notification: Notification, at: dt.datetime) -> None:
    """On every device of its recipient. Of what is kept nowhere, nobody keeps that it was missed either."""
    devices = PushSubscription.objects.of(notification.recipient)
    missed = [device for device in devices if not taken(device, payload(notification))]
    if notification.pk:
        rows = [MissedRing(device=each, notification=notification, due_at=at + AGAIN_AFTER[0]) for each in missed]
        MissedRing.objects.bulk_create(rows, ignore_conflicts=True)


def ring_again(missed: MissedRing) -> None:
    """The caller has claimed this try."""
    if taken(missed.device, payload(missed.notification)) or missed.was_the_last:
        MissedRing.objects.filter(pk=missed.pk).delete()


def payload(notification: Notification) -> dict[str, str]:
    with translation.override(notification.recipient.language):
        return {"title": notification.title, "text": str(Group(notification.group).label), "url": notification.url}


def taken(device: PushSubscription, message: dict[str, str]) -> bool:
    """False where its carrier may take it later; a message that it will never take counts as taken.

    Forgets a device whose carrier no longer knows it, and one whose address is none that we call.
    """
    body = sealed(json.dumps(message).encode(), p256dh=decoded(device.p256dh), auth=decoded(device.auth))
    headers = {
        "Authorization": signature(device.endpoint, contact=settings.BASE_URL),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_BY_CARRIER),
    }
    try:
        status = import_string(settings.PUSH_CARRIER)(device.endpoint, body=body, headers=headers)
    except UnwelcomeEndpoint:
        device.delete()
        return True
    except OSError as error:
        logger.warning("%s cannot be reached: %s", device.carrier, error)
        return False
    if status in GONE:
        device.delete()
    elif status >= HTTPStatus.BAD_REQUEST:
        logger.warning("%s did not take a message: %s", device.carrier, status)
    return not (status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR)
