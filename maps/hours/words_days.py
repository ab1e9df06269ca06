"""The names of days, dates, seasons and times, in the reader's language."""

from datetime import date, time

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import get_format, time_format
from django.utils.translation import get_language, ngettext, pgettext, to_locale
from django.utils.translation import gettext as _

from .tree import DAY, Clock, Date, Dates, Holiday, Numbers, Rule, Span, Weekdays


def named(day: date, with_year: bool = False) -> str:
    """24 December, 24 grudnia."""
    language = get_language() or "en"
    locale = Locale.parse("en_GB" if language == "en" else to_locale(language))
    return format_date(day, "long", locale=locale) if with_year else format_skeleton("MMMMd", day, locale=locale)


def clock_time(minutes: int) -> str:
    """By the clock of 24 hours, which all our countries read; 1440 minutes are 24:00."""
    if minutes == DAY:
        return "24:00"
    shape = get_format("TIME_FORMAT")
    return time_format(time(minutes // 60, minutes % 60), "G:i" if "P" in shape else shape)


def _between(first: str, last: str) -> str:
    return pgettext("days or months", "%(first)s to %(last)s") % {"first": first, "last": last}


def weekdays_named(days: list[int]) -> str:
    """Neighbours drawn together: Monday to Friday, Sunday."""
    if len(days) == 7:
        return _("every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = []
    for run in runs:
        first, last = str(WEEKDAYS[run[0]]), str(WEEKDAYS[run[-1]])
        names += [_between(first, last)] if len(run) > 2 else [str(WEEKDAYS[day]) for day in run]
    return ", ".join(names)


def _moved(what: str, offset: int) -> str:
    if not offset:
        return what
    if offset > 0:
        told = ngettext("%(what)s, %(count)d day later", "%(what)s, %(count)d days later", offset)
    else:
        told = ngettext("%(what)s, %(count)d day earlier", "%(what)s, %(count)d days earlier", -offset)
    return told % {"what": what, "count": abs(offset)}


def _weekday(each: Weekdays) -> str:
    if not each.nth:
        return weekdays_named([day for day in range(7) if day in each])
    shapes = {
        1: _("first %(day)s of the month"),
        2: _("second %(day)s of the month"),
        3: _("third %(day)s of the month"),
        4: _("fourth %(day)s of the month"),
        5: _("fifth %(day)s of the month"),
        -1: _("last %(day)s of the month"),
    }
    before = _("%(day)s no. %(number)d counted from the end of the month")
    names = [shapes.get(nth, before) % {"day": WEEKDAYS[each.start], "number": -nth} for nth in each.nth]
    return _moved(", ".join(names), each.offset)


def _holiday(each: Holiday) -> str:
    if each.kind == "SH":
        return _("school holidays")
    near = {0: _("public holidays"), -1: _("the day before a public holiday"), 1: _("the day after a public holiday")}
    return near.get(each.offset) or _moved(_("public holidays"), each.offset)


def _date(each: Date) -> str:
    if not each.month:
        feasts = {
            -2: _("Good Friday"), -1: _("Holy Saturday"), 0: _("Easter Sunday"), 1: _("Easter Monday"),
            49: _("Pentecost"), 50: _("Whit Monday"), 60: _("Corpus Christi"),
        }  # fmt: skip
        name = feasts.get(each.offset) or _moved(_("Easter Sunday"), each.offset)
        return f"{name} {each.year}" if each.year else name
    if each.day:
        day = date(each.year or 2024, each.month, each.day)
        return _moved(named(day, with_year=bool(each.year)), each.offset)
    month = f"{MONTHS[each.month]} {each.year or ''}".strip()
    return f"{_weekday(each.weekday)} ({month})" if each.weekday else month


def _dates(each: Dates) -> str:
    if each.onward:
        return _("from %(start)s") % {"start": _date(each.start)}
    return _between(_date(each.start), _date(each.end)) if each.end else _date(each.start)


def _years(each: Numbers) -> str:
    if each.end is None:
        return _("from %(start)s") % {"start": each.start}
    return f"{each.start}–{each.end}{_every(each)}" if each.end != each.start else str(each.start)


def _every(each: Numbers) -> str:
    return " " + _("(every %(step)d.)") % {"step": each.step} if each.step > 1 else ""


def _weeks(each: Numbers) -> str:
    if each.step == 2 and each.start < 3 and (each.end or 0) > 51:
        return _("odd weeks of the year") if each.start == 1 else _("even weeks of the year")
    if each.start == each.end:
        return _("week %(number)d of the year") % {"number": each.start}
    return _("weeks %(first)d–%(last)d of the year") % {"first": each.start, "last": each.end} + _every(each)


def season_named(rule: Rule) -> str:
    """Years, dates and weeks of the year; empty for a rule that holds all year."""
    groups = [map(_years, rule.years), map(_dates, rule.dates), map(_weeks, rule.weeks)]
    return ", ".join(", ".join(group) for group in groups if group).strip(", ").replace(", , ", ", ")


def days_named(rule: Rule) -> str:
    """Its holidays and days of the week; empty where it limits neither."""
    plain = sorted({day for day in range(7) for each in rule.weekdays if not each.nth and day in each})
    nth = [_weekday(each) for each in rule.weekdays if each.nth]
    names = [*map(_holiday, rule.holidays), *([weekdays_named(plain)] if plain else []), *nth]
    told = ", ".join(names)
    return ", ".join(filter(None, [_("school holidays"), told])) if rule.school else told


def _clock(each: Clock) -> str:
    if not each.sun:
        return clock_time(each.minutes)
    suns = {"dawn": _("dawn"), "sunrise": _("sunrise"), "sunset": _("sunset"), "dusk": _("dusk")}
    sign = "−" if each.minutes < 0 else "+"
    return suns[each.sun] + (f" {sign} {clock_time(abs(each.minutes))}" if each.minutes else "")


def span_named(span: Span) -> str:
    if span.end is None:
        return _("from %(start)s") % {"start": _clock(span.start)}
    told = f"{_clock(span.start)}–{_clock(span.end)}"
    return _("%(span)s or longer") % {"span": told} if span.onward else told
