"""Addresses that end one kind of mails, a group of them, or all, without signing in (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from community.members.models import User

SALT = "notifications.unsubscribe"


def unsubscribe_url(member: User, what: str) -> str:
    """`what` is a kind, a group, or "" for all of them."""
    token = signing.dumps([member.pk, what], salt=SALT, compress=True)
    return settings.BASE_URL + reverse("notifications:unsubscribe", kwargs={"token": token})


def read_token(token: str) -> tuple[int, str]:
    """The member's id, and what is to end; raises `signing.BadSignature` on anything we did not write."""
    member_pk, what = signing.loads(token, salt=SALT)
    return member_pk, what
