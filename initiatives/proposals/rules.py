"""Who may do what with an initiative.

`Initiative.objects.visible_to` is the list twin of `proposals.view_initiative`.
"""

from typing import Any

import rules

from community.members.rules import is_coordinator, is_moderator
from initiatives.proposals.models import Initiative
from initiatives.proposals.stages import TRANSITIONS, Who


@rules.predicate
def is_signed_in(user: Any, thing: Any) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def is_author(user: Any, initiative: Initiative) -> bool:
    return initiative.author_id is not None and initiative.author_id == user.pk


@rules.predicate
def coordinates(user: Any, initiative: Initiative) -> bool:
    return is_coordinator(user, initiative.centre)


@rules.predicate
def moderates(user: Any, initiative: Initiative) -> bool:
    return is_moderator(user, initiative.centre)


@rules.predicate
def is_draft(user: Any, initiative: Initiative) -> bool:
    return initiative.is_draft


@rules.predicate
def is_hidden(user: Any, initiative: Initiative) -> bool:
    return initiative.is_hidden


@rules.predicate
def is_published(user: Any, initiative: Initiative) -> bool:
    return initiative.state == Initiative.State.PUBLISHED


can_view = is_author | ((~is_draft | coordinates) & (~is_hidden | moderates))

rules.add_perm("proposals.view_initiative", can_view)
rules.add_perm("proposals.propose_initiative", is_signed_in)
rules.add_perm("proposals.set_terms", is_coordinator)
rules.add_perm("proposals.change_initiative", is_author & is_draft)
rules.add_perm("proposals.delete_initiative", is_author & is_draft)
rules.add_perm("proposals.support_initiative", is_signed_in & is_published & ~is_hidden)
rules.add_perm("proposals.follow_initiative", is_signed_in & can_view)


def is_entitled(verb: str) -> rules.Predicate:
    """Whether the user is the one whom the table lets say `verb`, in whatever state the initiative is."""
    return is_signed_in & (is_author if TRANSITIONS[verb].who is Who.AUTHOR else coordinates)


def stands_right(verb: str) -> rules.Predicate:
    sources = TRANSITIONS[verb].sources
    return rules.Predicate(lambda user, initiative: initiative.state in sources, name=f"can_be_{verb}")


for verb in TRANSITIONS:
    rules.add_perm(f"proposals.{verb}_initiative", is_entitled(verb) & stands_right(verb))


def may_follow(user: Any, pk: int) -> bool:
    """Whether the live page of an initiative may be followed: by whoever may read it."""
    return Initiative.objects.visible_to(user).filter(pk=pk).exists()
