"""Opening hours said in words, for a table of days. What is said comes from the same rules as the state.

`in_words(hours, language)` gives rows of a label and a text, capitalised where a row begins. The rows of the usual week
come first; where rows speak of the same day, the later one holds, as in the rules.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from .evaluate import Hours
from .tree import ALL_DAY, Rule
from .words_days import days_named, season_named, span_named, weekdays_named
from .words_errors import error_words
from .words_now import status_words

__all__ = ["Row", "error_words", "in_words", "status_words"]


class Row(NamedTuple):
    label: str
    text: str


@dataclass
class _Section:
    """Rows of one season: either a week of days, or one rule that no week can show."""

    rule: Rule
    is_week: bool
    days: dict[int, list[Rule]] = field(default_factory=dict)


def in_words(hours: Hours, language: str) -> list[Row]:
    with override(language):
        sections: list[_Section] = []
        rest = "" if any(rule.joined == "||" for rule in hours.rules) else _("closed")
        for rule in hours.rules:
            _add(sections, rule)
        sections.sort(key=lambda section: not (section.is_week and _all_year(section.rule)))
        rows = [row for section in sections for row in _rows(section, rest)]
        told = any(section.is_week and _all_year(section.rule) for section in sections)
        if rest and not told and any(rule.state != "closed" for rule in hours.rules):
            rows.append(Row(_("otherwise"), rest))
        return [Row(capfirst(label), text) for label, text in rows]


def _all_year(rule: Rule) -> bool:
    return not (rule.years or rule.dates or rule.weeks)


def _fits_week(rule: Rule) -> bool:
    nth = any(each.nth for each in rule.weekdays)
    return not (nth or rule.school or (rule.holidays and not rule.weekdays) or rule.joined == "||")


def _add(sections: list[_Section], rule: Rule) -> None:
    covered = _weekdays(rule)
    takes_place = rule.joined == ";" and not (rule.state == "closed" and rule.spans)
    if takes_place and _fits_week(rule) and _all_year(rule):
        for section in sections:
            section.days = {day: kept for day, kept in section.days.items() if day not in covered}
    if not _fits_week(rule):
        sections.append(_Section(rule, is_week=False, days={day: [rule] for day in covered}))
        return
    season = (rule.years, rule.dates, rule.weeks)
    same = (each for each in sections if each.is_week and (each.rule.years, each.rule.dates, each.rule.weeks) == season)
    section = next(same, None) or _Section(rule, is_week=True)
    if section not in sections:
        sections.append(section)
    for day in covered:
        section.days[day] = [rule] if takes_place else [*section.days.get(day, []), rule]
    if rule.holidays:
        alone = replace(rule, weekdays=())
        sections.append(_Section(alone, is_week=False, days={day: [alone] for day in range(7)}))


def _weekdays(rule: Rule) -> list[int]:
    limited = rule.weekdays and not rule.holidays
    named = [day for day in range(7) if any(day in each for each in rule.weekdays)]
    return named if limited or (named and _fits_week(rule)) else list(range(7))


def _rows(section: _Section, rest: str) -> list[Row]:
    rule, season = section.rule, season_named(section.rule)
    if not section.is_week:
        kept = sorted(section.days)
        if not kept:
            return []
        told = days_named(rule)
        left = weekdays_named(kept) if kept != _weekdays(rule) and len(kept) < 7 else ""
        label = [_("otherwise") if rule.joined == "||" else "", season, told, left]
        return [Row(", ".join(filter(None, label)), _what(rule))]
    texts = {day: ", ".join(map(_what, rules)) for day, rules in section.days.items()}
    if rest and not season:
        texts = {day: texts.get(day, rest) for day in range(7)}
    rows = []
    for text in dict.fromkeys(texts[day] for day in sorted(texts)):
        days = weekdays_named([day for day in sorted(texts) if texts[day] == text])
        every = season and len([day for day in texts if texts[day] == text]) == 7
        rows.append(Row(season if every else ", ".join(filter(None, [season, days])), text))
    return rows


def _what(rule: Rule) -> str:
    """What holds then: 7:30–12:00, 13:00–15:30 (by appointment)."""
    spans = "" if rule.spans in ((), (ALL_DAY,)) else ", ".join(map(span_named, rule.spans))
    if rule.state == "closed":
        told = _("closed %(span)s") % {"span": spans} if spans else _("closed")
    elif rule.state == "unknown":
        if rule.comment and not spans:
            return rule.comment
        told = _("perhaps %(span)s") % {"span": spans} if spans else _("hours not known")
    else:
        told = spans or _("open all day")
    return f"{told} ({rule.comment})" if rule.comment else told
