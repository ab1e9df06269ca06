"""Who may follow what, asked again while a socket is open. The number of queries does not grow with the sockets."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from community.live.follower import Follower
from community.live.topics import is_personal, may_follow

Facts = Callable[[Iterable[int]], Iterable[tuple[Any, ...]]]
NOBODY = AnonymousUser()


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Facts, ...]:
    return tuple(import_string(path) for path in paths)


def refused(followers: set[Follower]) -> list[Follower]:
    """Those of `followers` who may no longer follow something that they follow, or whose session has ended."""
    signed_in = {each for each in followers if each.user.is_authenticated}
    gone = expired(signed_in)
    standings = standing_of({each.user.pk for each in signed_in})
    public = {topic: may_follow(NOBODY, topic) for topic in {topic for each in followers for topic in each.topics}}
    for each in followers - gone:
        if not each.user.is_authenticated:
            if not all(public[topic] for topic in each.topics):
                gone.add(each)
        elif not still_allowed(each, standings, public):
            gone.add(each)
    return list(gone)


def still_allowed(follower: Follower, standings: dict[int, Any], public: dict[str, bool]) -> bool:
    """Asks the topic's room again where the member's standing changed, or where not everybody may follow.

    What rests on that standing alone is asked for once more after it was followed, and then not before a change.
    """
    now = standings.get(follower.user.pk)
    if now is None:
        return False
    changed = now != follower.standing
    known = {topic for topic in follower.asked if is_personal(topic)}
    doubtful = [topic for topic in follower.topics if changed or not (public[topic] or topic in known)]
    if doubtful:
        follower.user = get_user_model().objects.get(pk=follower.user.pk)
    if changed and follower.proof and not constant_time_compare(follower.user.get_session_auth_hash(), follower.proof):
        return False
    follower.standing = now
    follower.asked.update(doubtful)
    return all(may_follow(follower.user, topic) for topic in doubtful)


def expired(signed_in: set[Follower]) -> set[Follower]:
    keys = {each.session for each in signed_in if each.session}
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    return {each for each in signed_in if each.session and each.session not in alive}


def standing_of(members: set[int]) -> dict[int, Any]:
    """Of each active member of `members` everything on which a right may rest, to be compared with the last time."""
    if not members:
        return {}
    active = get_user_model().objects.filter(pk__in=members, is_active=True)
    facts: dict[int, list[Any]] = {pk: [password] for pk, password in active.values_list("pk", "password")}
    rows: dict[int, set[Any]] = defaultdict(set)
    for number, ask in enumerate(resolved(tuple(settings.LIVE_STANDING))):
        for pk, *row in ask(members):
            rows[pk].add((number, *row))
    return {pk: (known[0], frozenset(rows[pk])) for pk, known in facts.items()}
