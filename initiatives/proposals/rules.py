"""Who may do what with an initiative.

`Initiative.objects.visible_to` is the list twin of `proposals.view_initiative`.
"""

from typing import Any

import rules

from community.members.models import RoleGrant, User
from community.members.rules import is_coordinator, is_moderator
from community.moderation.rules import is_silenced
from initiatives.proposals.models import Initiative
from initiatives.proposals.stages import TRANSITIONS, Who

State = Initiative.State


@rules.predicate
def is_signed_in(user: Any, thing: Any) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def is_author(user: Any, initiative: Initiative) -> bool:
    """One of its authors: who wrote it first, or a co-author who has accepted."""
    return user.is_authenticated and (initiative.author_id == user.pk or user.pk in initiative.coauthor_ids)


@rules.predicate
def is_invited(user: Any, initiative: Initiative) -> bool:
    """Asked to become a co-author: may read what they would sign."""
    return user.is_authenticated and user.pk in initiative.invited_ids


@rules.predicate
def coordinates(user: Any, initiative: Initiative) -> bool:
    return is_coordinator(user, initiative.centre)


@rules.predicate
def moderates(user: Any, initiative: Initiative) -> bool:
    return is_moderator(user, initiative.centre)


@rules.predicate
def is_silenced_here(user: Any, initiative: Initiative) -> bool:
    return is_silenced.test(user, initiative.centre)


@rules.predicate
def is_draft(user: Any, initiative: Initiative) -> bool:
    return initiative.is_draft


@rules.predicate
def is_hidden(user: Any, initiative: Initiative) -> bool:
    return initiative.is_hidden


@rules.predicate
def is_published(user: Any, initiative: Initiative) -> bool:
    return initiative.state == Initiative.State.PUBLISHED


@rules.predicate
def is_unanswered(user: Any, initiative: Initiative) -> bool:
    return initiative.is_unanswered


@rules.predicate
def is_alive(user: Any, initiative: Initiative) -> bool:
    """Something may still become of it."""
    return initiative.state not in {Initiative.State.WITHDRAWN, Initiative.State.MERGED, Initiative.State.DONE}


@rules.predicate
def decides_anew(user: Any, initiative: Initiative) -> bool:
    """An appeal is not decided by who said no, where the centre has another coordinator."""
    refusal = initiative.changes.filter(after=Initiative.State.REFUSED).order_by("changed_at", "pk").last()
    if refusal is None or refusal.by_id != user.pk:
        return True
    return not User.objects.serving(initiative.centre, "coordinator").exclude(pk=user.pk).exists()


@rules.predicate
def serves(user: Any, initiative: Initiative) -> bool:
    """Holds some role in its centre."""
    return user.is_authenticated and user.has_role(initiative.centre, *RoleGrant.Role.values)


@rules.predicate
def is_decided(user: Any, initiative: Initiative) -> bool:
    """It will be carried out, and is not done yet."""
    return initiative.state in {State.TAKEN_UP, State.SELECTED, State.IN_DELIVERY}


# An author's papers come before the answer, the centre's at any time.
adds_documents = (is_author & (is_draft | is_unanswered)) | (coordinates & ~is_draft)
may_help = is_signed_in & ~is_draft & ~is_hidden & is_alive & ~is_author
reads_helpers = is_author | coordinates
delivers = coordinates & is_decided
# Nobody counts the signatures for what they wrote.
counts_sheets = serves & ~is_author & ~is_draft
prints_sheets = (serves | is_author) & ~is_draft
can_view = is_author | is_invited | ((~is_draft | coordinates) & (~is_hidden | moderates))

rules.add_perm("proposals.view_initiative", can_view)
rules.add_perm("proposals.propose_initiative", is_signed_in & ~is_silenced)
rules.add_perm("proposals.set_terms", is_coordinator)
rules.add_perm("proposals.change_initiative", is_author & is_draft)
rules.add_perm("proposals.delete_initiative", is_author & is_draft)
rules.add_perm("proposals.invite_coauthor", is_author & is_alive)
rules.add_perm("proposals.propose_merger", (is_author | coordinates) & is_unanswered & ~is_hidden)
rules.add_perm("proposals.amend_initiative", is_signed_in & is_published & ~is_hidden & ~is_silenced_here)
rules.add_perm("proposals.decide_amendment", is_author & is_published)
rules.add_perm("proposals.add_documents", adds_documents)
rules.add_perm("proposals.help_initiative", may_help)
rules.add_perm("proposals.read_helpers", reads_helpers)
rules.add_perm("proposals.deliver_initiative", delivers)
rules.add_perm("proposals.count_sheets", counts_sheets)
rules.add_perm("proposals.print_sheets", prints_sheets)
rules.add_perm("proposals.support_initiative", is_signed_in & is_published & ~is_hidden)
rules.add_perm("proposals.follow_initiative", is_signed_in & can_view)


def is_entitled(verb: str) -> rules.Predicate:
    """Whether the user is the one whom the table lets say `verb`, in whatever state the initiative is."""
    row = TRANSITIONS[verb]
    named = {Who.AUTHOR: is_author, Who.COORDINATOR: coordinates, Who.NOBODY: rules.always_false}[row.who]
    if verb == "publish":
        return is_signed_in & named & ~is_silenced_here
    return is_signed_in & named & decides_anew if row.other_hand else is_signed_in & named


def stands_right(verb: str) -> rules.Predicate:
    sources = TRANSITIONS[verb].sources
    return rules.Predicate(lambda user, initiative: initiative.state in sources, name=f"can_be_{verb}")


for verb in TRANSITIONS:
    rules.add_perm(f"proposals.{verb}_initiative", stands_right(verb) & is_entitled(verb))


def may_follow(user: Any, pk: int) -> bool:
    """Whether the live page of an initiative may be followed: by whoever may read it."""
    return Initiative.objects.visible_to(user).filter(pk=pk).exists()
