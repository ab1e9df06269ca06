"""Limits that hold across processes: rows in the database, so that they stand when the cache does not."""

import datetime as dt
import hashlib
import hmac
import ipaddress
import math

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from community.operations.models import Allowance


def spend(action: str, key: str, *, limit: int, seconds: int) -> bool:
    """Takes one try of the `limit` that are given for `seconds` from the first one on; False when none is left.

    `key` (a member's id, a network address) is stored only as a keyed hash.
    """
    now = timezone.now()
    whose = {"action": action, "key": hashed(action, key)}
    mine = Allowance.objects.filter(**whose)
    mine.filter(ends_at__lte=now).delete()
    begun = Allowance(**whose, ends_at=now + dt.timedelta(seconds=seconds))
    Allowance.objects.bulk_create([begun], ignore_conflicts=True)
    return mine.filter(spent__lt=limit).update(spent=F("spent") + 1) == 1


def seconds_to_wait(action: str, key: str) -> int:
    """Until its tries are given anew."""
    ends = Allowance.objects.filter(action=action, key=hashed(action, key)).values_list("ends_at", flat=True)
    return max((math.ceil((end - timezone.now()).total_seconds()) for end in ends), default=0)


def hashed(action: str, key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{action}|{key}".encode(), hashlib.sha256).hexdigest()


def network_of(request: HttpRequest) -> str:
    return network(request.META.get("REMOTE_ADDR", ""), request.headers.get("x-forwarded-for", ""))


def network(address: str, forwarded_for: str) -> str:
    """The client's address, an IPv6 one cut to its /64; a forwarded address counts only behind trusted proxies."""
    if hops := settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        forwarded = [part.strip() for part in forwarded_for.split(",") if part.strip()]
        address = forwarded[-hops] if len(forwarded) >= hops else address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    return str(parsed)
