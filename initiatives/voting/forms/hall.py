"""All input in the hall and after it. Each form validates, then hands over to one verb."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.forms.meetings import DayField
from initiatives.voting.models import Attendance, HandingIn, Hands, Meeting, Minutes, Motion, Remark, Term
from initiatives.voting.models.meetings import MOST_PEOPLE

MOST_NAMES = 2000


class PeopleField(forms.IntegerField):
    """A number of people, typed on a phone."""

    short = True

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PEOPLE, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}


class SeenField(forms.IntegerField):
    """The number of the count that the writer had before them; 0 for none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=30_000)


class AttendanceForm(forms.Form):
    """Those present at a term. After the first count it is a correction, with a reason."""

    after = SeenField()
    term = forms.ChoiceField(label=_("Counted at"), widget=forms.RadioSelect)
    present = PeopleField(label=_("Present and entitled to vote"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=400, help_text=_("It stands in the minutes.")
    )

    def __init__(self, *args: Any, meeting: Meeting, last: Attendance | None, at: dt.datetime, **options: Any) -> None:
        terms = possible_terms(meeting, last)
        second = terms[-1] == Term.SECOND and meeting.second_term_at is not None and meeting.second_term_at <= at
        options["initial"] = {"after": last.number if last else 0, "term": terms[-1] if second else terms[0]}
        super().__init__(*args, **options)
        self.meeting = meeting
        term: Any = self.fields["term"]
        term.choices = [(each.value, each.label) for each in terms]
        if len(terms) == 1:
            term.widget = forms.HiddenInput()
        if last is None:
            del self.fields["reason"]

    def save(self, *, by: User) -> Attendance:
        return actions.count_attendance(meeting=self.meeting, by=by, **self.cleaned_data)


def possible_terms(meeting: Meeting, last: Attendance | None) -> list[Term]:
    if last is None or (last.term == Term.FIRST and last.has_quorum):
        return [Term.FIRST]
    if last.term == Term.SECOND:
        return [Term.SECOND]
    return [Term.FIRST] + ([Term.SECOND] if meeting.second_term_at else [])


class HandsForm(forms.Form):
    """Hands raised on one motion. After the first count it is a correction, with a reason."""

    after = SeenField()
    in_favour = PeopleField(label=_("In favour"))
    against = PeopleField(label=_("Against"))
    abstained = PeopleField(label=_("Abstained"))
    reason = forms.CharField(
        label=_("Reason for the correction"), required=False, max_length=400, help_text=_("It stands in the minutes.")
    )

    def __init__(self, *args: Any, motion: Motion, last: Hands | None, **options: Any) -> None:
        options["initial"] = {"after": last.number if last else 0}
        super().__init__(*args, **options)
        self.motion = motion
        if last is None:
            del self.fields["reason"]

    def save(self, *, by: User) -> Hands:
        return actions.count_hands(motion=self.motion, by=by, **self.cleaned_data)


class NamesForm(forms.Form):
    """Names of those present, one a line."""

    names = forms.CharField(
        label=_("Names of those present"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=100_000,
        help_text=_("One a line. Two people of one name: add the house number."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) > MOST_NAMES:
            raise ValidationError(_("These are too many names at once."))
        for name in names:
            if len(name) > 120:
                raise ValidationError(_("This is too long for a name: %(name)s…"), params={"name": name[:30]})
        return names

    def save(self) -> int:
        return actions.list_names(meeting=self.meeting, names=self.cleaned_data["names"])


class MinutesForm(forms.ModelForm):
    """Who answers for the minutes. `seen` is the seal of what stood on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Minutes
        fields = ("chair_name", "clerk_name")

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting
        for name in self.Meta.fields:
            self.fields[name].widget.attrs |= {"autocomplete": "off"}

    def save(self, *, by: User) -> Minutes:  # type: ignore[override]
        return actions.adopt_minutes(meeting=self.meeting, by=by, **self.cleaned_data)


class HandingInForm(forms.ModelForm):
    day = DayField(label=_("Handed in on"))

    class Meta:
        model = HandingIn
        fields = ("day", "reference")

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting

    def save(self, *, by: User) -> HandingIn:  # type: ignore[override]
        return actions.hand_in(meeting=self.meeting, by=by, at=timezone.now(), **self.cleaned_data)


class RemarkForm(forms.ModelForm):
    class Meta:
        model = Remark
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": _("Everybody reads it below the results. Name no private person.")}

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting

    def save(self, *, by: User) -> Remark:  # type: ignore[override]
        return actions.remark(meeting=self.meeting, text=self.cleaned_data["text"], by=by)
