"""One sentence about this moment: whether a place is open, and until when."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .evaluate import AHEAD, Hours, State, Stretch
from .words_days import clock_time, named


def status_words(hours: Hours, at: datetime, country: str, where: tuple[float, float] | None = None) -> str:
    """In the active language, without a full stop; `at` is aware, in the place's own zone."""
    now = hours.state(at, country, where)
    told = {State.OPEN: _open, State.CLOSED: _closed, State.UNKNOWN: _unknown}[now.state](hours, at, country, where)
    return f"{told} ({now.comment})" if now.comment else told


def _time(moment: datetime) -> str:
    return clock_time(moment.hour * 60 + moment.minute)


def _open(hours: Hours, at: datetime, country: str, where: tuple[float, float] | None) -> str:
    if any(span.onward for rule in hours.rules for span in rule.spans):
        return _("Open now, no closing time is given")
    change = hours.next_change(at, country, where)
    if change is None:
        return _("Always open")
    if change - at > timedelta(days=1):
        return _("Open now, without a break until %(date)s") % {"date": named(change.date())}
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    whole_day = hours.state(midnight, country, where).state == State.OPEN and change.date() > at.date()
    if whole_day and hours.next_change(midnight, country, where) == change:
        return _("Open all day")
    return _("Open now, closes at %(time)s") % {"time": _time(change)}


def _closed(hours: Hours, at: datetime, country: str, where: tuple[float, float] | None) -> str:
    stretches = hours.stretches(at, at + AHEAD, country, where)
    opening = next((each for each in stretches if each.state == State.OPEN), None)
    if opening is None:
        return _("Closed now")
    days = (opening.start.date() - at.date()).days
    return _opens(days, opening) % {"time": _time(opening.start), "date": named(opening.start.date())}


def _opens(days: int, opening: Stretch) -> str:
    if days == 0:
        return _("Closed now, opens at %(time)s")
    if days == 1:
        return _("Closed now, opens tomorrow at %(time)s")
    if days > 6:
        return _("Closed now, opens on %(date)s at %(time)s")
    return (
        _("Closed now, opens on Monday at %(time)s"),
        _("Closed now, opens on Tuesday at %(time)s"),
        _("Closed now, opens on Wednesday at %(time)s"),
        _("Closed now, opens on Thursday at %(time)s"),
        _("Closed now, opens on Friday at %(time)s"),
        _("Closed now, opens on Saturday at %(time)s"),
        _("Closed now, opens on Sunday at %(time)s"),
    )[opening.start.weekday()]


def _unknown(hours: Hours, at: datetime, country: str, where: tuple[float, float] | None) -> str:
    if hours.asks_school:
        return _("Perhaps open: it depends on the school holidays")
    return _("It is not known whether it is open now")
