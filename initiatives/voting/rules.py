"""Who may do what with a vote or a meeting. `visible_to` is the list twin of the permissions to view them."""

import rules
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from community.members.models import Centre, Membership, MembershipQuerySet, RoleGrant, User
from community.moderation.rules import is_silenced
from initiatives.voting.certifiers import is_certifier
from initiatives.voting.models import Meeting, Round

Reader = User | AnonymousUser


def eligible(round: Round) -> MembershipQuerySet:
    """The memberships whose members may vote in `round`, by the round's own rule."""
    residents = Membership.objects.for_centre(round.centre).filter(member__is_active=True)
    if round.is_trial:
        staff = RoleGrant.objects.filter(membership__centre=round.centre).values("membership")
        return residents.filter(Q(pk__in=staff) | Q(member__in=round.guests.values("pk")))
    if round.eligibility == Round.Eligibility.VERIFIED:
        return residents.verified()
    return residents.filter(Q(declared_at__isnull=False) | Q(verified_at__isnull=False))


@rules.predicate
def coordinates(member: Reader, round: Round) -> bool:
    return member.is_authenticated and member.has_role(round.centre, "coordinator")


@rules.predicate
def coordinates_centre(member: Reader, centre: Centre) -> bool:
    return member.is_authenticated and member.has_role(centre, "coordinator")


@rules.predicate
def works_here(member: Reader, round: Round) -> bool:
    """Holds any role in the centre: two of them key in each sheet of paper."""
    return member.is_authenticated and member.has_role(round.centre, *RoleGrant.Role.values)


@rules.predicate
def certifies(member: Reader, round: Round) -> bool:
    return works_here.test(member, round) and isinstance(member, User) and is_certifier(round, member)


@rules.predicate
def certifies_beside_others(member: Reader, round: Round) -> bool:
    """A certifier to whom another coordinator could leave the answers to objections."""
    if not isinstance(member, User) or not is_certifier(round, member):
        return False
    named = round.certifiers.values("pk")
    return User.objects.serving(round.centre, "coordinator").exclude(pk__in=named).exists()


@rules.predicate
def is_counted(member: Reader, round: Round) -> bool:
    return round.is_opened_box and not round.is_imported


@rules.predicate
def takes_paper(member: Reader, round: Round) -> bool:
    return round.takes_paper


@rules.predicate
def is_announced(member: Reader, round: Round) -> bool:
    """Told to everybody, which a trial never is."""
    return round.announced_at is not None and not round.is_trial


@rules.predicate
def is_trial(member: Reader, round: Round) -> bool:
    return round.is_trial


@rules.predicate
def tries(member: Reader, round: Round) -> bool:
    """The single-object twin of `tried_by`."""
    if not (round.is_trial and round.is_frozen and isinstance(member, User)):
        return False
    return works_here.test(member, round) or round.guests.filter(pk=member.pk).exists()


@rules.predicate
def is_unfrozen(member: Reader, round: Round) -> bool:
    return not round.is_frozen


@rules.predicate
def is_frozen(member: Reader, round: Round) -> bool:
    return round.is_frozen and not round.is_opened_box


@rules.predicate
def lives_here(member: Reader, round: Round) -> bool:
    return member.is_authenticated and eligible(round).filter(member=member).exists()


@rules.predicate
def chairs(member: Reader, meeting: Meeting) -> bool:
    """Was named to run this one meeting, and still belongs to the centre."""
    if not member.is_authenticated or meeting.chair_id != member.pk:
        return False
    return member.membership_in(meeting.centre) is not None


@rules.predicate
def coordinates_meeting(member: Reader, meeting: Meeting) -> bool:
    return coordinates_centre.test(member, meeting.centre)


@rules.predicate
def is_called(member: Reader, meeting: Meeting) -> bool:
    return meeting.announced_at is not None


def may_follow(member: Reader, pk: int) -> bool:
    """Whether the live page of a round may be followed: by whoever may read it."""
    return Round.objects.visible_to(member).filter(pk=pk).exists()


rules.add_perm("voting.view_round", is_announced | coordinates | tries)
rules.add_perm("voting.discard_trial", coordinates & is_trial)
rules.add_perm("voting.create_round", coordinates_centre)
rules.add_perm("voting.prepare_round", coordinates)
rules.add_perm("voting.change_round", coordinates & is_unfrozen)
rules.add_perm("voting.extend_round", coordinates & is_frozen)
rules.add_perm("voting.help_at_desk", coordinates & is_frozen)
rules.add_perm("voting.print_paper", coordinates & is_frozen & takes_paper)
rules.add_perm("voting.key_paper", works_here & is_frozen & takes_paper)
rules.add_perm("voting.hold_half", certifies & is_frozen)
rules.add_perm("voting.certify_result", certifies & is_counted)
rules.add_perm("voting.replace_certifier", coordinates & is_counted)
rules.add_perm("voting.view_roll", certifies & is_counted)
rules.add_perm("voting.answer_objection", coordinates & ~certifies_beside_others)
rules.add_perm("voting.object_to_result", ~is_silenced)
rules.add_perm("voting.annotate_result", coordinates & is_counted)
rules.add_perm("voting.vote_in_round", lives_here)
rules.add_perm("voting.view_meeting", is_called | coordinates_meeting | chairs)
rules.add_perm("voting.create_meeting", coordinates_centre)
rules.add_perm("voting.run_meeting", coordinates_meeting | chairs)
rules.add_perm("voting.name_chair", coordinates_meeting)
