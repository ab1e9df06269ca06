"""Addresses that end one group of mails without signing in (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from community.members.models import User

SALT = "notifications.unsubscribe"


def unsubscribe_url(member: User, group: str) -> str:
    """`group` "" stands for all of them."""
    token = signing.dumps([member.pk, group], salt=SALT, compress=True)
    return settings.BASE_URL + reverse("notifications:unsubscribe", kwargs={"token": token})


def read_token(token: str) -> tuple[int, str]:
    """The member's id and the group; raises `signing.BadSignature` on anything we did not write."""
    member_pk, group = signing.loads(token, salt=SALT)
    return member_pk, group
