"""What `manage.py check` says about kinds of news, so that a forgotten template stops the start and not a mail."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from community.notifications.kinds import Kind, all_kinds
from community.notifications.models import Group

PARTS = (".subject.txt", ".txt", ".html")


@register
def kinds_are_whole(**_facts: Any) -> list[CheckMessage]:
    kinds = all_kinds()
    twice = [name for name, times in Counter(kind.name for kind in kinds).items() if times > 1]
    found: list[CheckMessage] = [Error(f"The kind of news {name!r} is declared twice.", id="news.E1") for name in twice]
    return found + [problem for kind in kinds for problem in problems(kind)]


def problems(kind: Kind) -> Iterator[CheckMessage]:
    if kind.group not in Group.values:
        yield Error(f"The kind of news {kind.name!r} belongs to no group that members choose about.", id="news.E2")
    for part in PARTS:
        try:
            get_template(kind.template + part)
        except TemplateDoesNotExist:
            yield Error(f"The kind of news {kind.name!r} lacks its template {kind.template}{part}.", id="news.E3")
