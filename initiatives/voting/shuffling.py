"""The order of projects: another one for each voter, the same one each time that voter comes back."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from initiatives.voting.models import Round
from initiatives.voting.secrecy import digest


def shuffled[Item](items: Iterable[Item], *, round: Round, reader: str) -> list[Item]:
    return sorted(items, key=lambda item: digest(f"{round.pk}|{reader}|{getattr(item, 'pk', item)}"))


def reader_of(request: HttpRequest) -> str:
    """A reader without a session sees the order of the day: reading sets no cookie."""
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    return request.session.session_key or f"day {timezone.now().date()}"
