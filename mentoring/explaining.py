"""Why these two: sentences out of the parts of a score. They name of the mentor only what the mentor opened."""

from django.utils.translation import gettext as _

from mentoring.matching import Pair
from mentoring.matching.scoring import USEFUL
from mentoring.models import Offer, Part, Request
from mentoring.vocabulary import country_name, language_name, listed, occupation_name
from mentoring.wording import topic_name, week

FULL = 100


def reasons(request: Request, offer: Offer, pair: Pair) -> list[str]:
    """The most important first; a part without points says nothing."""
    said = (helps(request, offer), speaks(request, offer), times(request, offer), place(offer, pair))
    also = (trade(request, offer, pair), country(request, offer, pair), wished(request, pair))
    return [sentence for sentence in (*said, *also) if sentence]


def helps(request: Request, offer: Offer) -> str:
    common = [topic_name(topic) for topic in request.topics if topic in offer.topics]
    return _("Can help with what you need: %(topics)s") % {"topics": listed(common)}


def speaks(request: Request, offer: Offer) -> str:
    both = {code: min(level, offer.languages.get(code, 0)) for code, level in request.languages.items()}
    best_first = sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))
    common = [language_name(code) for code, level in best_first if level >= USEFUL]
    return _("You both speak: %(languages)s") % {"languages": listed(common)}


def times(request: Request, offer: Offer) -> str:
    common = set(request.hours) & set(offer.hours)
    if not common:
        return ""
    if Part.HOURS in offer.shown:
        return _("Free when you are: %(times)s") % {"times": week(common)}
    return _("There are times when you are both free")


def place(offer: Offer, pair: Pair) -> str:
    if pair.km is None:
        return _("You can meet online")
    if Part.DISTANCE not in offer.shown:
        return _("Near enough to meet in person")
    return _("About %(km)d km away") % {"km": pair.km} if pair.km else _("Less than a kilometre away")


def trade(request: Request, offer: Offer, pair: Pair) -> str:
    points = pair.parts.get("occupation", 0)
    if not points:
        return ""
    groups = {code[:2] for code in request.occupations}
    same = [code for code in offer.occupations if code in request.occupations]
    common = same or [code for code in offer.occupations if code[:2] in groups]
    named = {"occupations": listed(map(occupation_name, common))}
    if Part.OCCUPATIONS not in offer.shown:
        return _("Has worked in your trade") if points == FULL else _("Has worked in a trade close to yours")
    if points == FULL:
        return _("Has worked in your trade: %(occupations)s") % named
    return _("Has worked in a trade close to yours: %(occupations)s") % named


def country(request: Request, offer: Offer, pair: Pair) -> str:
    if not pair.parts.get("country"):
        return ""
    if Part.COUNTRIES not in offer.shown:
        return _("Has lived in a country where you have lived")
    common = [country_name(code) for code in offer.countries if code in request.countries]
    return _("Has lived where you have: %(countries)s") % {"countries": listed(common)}


def wished(request: Request, pair: Pair) -> str:
    return _("Is whom you wished for") if request.wishes and pair.parts["wishes"] == FULL else ""
