"""What somebody said, as matching reads it; and a mentee's best five, each with its reasons."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef

from community.members.models import Centre
from mentoring import matching
from mentoring.explaining import reasons
from mentoring.matching import Mentors, Need, Pair, Wish
from mentoring.models import Apart, Mentorship, Offer, OfferPhoto, Part, Request, Said, Strength, weights_of
from mentoring.models.mentorships import takes_a_place
from mentoring.models.offers import OfferQuerySet
from mentoring.models.requests import RequestQuerySet
from mentoring.wording import Fact, facts_of


@dataclass(frozen=True)
class Proposal:
    """A mentor for a mentee. `name` and `facts` hold what the mentor opened, and nothing else of them."""

    offer: Offer
    pair: Pair
    reasons: list[str]
    name: str
    facts: list[Fact]
    photo: OfferPhoto | None

    @property
    def score(self) -> int:
        return round(self.pair.score)


def five_for(request: Request, *, at: dt.datetime) -> list[Proposal]:
    """Two queries, however many mentors there are, and one for the centre's weights."""
    offers = offers_with_room(request, at)
    by_key = {key_of(offer): offer for offer in offers}
    mentors = Mentors([*map(as_offer, offers)], weights_of(request.centre))
    found = matching.best(need_of(request, blocked=kept_apart(request)), mentors)
    return [proposal(request, by_key[pair.mentor], pair) for pair in found]


def proposal(request: Request, offer: Offer, pair: Pair) -> Proposal:
    name = str(offer.member) if Part.NAME in offer.shown else ""
    return Proposal(offer, pair, reasons(request, offer, pair), name, facts_of(offer, offer.shown), opened_photo(offer))


def opened_photo(said: Said) -> OfferPhoto | None:
    return getattr(said, "photo", None) if Part.PHOTO in said.shown else None


def offers_with_room(request: Request, at: dt.datetime) -> list[Offer]:
    return list(offers_ready(request.centre, at).filter(taken__lt=F("capacity")))


def offers_ready(centre: Centre, at: dt.datetime) -> OfferQuerySet:
    """With how many places are `taken`."""
    taken = Count("mentorships", filter=takes_a_place(at, "mentorships__"))
    return Offer.objects.for_centre(centre).ready(at).select_related("member", "centre", "photo").annotate(taken=taken)


def requests_waiting(centre: Centre, at: dt.datetime) -> RequestQuerySet:
    """The longest waiting first: nobody helps them, and they wait for nobody's answer."""
    taken = Mentorship.objects.live(at).filter(request=OuterRef("pk"))
    waiting = Request.objects.for_centre(centre).counting(at).filter(~Exists(taken))
    return waiting.select_related("member").order_by("written_at", "pk")


def kept_apart(request: Request) -> set[int]:
    """Members who said no, or whom this request has asked before."""
    apart = Apart.objects.filter(centre=request.centre_id, mentee=request.member_id).values_list("mentor")
    asked = Mentorship.objects.filter(request=request, mentor__isnull=False).order_by().values_list("mentor")
    return {member for (member,) in apart.union(asked)}


# --- As matching reads it ---------------------------------------------------------------------------------------------


def key_of(said: Said) -> str:
    """Of the member, so that nobody is paired with themself."""
    return str(said.member_id)


def as_offer(offer: Offer) -> matching.Offer:
    return matching.Offer(**person(offer), topics=frozenset(offer.topics), capacity=offer.capacity)


def need_of(request: Request, *, blocked: Collection[int] = ()) -> Need:
    return Need(**person(request), topics=tuple(request.topics), blocked=frozenset(map(str, blocked)))


def person(said: Said) -> dict[str, Any]:
    known = said.latitude is not None and said.longitude is not None
    return {
        "key": key_of(said),
        "languages": said.languages,
        "hours": frozenset(said.hours),
        "at": (said.latitude, said.longitude) if known else None,
        "within_km": said.within_km,
        "online": said.online,
        "occupations": frozenset(said.occupations),
        "countries": frozenset(said.countries),
        "traits": frozenset(said.traits),
        "wishes": tuple(wish(trait, strength, said) for trait, strength in sorted(said.wishes.items())),
    }


def wish(trait: str, strength: str, said: Said) -> Wish:
    """The same country is any of one's own."""
    wanted = "country:" + "|".join(sorted(said.countries)) if trait == "country" else trait
    return Wish(wanted, hard=strength == Strength.HARD)
