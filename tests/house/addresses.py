"""Every address of the house, read from the URL configuration itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Address(NamedTuple):
    name: str
    needs: frozenset[str]  # the facts that its path carries by name
    route: str


def addresses(
    patterns: Iterable[URLPattern | URLResolver] | None = None,
    space: str = "",
    given: frozenset[str] = frozenset(),
    above: str = "",
) -> Iterator[Address]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        needs = given.union(entry.pattern.regex.groupindex)
        route = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, inner, needs, route)
        else:
            yield Address(space + (entry.name or ""), needs.difference(entry.default_args), route)
