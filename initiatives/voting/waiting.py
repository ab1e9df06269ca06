"""What a member has still to do here: vote, where they may and have not."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from initiatives.voting import keys
from initiatives.voting.models import Ballot, Objection, PaperVoter, Round
from initiatives.voting.own import subject_of
from initiatives.voting.secrecy import handle_of


def contribute(member: User, centre: Centre) -> list[Waiting]:
    return ballots_waiting(member, centre) + results_waiting(member, centre)


def results_waiting(member: User, centre: Centre) -> list[Waiting]:
    """For the staff, two queries: objections without an answer, and results that want this person's name."""
    if not member.has_role(centre, *RoleGrant.Role.values):
        return []
    lines = []
    if member.has_role(centre, "coordinator"):
        objected = Round.objects.for_centre(centre).filter(objections__in=Objection.objects.unanswered()).distinct()
        lines += [objections_line(round, centre) for round in objected.order_by("pk")]
    uncertified = Round.objects.deciding().for_centre(centre).filter(certifiers=member, closure__isnull=False)
    over = uncertified.filter(objections_until__lte=timezone.now()).exclude(certifications__by=member)
    return lines + [certifying_line(round, centre) for round in over.order_by("pk")]


def objections_line(round: Round, centre: Centre) -> Waiting:
    text = _("An objection waits for an answer: “%(title)s”") % {"title": round.local_title}
    return Waiting(text, reverse("voting:objection-list", kwargs={"centre": centre.slug, "pk": round.pk}))


def certifying_line(round: Round, centre: Centre) -> Waiting:
    text = _("Your name is wanted under a result: “%(title)s”") % {"title": round.local_title}
    return Waiting(text, reverse("voting:certification", kwargs={"centre": centre.slug, "pk": round.pk}))


def ballots_waiting(member: User, centre: Centre) -> list[Waiting]:
    """At most three queries: the open rounds, the member's standing (kept for the request), what is done by handle."""
    handles = {}
    for round in Round.objects.deciding().for_centre(centre).open(timezone.now()):
        if may_vote(member, centre, round):
            try:
                handles[handle_of(keys.read(round), subject_of(member))] = round
            except keys.VotingPaused:
                continue
    if not handles:
        return []
    voted, on_paper = (kind.objects.filter(handle__in=handles).values_list("handle") for kind in (Ballot, PaperVoter))
    done = {handle for (handle,) in voted.union(on_paper)}
    return [line(round, centre) for handle, round in handles.items() if handle not in done]


def may_vote(member: User, centre: Centre, round: Round) -> bool:
    """Whoever has not said yet that they live here says it on the ballot; verification takes more than a tick."""
    membership = member.membership_in(centre)
    if round.identifier != Round.Identifier.MEMBER:
        return False
    if round.eligibility == Round.Eligibility.VERIFIED:
        return membership is not None and membership.is_verified
    return membership is not None


def line(round: Round, centre: Centre) -> Waiting:
    closes = formats.date_format(timezone.localtime(round.closes_at, centre.zone), "DATE_FORMAT")
    text = _("You have not voted yet: “%(title)s” closes on %(date)s") % {"title": round.local_title, "date": closes}
    return Waiting(text, reverse("voting:ballot-cast", kwargs={"centre": centre.slug, "pk": round.pk}))
