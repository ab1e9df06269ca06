"""What a member has still to do here: vote, where they may and have not."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from community.members.waiting import Waiting
from initiatives.voting import keys
from initiatives.voting.models import Ballot, PaperVoter, Round
from initiatives.voting.own import subject_of
from initiatives.voting.secrecy import handle_of


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most four queries: the open rounds, the member's standing (kept for the request), ballots and paper."""
    handles = {}
    for round in Round.objects.for_centre(centre).open(timezone.now()):
        if may_vote(member, centre, round):
            try:
                handles[handle_of(keys.read(round), subject_of(member))] = round
            except keys.VotingPaused:
                continue
    if not handles:
        return []
    cast = set(Ballot.objects.filter(handle__in=handles).values_list("handle", flat=True))
    cast |= set(PaperVoter.objects.filter(handle__in=handles).values_list("handle", flat=True))
    return [line(round, centre) for handle, round in handles.items() if handle not in cast]


def may_vote(member: User, centre: Centre, round: Round) -> bool:
    """Whoever has not said yet that they live here says it on the ballot; verification takes more than a tick."""
    membership = member.membership_in(centre)
    if round.eligibility == Round.Eligibility.VERIFIED:
        return membership is not None and membership.is_verified
    return membership is not None


def line(round: Round, centre: Centre) -> Waiting:
    closes = formats.date_format(timezone.localtime(round.closes_at, centre.zone), "DATE_FORMAT")
    text = _("You have not voted yet: “%(title)s” closes on %(date)s") % {"title": round.local_title, "date": closes}
    return Waiting(text, reverse("voting:ballot-cast", kwargs={"centre": centre.slug, "pk": round.pk}))
