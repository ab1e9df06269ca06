"""A centre's waiting requests and ready offers, paired all at once; worked out here, written by the actions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from community.members.models import Centre
from mentoring import matching
from mentoring.matching import Addition, Group, Mentors, Need, Outcome, Reason
from mentoring.matching.scoring import USEFUL, View
from mentoring.models import Apart, Left, Mentorship, Offer, Request, RunPair, weights_of
from mentoring.pairing import as_offer, key_of, need_of, offers_ready, requests_waiting

# Mentees times mentors up to which "one more mentor" is worked out while the coordinator waits.
MOST_TRIED = 400_000


@dataclass(frozen=True)
class Crowd:
    """Who takes part, by the keys of matching."""

    requests: dict[str, Request]
    offers: dict[str, Offer]
    needs: dict[str, Need]
    mentors: Mentors

    def fits(self, mentee: str, mentor: str) -> bool:
        """No hard condition keeps them apart."""
        known = mentee in self.needs and mentor in self.mentors.number
        return known and self.mentors.number[mentor] in View(self.mentors, self.needs[mentee]).fitting


@dataclass(frozen=True)
class Draft:
    crowd: Crowd
    outcome: Outcome
    fixed: dict[str, str]
    reasons: dict[str, Reason]
    additions: list[Addition]
    groups: list[Group]


def gather(centre: Centre, *, at: dt.datetime, barred: Iterable[tuple[int, int]] = ()) -> Crowd:
    """Five queries, however many there are. `barred`: request, and the member who does not become its mentor."""
    requests = {key_of(request): request for request in requests_waiting(centre, at)}
    offers = {key_of(offer): offer for offer in offers_ready(centre, at)}
    blocked = kept_apart_here(centre, requests.values())
    of_request = {request.pk: key for key, request in requests.items()}
    for request, mentor in barred:
        if request in of_request:
            blocked[of_request[request]].add(mentor)
    needs = {key: need_of(request, blocked=blocked[key]) for key, request in requests.items()}
    free = [replace(as_offer(offer), capacity=places(offer)) for offer in offers.values()]
    return Crowd(requests, offers, needs, Mentors(free, weights_of(centre)))


def places(offer: Offer) -> int:
    """That are free; of an offer that pairing.offers_ready has found."""
    return max(0, offer.capacity - offer.taken)  # type: ignore[attr-defined]


def kept_apart_here(centre: Centre, requests: Collection[Request]) -> dict[str, set[int]]:
    """Per mentee the members who said no, and those whom the same request has met before."""
    blocked: dict[str, set[int]] = defaultdict(set)
    for mentee, mentor in Apart.objects.filter(centre=centre).values_list("mentee", "mentor"):
        blocked[str(mentee)].add(mentor)
    before = Mentorship.objects.for_centre(centre).filter(request__in=[request.pk for request in requests])
    for mentee, mentor in before.filter(mentor__isnull=False).values_list("request__member", "mentor"):
        blocked[str(mentee)].add(mentor)
    return blocked


def work_out(
    centre: Centre, *, at: dt.datetime, fixed: Sequence[RunPair] = (), barred: Iterable[tuple[int, int]] = ()
) -> Draft:
    crowd = gather(centre, at=at, barred=barred)
    kept = still_possible(crowd, fixed)
    needs = list(crowd.needs.values())
    outcome = matching.match(needs, crowd.mentors, fixed=kept)
    reasons = {key: matching.reason_for(crowd.needs[key], crowd.mentors) for key in outcome.unmatched}
    few = len(needs) * (len(crowd.offers) + 1) <= MOST_TRIED
    additions = matching.one_more(needs, crowd.mentors, outcome, fixed=kept) if few else []
    groups = matching.fairness(outcome, groups_of(crowd.requests))
    return Draft(crowd, outcome, kept, reasons, additions, groups)


def still_possible(crowd: Crowd, fixed: Sequence[RunPair]) -> dict[str, str]:
    """Of the pairs that were fixed, in their order, those that no condition and no lack of places stands against."""
    room = {offer.key: offer.capacity for offer in crowd.mentors.rows}
    kept = {}
    for pair in fixed:
        mentee, mentor = key_of(pair.request), key_of(pair.offer)
        if crowd.fits(mentee, mentor) and room[mentor] > 0:
            room[mentor] -= 1
            kept[mentee] = mentor
    return kept


def groups_of(requests: dict[str, Request]) -> dict[str, list[str]]:
    """By what mentees have said of themselves; the names are codes that wording.group_name reads."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, request in requests.items():
        groups["all"].append(key)
        groups["abroad" if request.countries else "here"].append(key)
        for trait in request.traits:
            groups[trait].append(key)
        for code, level in request.languages.items():
            if level >= USEFUL:
                groups[f"speaks:{code}"].append(key)
    return groups


class Present:
    """What is true of a draft's people at this moment; asked once the rows of all of them are held."""

    def __init__(self, centre: Centre, requests: Collection[int], offers: Collection[int], at: dt.datetime) -> None:
        counting = Request.objects.for_centre(centre).counting(at).filter(pk__in=requests)
        self.requests = {request.pk: request for request in counting}
        standing = Mentorship.objects.standing().filter(request__in=requests)
        self.asked = set(standing.values_list("request", flat=True))
        ready = offers_ready(centre, at).filter(pk__in=offers)
        self.offers = {offer.pk: offer for offer in ready}
        self.free = {offer.pk: places(offer) for offer in ready}
        # Asked last: who says no at this moment keeps the two apart in the same breath as the question ends.
        self.apart = set(Apart.objects.filter(centre=centre).values_list("mentee", "mentor"))
        self.weights = weights_of(centre)

    def against(self, pair: RunPair) -> Left | None:
        """Why this pair is left out; otherwise takes its place and brings its score up to date."""
        request, offer = self.requests.get(pair.request_id), self.offers.get(pair.offer_id)
        if request is None:
            return Left.REQUEST
        if request.pk in self.asked:
            return Left.ASKED
        return Left.OFFER if offer is None else self.between(pair, request, offer)

    def between(self, pair: RunPair, request: Request, offer: Offer) -> Left | None:
        if (request.member_id, offer.member_id) in self.apart:
            return Left.APART
        if self.free[offer.pk] < 1:
            return Left.FULL
        found = matching.best(need_of(request), Mentors([replace(as_offer(offer), capacity=1)], self.weights))
        if not found:
            return Left.UNFIT
        self.free[offer.pk] -= 1
        pair.total, pair.parts, pair.km = found[0].total, found[0].parts, found[0].km
        return None
