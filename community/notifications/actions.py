"""Telling members, and what they choose about being told."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation

from community.members.models import Centre, User
from community.notifications.models import Follow, Group, Mail, Notification, Preference
from community.notifications.tasks import mail_notifications

MAILS_A_TASK = 200


@transaction.atomic(savepoint=False)
def notify(
    recipients: Iterable[User],
    kind: str,
    target: Any,
    actor: User | None = None,
    *,
    centre: Centre | None = None,
    at: dt.datetime | None = None,
) -> list[Notification]:
    """Tells each of `recipients` but the actor, here and by mail as each prefers.

    `kind` is `<group>.<name>` and names the templates `emails/<group>/<name>.{subject.txt,txt,html}`. `target` has a
    `get_absolute_url()`, its `str()` is the title. Rows belong to the caller's transaction, mail follows its commit.
    """
    group = Group(kind.partition(".")[0])
    told = {member.pk: member for member in recipients if member.is_active and member != actor}
    chosen = dict(Preference.objects.filter(member__in=told, group=group).values_list("member_id", "mail"))
    rows = Notification.objects.bulk_create(
        Notification(
            recipient=member,
            kind=kind,
            centre=centre or getattr(target, "centre", None),
            actor=actor,
            target_type=ContentType.objects.get_for_model(target),
            target_id=target.pk,
            title=str(target)[:200],
            url=address(target, member.language),
            mail=chosen.get(member.pk, Mail.AT_ONCE),
            created_at=at or timezone.now(),
        )
        for member in told.values()
    )
    for batch in batched((row.pk for row in rows if row.mail == Mail.AT_ONCE), MAILS_A_TASK):
        transaction.on_commit(partial(mail_notifications.enqueue, list(batch)))
    return rows


def address(target: Any, language: str) -> str:
    with translation.override(language):
        return target.get_absolute_url()


def read(*, notifications: Any, at: dt.datetime | None = None) -> int:
    """Marks those of a query that are still unread."""
    return notifications.unread().update(read_at=at or timezone.now())


@transaction.atomic
def prefer(*, member: User, choices: dict[str, str]) -> None:
    """Keeps how `member` wants to hear of each group; "no mail" also stops what is still waiting to be sent."""
    for group, mail in choices.items():
        Preference.objects.update_or_create(member=member, group=Group(group), defaults={"mail": Mail(mail)})
        if mail == Mail.NONE:
            news = Notification.objects.filter(recipient=member, kind__startswith=f"{group}.", mailed_at__isnull=True)
            news.update(mail=Mail.NONE)


def follow(*, member: User, target: Any) -> None:
    kind = ContentType.objects.get_for_model(target)
    Follow.objects.get_or_create(member=member, target_type=kind, target_id=target.pk)


def unfollow(*, member: User, target: Any) -> None:
    Follow.objects.on(target).filter(member=member).delete()


def followers(target: Any) -> list[User]:
    """Who follows `target`, each once."""
    return list(User.objects.filter(pk__in=Follow.objects.on(target).values("member"), is_active=True))
