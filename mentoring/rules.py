"""Who may do what with offers, requests and mentorships; their `visible_to` are the list twins.

What is said here is read by whoever said it and by the mentor coordinators of the centre. What the other side of a
mentorship sees of it stands in seeing.py.
"""

from typing import Any

import rules
from django.utils import timezone

from community.members.models import RoleGrant
from community.members.rules import role_predicate
from community.moderation.rules import is_silenced
from mentoring.models import Mentorship, Said

is_mentor_coordinator = role_predicate(RoleGrant.Role.MENTOR_COORDINATOR)
measures_mentoring = role_predicate(RoleGrant.Role.MENTOR_COORDINATOR, RoleGrant.Role.COORDINATOR)


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


@rules.predicate
def helps(user: Any, mentorship: Mentorship) -> bool:
    return user.is_authenticated and mentorship.mentor_id == user.pk


@rules.predicate
def is_helped(user: Any, mentorship: Mentorship) -> bool:
    return user.is_authenticated and mentorship.mentee_id == user.pk


@rules.predicate
def is_question(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.is_open(timezone.now())


@rules.predicate
def is_active(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.is_active


@rules.predicate
def coordinates_pairs(user: Any, mentorship: Mentorship) -> bool:
    return is_mentor_coordinator(user, mentorship.centre)


rules.add_perm("mentoring.coordinate_mentors", is_mentor_coordinator)
rules.add_perm("mentoring.view_figures", measures_mentoring)
rules.add_perm("mentoring.speak", is_signed_in & ~is_silenced)
# Nobody vets themselves.
rules.add_perm("mentoring.vet_offer", coordinates_mentors & ~said_it & is_open)
for kind in ("offer", "request"):
    rules.add_perm(f"mentoring.view_{kind}", said_it | coordinates_mentors)
    rules.add_perm(f"mentoring.change_{kind}", said_it & is_open)
rules.add_perm("mentoring.view_mentorship", helps | is_helped | coordinates_pairs)
rules.add_perm("mentoring.answer_mentorship", helps & is_question)
rules.add_perm("mentoring.end_mentorship", ((helps | is_helped) & is_active) | (is_helped & is_question))
