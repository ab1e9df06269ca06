"""Who may do what with offers, requests and mentorships; their `visible_to` are the list twins.

What is said here is read by whoever said it and by the mentor coordinators of the centre. What the other side of a
mentorship sees of it stands in seeing.py.
"""

from typing import Any

import rules
from django.utils import timezone

from community.members.models import RoleGrant
from community.members.rules import role_predicate
from community.moderation.rules import is_banned, is_silenced
from mentoring.models import Case, Meeting, Mentorship, Said
from mentoring.models.threads import THREAD_KEPT

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
def is_waited_for(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.waits_for(user.pk, timezone.now())


@rules.predicate
def said_yes(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.accepted_by(user.pk) is not None


@rules.predicate
def is_active(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.is_active


@rules.predicate
def is_of_both(user: Any, meeting: Meeting) -> bool:
    """What belongs to the two, while it goes on."""
    return (helps | is_helped)(user, meeting.mentorship) and meeting.mentorship.is_active


@rules.predicate
def coordinates_pairs(user: Any, mentorship: Mentorship) -> bool:
    return is_mentor_coordinator(user, mentorship.centre)


# --- The thread, and where something is wrong -------------------------------------------------------------------------


@rules.predicate
def is_paused(user: Any, mentorship: Mentorship) -> bool:
    return mentorship.cases.standing().exists()


@rules.predicate
def is_silenced_here(user: Any, mentorship: Mentorship) -> bool:
    return is_silenced(user, mentorship.centre)


@rules.predicate
def may_still_be_reported(user: Any, mentorship: Mentorship) -> bool:
    """As long as the thread is kept, also by who has ended it, or was left."""
    ended = mentorship.ended_at
    return mentorship.is_agreed and (ended is None or ended > timezone.now() - THREAD_KEPT)


@rules.predicate
def coordinates_case(user: Any, case: Case) -> bool:
    return is_mentor_coordinator(user, case.centre)


@rules.predicate
def is_about_me(user: Any, case: Case) -> bool:
    return user.is_authenticated and user.pk in {case.mentorship.mentor_id, case.mentorship.mentee_id}


@rules.predicate
def stands(user: Any, case: Case) -> bool:
    return not case.is_closed


@rules.predicate
def lets_read(user: Any, case: Case) -> bool:
    return case.may_read


rules.add_perm("mentoring.coordinate_mentors", is_mentor_coordinator)
rules.add_perm("mentoring.view_figures", measures_mentoring)
rules.add_perm("mentoring.speak", is_signed_in & ~is_silenced)
# Nobody vets themselves.
rules.add_perm("mentoring.vet_offer", coordinates_mentors & ~said_it & is_open)
for kind in ("offer", "request"):
    rules.add_perm(f"mentoring.view_{kind}", said_it | coordinates_mentors)
    rules.add_perm(f"mentoring.change_{kind}", said_it & is_open)
rules.add_perm("mentoring.view_mentorship", helps | is_helped | coordinates_pairs)
# Whether a question is still open, its verbs say in words; who has said yes to one does not answer it again.
rules.add_perm("mentoring.answer_mentorship", (helps | is_helped) & ~(said_yes & is_question))
rules.add_perm("mentoring.end_mentorship", (helps | is_helped) & (is_active | (said_yes & is_question)))
rules.add_perm("mentoring.meet", (helps | is_helped) & is_active)
rules.add_perm("mentoring.view_meeting", is_of_both)
# What the two share: not even the mentor coordinator.
rules.add_perm("mentoring.share_mentorship", (helps | is_helped) & is_active)
rules.add_perm("mentoring.view_thread", (helps | is_helped) & is_active)
rules.add_perm("mentoring.write_thread", (helps | is_helped) & is_active & ~is_paused & ~is_silenced_here)
rules.add_perm("mentoring.report_mentorship", (helps | is_helped) & may_still_be_reported)
# Nobody handles a case about themselves.
handles = coordinates_case & ~is_about_me
rules.add_perm("mentoring.view_case", handles)
rules.add_perm("mentoring.close_case", handles & stands)
rules.add_perm("mentoring.read_case_thread", handles & stands & lets_read)


def may_follow_thread(user: Any, pk: int) -> bool:
    """Both sides, as long as they may write to each other; a banned one is cut off as everywhere."""
    if not user.is_authenticated:
        return False
    found = Mentorship.objects.active().of(user).filter(pk=pk).select_related("centre").first()
    return found is not None and not is_paused(user, found) and not is_banned(user, found.centre)
