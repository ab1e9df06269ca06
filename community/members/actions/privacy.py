"""What was agreed to, and how a member leaves without a trace of their name."""

import datetime as dt

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from community.members.contributions import export_contributions
from community.members.models import Centre, Consent, Erasure, User


def record_consent(
    *, member: User, purpose: str, text: str, text_version: str, centre: Centre | None = None, at: dt.datetime
) -> Consent:
    """One consent stands for a purpose; agreeing again to the same changes nothing."""
    consent, _created = Consent.objects.standing().get_or_create(
        member=member,
        purpose=purpose,
        centre=centre,
        defaults={"text": text, "text_version": text_version, "given_at": at},
    )
    return consent


def withdraw_consent(*, consent: Consent, at: dt.datetime) -> None:
    Consent.objects.standing().filter(pk=consent.pk).update(withdrawn_at=at)


def erase_member(*, member: User, keep_public: bool, at: dt.datetime) -> None:
    """Each room forgets its part, the members' room last. With `keep_public` what the member published stays,
    signed "former member"; otherwise it goes. Of the account only its number remains, so that ballots and
    decisions keep their count."""
    with transaction.atomic():
        for contribution in reversed(export_contributions()):
            contribution.erase(member, keep_public=keep_public)
        end_sessions(member)
        Erasure.objects.get_or_create(member_pk=member.pk, defaults={"erased_on": at.date()})


def end_sessions(member: User) -> None:
    """Sessions carry no column of their member, so each is opened; they also hold the address used to sign in."""
    store = SessionStore()
    for session in Session.objects.iterator(chunk_size=500):
        data = store.decode(session.session_data)
        if str(member.pk) in (data.get("_auth_user_id"), data.get("account_authentication_methods_user")):
            session.delete()
