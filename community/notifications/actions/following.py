"""Following: a thing, or a tag in a centre."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag

from community.members.models import Centre, User
from community.notifications.models import Follow


def follow(*, member: User, target: Any, centre: Centre | None = None) -> None:
    """`centre` where the target is the whole network's, as a tag is."""
    kind = ContentType.objects.get_for_model(target)
    Follow.objects.get_or_create(member=member, target_type=kind, target_id=target.pk, centre=centre)


def unfollow(*, member: User, target: Any, centre: Centre | None = None) -> None:
    Follow.objects.on(target, centre).filter(member=member).delete()


def followers(target: Any) -> list[User]:
    """Who follows `target`, each once."""
    return list(User.objects.filter(pk__in=Follow.objects.on(target).values("member"), is_active=True))


def followers_of_tags(tags: Iterable[Tag], centre: Centre) -> list[User]:
    """Who follows one of `tags` in `centre`, each once."""
    follows = Follow.objects.on_tags(tags, centre)
    return list(User.objects.filter(pk__in=follows.values("member"), is_active=True))
