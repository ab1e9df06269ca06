"""What somebody said, in the reader's words."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from mentoring.matching import LEVELS
from mentoring.matching.people import PARTS_OF_DAY
from mentoring.models import Offer, Part, Request, Said, Strength, Topic, Trait
from mentoring.vocabulary import country_name, language_name, listed, occupation_name

PARTS_OF_THE_DAY = (gettext_lazy("morning"), gettext_lazy("noon"), gettext_lazy("evening"))
Fact = tuple[str, str]
# Of a mentorship, by Mentorship.state.
STATES = {
    "open": gettext_lazy("waits for an answer"),
    "active": gettext_lazy("agreed"),
    "completed": gettext_lazy("completed"),
    "ended": gettext_lazy("ended"),
    "declined": gettext_lazy("declined"),
    "lapsed": gettext_lazy("not answered in time"),
    "withdrawn": gettext_lazy("taken back"),
}


def topic_name(topic: str) -> str:
    return str(Topic(topic).label)


def facts_of(said: Said, parts: Collection[str] = Part.values) -> list[Fact]:
    """What was said: topics, languages and the ways to meet in any case, of the rest only `parts`."""
    facts = [
        *asked_or_offered(said),
        (_("Languages"), languages(said.languages)),
        (_("How to meet"), ways(said, parts)),
    ]
    if Part.HOURS in parts and said.hours:
        facts.append((_("When"), week(said.hours)))
    if Part.OCCUPATIONS in parts and (said.occupations or said.skills):
        facts.append((_("Work and skills"), listed([*map(occupation_name, said.occupations), *said.skills])))
    if Part.COUNTRIES in parts and said.countries:
        facts.append((_("Has lived in"), listed(map(country_name, said.countries))))
    if Part.TRAITS in parts and said.traits:
        facts.append((_("About the person"), listed(str(Trait(trait).label) for trait in said.traits)))
    if Part.WORDS in parts and said.words:
        facts.append((_("In their own words"), said.words))
    return facts


def asked_or_offered(said: Said) -> list[Fact]:
    if isinstance(said, Offer):
        return [(_("Can help with"), listed(map(topic_name, said.topics)))]
    assert isinstance(said, Request)
    return [(_("Needs most"), topic_name(said.first))] + (
        [(_("And then"), listed(map(topic_name, said.topics[1:])))] if said.second else []
    )


def time_of(offer: Offer) -> list[Fact]:
    people = ngettext("%(count)d person at a time", "%(count)d people at a time", offer.capacity)
    hours = ngettext("%(count)d hour a month", "%(count)d hours a month", offer.hours_a_month)
    return [
        (_("For how many"), people % {"count": offer.capacity}),
        (_("How much time"), hours % {"count": offer.hours_a_month}),
    ]


def languages(levels: dict[str, int]) -> str:
    best_first = sorted(levels.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{language_name(code)} ({LEVELS[level - 1]})" for code, level in best_first)


def ways(said: Said, parts: Collection[str]) -> str:
    ways = [_("online")] if said.online else []
    if said.in_person:
        known = Part.DISTANCE in parts
        far = _("in person, within %(km)d km of %(place)s") % {"km": said.within_km, "place": said.place}
        ways.append(far if known else _("in person"))
    return listed(ways)


def wishes(wanted: dict[str, str]) -> str:
    labels = {**dict(Trait.choices), "country": _("somebody who has lived in the same country")}
    return ", ".join(f"{labels[trait]} ({Strength(strength).label})" for trait, strength in wanted.items())


def week(hours: Iterable[int]) -> str:
    """ "Tuesday evening; Saturday morning, noon"."""
    by_day: dict[int, list[str]] = {}
    for hour in sorted(hours):
        day, part = divmod(hour, PARTS_OF_DAY)
        by_day.setdefault(day, []).append(str(PARTS_OF_THE_DAY[part]))
    return "; ".join(f"{day_name(day)} {', '.join(parts)}" for day, parts in by_day.items())


def day_name(day: int) -> str:
    """As it stands within a sentence: of our languages, only English writes it with a capital letter."""
    name = str(WEEKDAYS[day])
    return name if (get_language() or "en").startswith("en") else name.lower()


def moment_of(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """ "Tuesday, 4 May 2027, 18:00", by the clock of the place."""
    here = moment.astimezone(zone)
    return f"{date_format(here, 'l')}, {date_format(here, 'DATE_FORMAT')}, {here:%H:%M}"


def slot(hour: int) -> tuple[str | Promise, str | Promise]:
    day, part = divmod(hour, PARTS_OF_DAY)
    return WEEKDAYS[day], PARTS_OF_THE_DAY[part]
