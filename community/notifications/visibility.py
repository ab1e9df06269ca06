"""What was told may have been hidden since: who sees what is asked again before anything is sent or shown."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from community.members.models import User
from community.notifications.kinds import Seen, kinds_by_name
from community.notifications.models import Notification


def still_seen(news: Iterable[Notification], member: User) -> list[Notification]:
    """Those of `news` that the member may still see. One query for each sort of thing, however many rows."""
    kinds = kinds_by_name()
    asked: dict[tuple[int, Seen], list[Notification]] = defaultdict(list)
    rows = list(news)
    for row in rows:
        if kind := kinds.get(row.kind):
            asked[row.target_type_id, kind.seen].append(row)
    seen = {row for (_type, rule), group in asked.items() for row in seen_of(group, rule, member)}
    return [row for row in rows if row in seen]


def seen_of(rows: list[Notification], rule: Seen, member: User) -> list[Notification]:
    """Of rows about one sort of thing."""
    model = ContentType.objects.get_for_id(rows[0].target_type_id).model_class()
    if model is None:
        return []
    targets = model._default_manager.filter(pk__in={row.target_id for row in rows})
    seen = set(rule(targets, member).values_list("pk", flat=True))
    return [row for row in rows if row.target_id in seen]


def keep_seen(news: Iterable[Notification], member: User) -> list[Notification]:
    """As `still_seen`; the rows of what is no longer there for the member are dropped."""
    rows = list(news)
    seen = still_seen(rows, member)
    if gone := {row.pk for row in rows} - {row.pk for row in seen}:
        Notification.objects.filter(pk__in=gone, kind__in=kinds_by_name()).delete()
    return seen
