"""Why hours could not be read, as a sentence with the place of the fault."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .tree import HoursError

ERRORS = {
    "ampm": gettext_lazy("Please write times by the clock of 24 hours, 17:00 for 5 pm."),
    "backwards": gettext_lazy("“%(found)s” ends before it begins."),
    "beyond": gettext_lazy("These hours are too intricate for this house. Please say them more simply."),
    "bracket": gettext_lazy("A “]” is missing here."),
    "comma": gettext_lazy("Say before the comma when it is open, or write “PH off; Dec 24 off” for days off."),
    "day": gettext_lazy("The month has no such day: “%(found)s”."),
    "empty": gettext_lazy("There are no hours here."),
    "end": gettext_lazy("Something is missing at the end."),
    "holiday_weekday": gettext_lazy("Put a comma between public holidays and days: PH,Mo."),
    "long": gettext_lazy("At most 255 characters, please: these are %(found)s."),
    "month": gettext_lazy("A month should stand here: Jan, Feb, Mar and so on."),
    "month_day": gettext_lazy("Give both dates a day, or neither."),
    "month_onward": gettext_lazy("Give the month a day: Mar 1+."),
    "no_time": gettext_lazy("There is no such time: “%(found)s”."),
    "nth": gettext_lazy("A month has no more than five of a day of the week."),
    "number": gettext_lazy("A number should stand here."),
    "offset": gettext_lazy("At most 366 days, please."),
    "over": gettext_lazy("“%(found)s” is longer than a day."),
    "point": gettext_lazy("The time after which it closes is missing: write 9:00-17:00, or 9:00+ where none is set."),
    "quote": gettext_lazy("The quotation mark at the end of the comment is missing."),
    "repeated": gettext_lazy("Times that repeat cannot be opening hours."),
    "same": gettext_lazy("“%(found)s” begins and ends at the same time. Write 00:00-24:00 for a whole day."),
    "sign": gettext_lazy("Opening hours do not have the sign “%(found)s”."),
    "sun": gettext_lazy("Write it like this: (sunset-01:00)."),
    "time": gettext_lazy("A time should stand here: 9:00-17:00."),
    "unexpected": gettext_lazy("“%(found)s” cannot stand here."),
    "week": gettext_lazy("A year has weeks from 1 to 53."),
    "weekday": gettext_lazy("A day should stand here: Mo, Tu, We, Th, Fr, Sa or Su."),
    "word": gettext_lazy("“%(found)s” is no word of opening hours. Days are Mo, Tu, We, Th, Fr, Sa and Su."),
    "year": gettext_lazy("A year from 1900 to 2999 should stand here."),
}


def error_words(error: HoursError) -> str:
    told = str(ERRORS[error.code]) % {"found": error.found}
    if error.code in {"beyond", "empty", "long"}:
        return told
    return _("%(fault)s (Character %(position)d.)") % {"fault": told, "position": error.position + 1}
