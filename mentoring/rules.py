"""Who may do what with offers and requests; their `visible_to` are the list twins.

What is said here is read by whoever said it and by the mentor coordinators of the centre, and by nobody else.
"""

from typing import Any

import rules

from community.members.models import RoleGrant
from community.members.rules import role_predicate
from community.moderation.rules import is_silenced
from mentoring.models import Said

is_mentor_coordinator = role_predicate(RoleGrant.Role.MENTOR_COORDINATOR)


@rules.predicate
def is_signed_in(user: Any, thing: Any) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def said_it(user: Any, said: Said) -> bool:
    return user.is_authenticated and said.member_id == user.pk


@rules.predicate
def coordinates_mentors(user: Any, said: Said) -> bool:
    return is_mentor_coordinator(user, said.centre)


@rules.predicate
def is_open(user: Any, said: Said) -> bool:
    return said.is_open


rules.add_perm("mentoring.coordinate_mentors", is_mentor_coordinator)
rules.add_perm("mentoring.speak", is_signed_in & ~is_silenced)
# Nobody vets themselves.
rules.add_perm("mentoring.vet_offer", coordinates_mentors & ~said_it & is_open)
for kind in ("offer", "request"):
    rules.add_perm(f"mentoring.view_{kind}", said_it | coordinates_mentors)
    rules.add_perm(f"mentoring.change_{kind}", said_it & is_open)
