"""Waiting for you: what a member may do now, gathered from the rooms that settings name."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, Membership, User


@dataclass(frozen=True)
class Waiting:
    """One line: what to do, and where."""

    text: str
    url: str


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)


@dataclass(frozen=True)
class Place:
    """What waits for a member in one of their centres."""

    centre: Centre
    lines: list[Waiting]


def waiting_everywhere(member: User) -> list[Place]:
    """In each of the member's centres that has something; what waits in all of them alike is said once."""
    said: set[Waiting] = set()
    places = []
    for centre in Centre.objects.open().filter(memberships__member=member):
        lines = [line for line in waiting_for(member, centre) if line not in said]
        said.update(lines)
        if lines:
            places.append(Place(centre, lines))
    return places


def waiting_for(member: User, centre: Centre) -> list[Waiting]:
    rooms = resolved(tuple(settings.WAITING_CONTRIBUTIONS))
    return [line for contribute_lines in rooms for line in contribute_lines(member, centre)]


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most three queries: memberships and roles (kept for the request), and who waits at the desk."""
    lines = []
    residency = reverse("members:residency", kwargs={"centre": centre.slug})
    membership = member.membership_in(centre)
    if membership is None:
        lines.append(Waiting(_("Join this centre"), residency))
    elif membership.declared_at is None:
        lines.append(Waiting(_("Say that you live here, to back initiatives and vote"), residency))
    elif not membership.is_verified:
        lines.append(
            Waiting(
                _("Enter the code from your letter"), reverse("members:code-redeem", kwargs={"centre": centre.slug})
            )
        )
    if member.has_role(centre, "coordinator"):
        lines += desk(centre)
    return lines


def desk(centre: Centre) -> list[Waiting]:
    count = Membership.objects.for_centre(centre).asking().count()
    if not count:
        return []
    text = ngettext(
        "%(count)d person asks to be verified as a resident",
        "%(count)d people ask to be verified as residents",
        count,
    )
    return [Waiting(text % {"count": count}, reverse("members:desk", kwargs={"centre": centre.slug}))]
