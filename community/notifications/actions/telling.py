"""Telling members: here, and by mail and on their devices as each prefers."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation

from community.members.models import Centre, User
from community.notifications.kinds import Kind, kind_of
from community.notifications.models import Mail, Notification
from community.notifications.tasks import deliver, mail_and_ring
from community.notifications.ways import ways_to

A_TASK = 200


@transaction.atomic(savepoint=False)
def notify(
    recipients: Iterable[User],
    kind: str,
    target: Any,
    actor: User | None = None,
    *,
    concerned: Iterable[User] = (),
    centre: Centre | None = None,
    at: dt.datetime | None = None,
) -> list[Notification]:
    """Tells each of `recipients` but the actor, each once; those among them who are `concerned`, at once.

    `kind` is one that a room has declared (kinds.py). `target` has a `get_absolute_url()`, its `str()` is the title.
    Rows belong to the caller's transaction; mail, devices and the number in the page's head follow its commit.
    """
    said = kind_of(kind)
    facts = {"target": target, "actor": actor, "centre": centre, "created_at": at or timezone.now()}
    rows = kept(written(said, recipients, concerned, **facts), said)
    for batch in batched((row.pk for row in rows), A_TASK):
        transaction.on_commit(partial(deliver.enqueue, list(batch)))
    return rows


def remind(recipients: Iterable[User], kind: str, target: Any, *, at: dt.datetime | None = None) -> int:
    """Mails and rings at once, and keeps nowhere whom it told; how many.

    For what nobody may read from our tables afterwards, such as who had not voted yet. In the caller's transaction,
    which must see to it that nobody is reminded twice. One mail a day would come too late: it comes by itself.
    """
    said = kind_of(kind)
    everybody = list(recipients)
    rows = written(said, everybody, everybody, target=target, created_at=at or timezone.now())
    told = [row for row in rows if row.mail != Mail.NONE or row.push]
    for row in told:
        mail_and_ring(row)
    return len(told)


def written(
    kind: Kind,
    recipients: Iterable[User],
    concerned: Iterable[User],
    *,
    target: Any,
    created_at: dt.datetime,
    actor: User | None = None,
    centre: Centre | None = None,
) -> list[Notification]:
    """One for each member who is told, not saved yet."""
    told = {member.pk: member for member in recipients if member.is_active and member != actor}
    if not told:
        return []
    ways = ways_to(kind, told, {member.pk for member in concerned})
    urls = {language: address(target, language) for language in {member.language for member in told.values()}}
    facts = {
        "kind": kind.name,
        "centre": centre or getattr(target, "centre", None),
        "actor": actor,
        "target": target,
        "title": str(target)[:200],
        "created_at": created_at,
        "occasion": occasion(kind, target) if kind.once else None,
    }
    return [
        Notification(recipient=member, url=urls[member.language], **facts | vars(ways[pk]))
        for pk, member in told.items()
        if pk in ways
    ]


def kept(rows: list[Notification], kind: Kind) -> list[Notification]:
    """Saved; of what is told once, only those whom nobody has told before."""
    if not rows or not kind.once:
        return Notification.objects.bulk_create(rows)
    of_it = Notification.objects.filter(occasion=rows[0].occasion)
    before = set(of_it.values_list("pk", flat=True))
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    mine = of_it.exclude(pk__in=before).filter(recipient__in=[row.recipient_id for row in rows])
    return list(mine.order_by("pk"))


def occasion(kind: Kind, target: Any) -> str:
    return f"{kind.name}:{ContentType.objects.get_for_model(target).pk}:{target.pk}"


def address(target: Any, language: str) -> str:
    with translation.override(language):
        return target.get_absolute_url()
