"""What this room knows about a member: that they took part, never how."""

import contextlib
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from community.members.models import User
from initiatives.voting import actions, keys
from initiatives.voting.models import Attendee, Ballot, Meeting, Round
from initiatives.voting.own import subject_of, took_paper
from initiatives.voting.secrecy import handle_of


class VotingContribution:
    def export(self, member: User) -> dict[str, Any]:
        closed = (
            Round.objects.filter(participations__member=member).select_related("centre").order_by("closes_at", "pk")
        )
        return {
            "took_part_in": [told(round) for round in closed],
            "ballots_in_open_votes": [told(round) for round in cast_by(member)],
            "paper_taken_in_open_votes": [told(round) for round in paper_taken_by(member)],
            "invited_to_trials": [told(round) for round in invited_to(member)],
            "meetings_attended": meetings(Meeting.objects.filter(attendees__member=member)),
            "meetings_chaired": meetings(Meeting.objects.filter(chair=member)),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Ballots in open boxes are taken out, for nobody will stand behind them at the close. Counted ones stay: they
        cannot be found. The roll keeps the emptied account's number until it is erased as a whole. An attendance list
        loses the name; the number of those present stays."""
        Attendee.objects.filter(member=member).delete()
        Round.guests.through.objects.filter(user=member).delete()
        Meeting.objects.filter(chair=member).update(chair=None)
        for round in cast_by(member):
            with contextlib.suppress(actions.VotingClosed):
                actions.withdraw(round=round, member=member)


def invited_to(member: User) -> QuerySet[Round]:
    return Round.objects.filter(guests=member).select_related("centre").order_by("closes_at", "pk")


def cast_by(member: User) -> list[Round]:
    """The open rounds in whose box a ballot of this member lies, as far as their keys are there."""
    handles = {}
    for round in Round.objects.open(at=Now()).select_related("centre"):
        with contextlib.suppress(keys.VotingPaused):
            handles[handle_of(keys.read(round), subject_of(member))] = round
    lying = Ballot.objects.filter(handle__in=handles).values_list("handle", flat=True)
    return [handles[handle] for handle in lying]


def paper_taken_by(member: User) -> list[Round]:
    """The open rounds in which the desk gave this member a paper ballot."""
    found = []
    for round in Round.objects.open(at=Now()).exclude(paper=Round.Paper.NONE).select_related("centre"):
        with contextlib.suppress(keys.VotingPaused):
            if took_paper(round=round, member=member):
                found.append(round)
    return found


def told(round: Round) -> dict[str, Any]:
    return {"vote": round.title, "centre": round.centre.name, "closes_at": round.closes_at}


def meetings(found: QuerySet[Meeting]) -> list[dict[str, Any]]:
    rows = found.order_by("first_term_at", "pk").values_list("title", "centre__name")
    return [{"meeting": title, "centre": centre} for title, centre in rows]


def contribute() -> VotingContribution:
    return VotingContribution()
