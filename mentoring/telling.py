"""What matching says, in the mentor coordinator's words: part by part, why not, what if, and is it fair."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentoring.explaining import FULL
from mentoring.matching import PARTS
from mentoring.matching.scoring import USEFUL
from mentoring.models import Offer, Request, RunAlone, RunPair, Trait, Weighing
from mentoring.vocabulary import country_name, language_name, listed, occupation_name
from mentoring.wording import topic_name, week

ALONE = {
    "nobody": gettext_lazy("No mentor is ready yet."),
    "needs": gettext_lazy("No mentor helps with anything that is needed here."),
    "language": gettext_lazy("Whoever could help speaks no language in common well enough (B1)."),
    "place": gettext_lazy("Whoever could help lives too far away, and the two cannot meet online."),
    "wishes": gettext_lazy("A must of one side rules out everybody who could help."),
    "blocked": gettext_lazy("Whoever is left was asked before, is kept apart, forbidden here, or the same person."),
}
PART_NAMES = {field.name: field.verbose_name for field in Weighing._meta.concrete_fields if field.name in PARTS}
GROUPS = {
    "all": gettext_lazy("Everybody who asks"),
    "abroad": gettext_lazy("Have lived abroad"),
    "here": gettext_lazy("Name no country abroad"),
    "woman": gettext_lazy("Say that they are women"),
    "parent": gettext_lazy("Say that they are parents"),
}


@dataclass(frozen=True)
class Line:
    """A named part of a score. `points` is None where the part does not count for this mentee."""

    label: str
    points: int | None
    sentence: str


def lines_of(pair: RunPair) -> list[Line]:
    """All seven, in the order of matching; the coordinator reads all that both have said."""
    said = zip(PARTS, (needs, language, times, place, occupation, country, wishes), strict=True)
    return [
        Line(part_name(part), pair.parts.get(part), tell(pair, pair.request, pair.offer) if part in pair.parts else "")
        for part, tell in said
    ]


def part_name(part: str) -> str:
    return str(PART_NAMES[part])


def needs(pair: RunPair, request: Request, offer: Offer) -> str:
    met = listed(topic_name(topic) for topic in request.topics if topic in offer.topics)
    if not (unmet := [topic_name(topic) for topic in request.topics if topic not in offer.topics]):
        return _("Can help with all of it: %(topics)s") % {"topics": met}
    return _("Can help with %(topics)s, not with %(others)s") % {"topics": met, "others": listed(unmet)}


def language(pair: RunPair, request: Request, offer: Offer) -> str:
    both = {code: min(level, offer.languages.get(code, 0)) for code, level in request.languages.items()}
    best_first = sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))
    common = [language_name(code) for code, level in best_first if level >= USEFUL]
    return _("Both speak %(languages)s") % {"languages": listed(common)}


def times(pair: RunPair, request: Request, offer: Offer) -> str:
    common = set(request.hours) & set(offer.hours)
    return _("Both are free: %(times)s") % {"times": week(common)} if common else _("No time suits both")


def place(pair: RunPair, request: Request, offer: Offer) -> str:
    if pair.km is None:
        return _("They can only meet online")
    return _("They live about %(km)d km apart") % {"km": pair.km} if pair.km else _("They live next to each other")


def occupation(pair: RunPair, request: Request, offer: Offer) -> str:
    points = pair.parts["occupation"]
    if not points:
        return _("Their trades have nothing in common")
    groups = {code[:2] for code in request.occupations}
    same = [code for code in offer.occupations if code in request.occupations]
    common = same or [code for code in offer.occupations if code[:2] in groups]
    named = {"occupations": listed(map(occupation_name, common))}
    return (_("The same trade: %(occupations)s") if points == FULL else _("A trade close by: %(occupations)s")) % named


def country(pair: RunPair, request: Request, offer: Offer) -> str:
    common = [country_name(code) for code in offer.countries if code in request.countries]
    if not common:
        return _("No country in common")
    return _("Both have lived in %(countries)s") % {"countries": listed(common)}


def wishes(pair: RunPair, request: Request, offer: Offer) -> str:
    if not (request.wishes or offer.wishes):
        return _("Neither wishes for anybody in particular")
    points = pair.parts["wishes"]
    if points == FULL:
        return _("Each is whom the other wished for")
    return _("Some wishes come true") if points else _("No wish comes true")


def why_alone(alone: RunAlone) -> str:
    if alone.kind == "full":
        text = ngettext(
            "The one mentor who fits has no free place left.",
            "None of the %(count)d mentors who fit has a free place left.",
            alone.fitting,
        )
        return text % {"count": alone.fitting}
    return str(ALONE[alone.kind])


def addition(told: dict[str, Any]) -> str:
    """What one more mentor of a kind would change."""
    text = ngettext(
        "One more mentor for %(topic)s who speaks this language: %(language)s. Brings %(pairs)d more pair.",
        "One more mentor for %(topic)s who speaks this language: %(language)s. Brings %(pairs)d more pairs.",
        told["pairs"],
    )
    named = {"topic": topic_name(told["topic"]), "language": language_name(told["language"])}
    return text % (named | {"pairs": told["pairs"]})


@dataclass(frozen=True)
class Share:
    label: str
    size: int
    matched: int  # per cent
    mean: int | None


def shares(groups: list[dict[str, Any]]) -> list[Share]:
    """Everybody first."""
    rows = sorted(groups, key=lambda group: (group["name"] != "all", group["name"]))
    return [
        Share(
            group_name(group["name"]),
            group["size"],
            round(100 * group["matched"]),
            None if group["mean"] is None else round(group["mean"]),
        )
        for group in rows
    ]


def group_name(name: str) -> str:
    kind, _colon, code = name.partition(":")
    if kind == "speaks":
        return _("Speak this language: %(language)s") % {"language": language_name(code)}
    return str(GROUPS[name] if name in GROUPS else Trait(name).label)
