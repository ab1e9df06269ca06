"""Forms of the back office about events that repeat."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pages import actions
from pages.actions.repeating import as_shown
from pages.models import EventPage
from pages.rhythm import DAY, Rhythm, planned

MOST = 52
RHYTHMS = [
    (Rhythm.WEEKLY, _("every week")),
    (Rhythm.FORTNIGHTLY, _("every two weeks")),
    (Rhythm.MONTHLY, _("every month on the same weekday, such as the second Thursday or the last Friday")),
    (Rhythm.YEARLY, _("every year on the same date")),
]
TOO_MANY = _("At most 52 dates at once: choose an earlier last day.")


def spoken(day: dt.date) -> str:
    return f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}"


class RepeatForm(forms.Form):
    """How often and how long; once it is valid, `days` are the dates that come of it."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS, widget=forms.RadioSelect)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The last day on which it may take place. Or say below how many times."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    times = forms.IntegerField(
        label=_("How many more times"), required=False, min_value=1, max_value=MOST, help_text=_("At most 52.")
    )
    left_out = forms.CharField(
        label=_("Not on these days"),
        required=False,
        max_length=1000,
        help_text=_("Holidays, for instance: one day a line, such as 2027-05-03. They do not count."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hand_in = forms.BooleanField(
        label=_("Hand the new dates in for approval at once"),
        required=False,
        help_text=_("Coordinators get a message for each. Otherwise they stay drafts."),
    )

    def __init__(self, *args: Any, event: EventPage, now: dt.datetime, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.now = as_shown(event), now
        self.days: list[dt.date] = []
        if may_publish:
            del self.fields["hand_in"]

    def clean_left_out(self) -> set[dt.date]:
        field = forms.DateField()
        words = filter(None, (word.strip() for word in re.split(r"[\n;]", self.cleaned_data["left_out"])))
        found = set()
        for word in words:
            try:
                found.add(field.clean(word))
            except forms.ValidationError:
                raise forms.ValidationError(_("This is not a day: %(word)s"), params={"word": word}) from None
        return found

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors:
            return facts
        if bool(facts["until"]) == bool(facts["times"]):
            raise forms.ValidationError(_("Say either until when or how many times."))
        if facts["until"] and facts["until"] < self.earliest:
            self.add_error("until", _("This day is over. Dates in the past are not added."))
            return facts
        most = facts["times"] or MOST + 1
        until, left_out = facts["until"], facts["left_out"]
        rhythm = Rhythm(facts["rhythm"])
        self.days = planned(self.first, rhythm, earliest=self.earliest, most=most, until=until, left_out=left_out)
        if len(self.days) > MOST:
            self.add_error("until", TOO_MANY)
        elif not self.days:
            raise forms.ValidationError(_("No date comes of this: look at the last day and the days left out."))
        return facts

    @property
    def first(self) -> dt.date:
        return self.event.local_start.date()

    @property
    def earliest(self) -> dt.date:
        """Today, unless the event's hour has passed there."""
        local = self.now.astimezone(self.event.zone)
        return local.date() if local.time() < self.event.local_start.time() else local.date() + DAY


class DatesForm(forms.Form):
    """The dates that come of it, each to be unticked by hand."""

    days = forms.MultipleChoiceField(
        label=_("New dates"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one date."),
            "invalid_choice": _("One of these dates does not come of what you chose: look at the list again."),
        },
    )

    def __init__(self, *args: Any, days: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["days"]
        field.choices = [(day.isoformat(), spoken(day)) for day in days]
        field.initial = [day.isoformat() for day in days]

    def save(self, *, event: EventPage, by: Any, at: dt.datetime, hand_in: bool) -> list[EventPage]:
        days = [dt.date.fromisoformat(day) for day in self.cleaned_data["days"]]
        return actions.repeat_event(event=event, days=days, at=at, by=by, hand_in=hand_in)


class LaterForm(forms.Form):
    """What happens to all dates after this one; what changed is said in each language of the event."""

    CARRY, CANCEL = "carry", "cancel"
    what = forms.ChoiceField(
        label=_("All later dates"),
        choices=[(CARRY, _("read like this one, at the same hours")), (CANCEL, _("are cancelled"))],
        initial=CARRY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, languages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code, name in languages.items():
            self.fields[f"notice_{code}"] = forms.CharField(
                label=_("What changed (%(language)s)") % {"language": name},
                required=False,
                max_length=300,
                help_text=_("Shown above the event and sent to everybody with a seat."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        given = [code for code in self.languages if facts.get(f"notice_{code}")]
        if given or facts.get("what") == self.CANCEL:
            for code in self.languages:
                if code not in given and f"notice_{code}" not in self.errors:
                    self.add_error(f"notice_{code}", _("Say in a sentence what changed: people planned to come."))
        return facts

    def save(self, *, event: EventPage, by: Any, at: dt.datetime) -> list[EventPage]:
        notices = {code: self.cleaned_data[f"notice_{code}"] for code in self.languages}
        cancel = self.cleaned_data["what"] == self.CANCEL
        return actions.change_later(event=event, by=by, at=at, notices=notices, cancel=cancel)
