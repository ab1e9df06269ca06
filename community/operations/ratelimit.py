"""Limits that hold across processes: rows in the database, so that they stand when the cache does not."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from community.operations.models import Allowance


def spend(action: str, key: str, *, limit: int, seconds: int) -> bool:
    """Takes one try of `limit` in the running window of `seconds`; False when none is left.

    `key` (a member's id, a network address) is stored only as a keyed hash.
    """
    now = timezone.now()
    window = int(now.timestamp()) // seconds
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{action}|{key}".encode(), hashlib.sha256).hexdigest()
    allowance = {"action": action, "key": digest, "window": window}
    ends_at = dt.datetime.fromtimestamp((window + 1) * seconds, dt.UTC)
    Allowance.objects.bulk_create([Allowance(**allowance, ends_at=ends_at)], ignore_conflicts=True)
    return Allowance.objects.filter(**allowance, spent__lt=limit).update(spent=F("spent") + 1) == 1


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
