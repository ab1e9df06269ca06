"""Proposing a meeting or another time for one, answering, and saying afterwards how it went."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board.forms.writing import TokenField
from community.members.models import User
from mentoring import actions
from mentoring.forms.fields import MomentField
from mentoring.models import Attendance, Meeting, MeetingProposal, Mentorship
from mentoring.models.meetings import MOST_TIMES
from mentoring.suggesting import MOST_SUGGESTED, times_for_both
from mentoring.wording import moment_of

LENGTHS = (30, 45, 60, 90, 120, 180)
USUAL = 60
ONLY_SAFE = _("Only addresses that begin with https:// are taken.")


class LineField(forms.CharField):
    """One line, however it was typed."""

    def to_python(self, value: Any) -> str:
        text = "".join(letter if letter.isprintable() else " " for letter in super().to_python(value) or "")
        return " ".join(text.split())


class MeetingForm(forms.Form):
    token = TokenField()
    suggested = forms.MultipleChoiceField(
        label=_("Times at which you are usually both free"),
        help_text=_("Choose up to three, or write your own below."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    time_1 = MomentField(label=_("First time"), required=False)
    time_2 = MomentField(label=_("Second time"), required=False)
    time_3 = MomentField(label=_("Third time"), required=False)
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, initial=USUAL)
    place = LineField(
        label=_("Where"), help_text=_("A place in words, if you meet in person."), max_length=200, required=False
    )
    link = forms.CharField(
        label=_("Link of the call"),
        help_text=_("If you meet online. We never open it ourselves."),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    about = LineField(
        label=_("What about"), help_text=_("One line, for the two of you."), max_length=200, required=False
    )

    def __init__(self, *args: Any, mentorship: Mentorship, member: User, meeting: Meeting | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.mentorship, self.member, self.meeting = mentorship, member, meeting
        self.now, zone = timezone.now(), mentorship.centre.zone
        mine = actions.meetings_of(member, besides=meeting)
        free = free_of(times_for_both(mentorship, at=self.now), mine)[:MOST_SUGGESTED]
        choices = [(each.astimezone(dt.UTC).isoformat(), moment_of(each, zone)) for each in free]
        vars(self.fields["suggested"])["unmarked"] = True
        self.fields["suggested"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["suggested"]
        for name in self.time_names:
            self.fields[name].zone = zone  # type: ignore[attr-defined]
            vars(self.fields[name])["unmarked"] = True
        lengths = {*LENGTHS} | ({meeting.minutes} if meeting else set())
        self.fields["minutes"].choices = [(each, _("%(count)d minutes") % {"count": each}) for each in sorted(lengths)]  # type: ignore[attr-defined]
        vars(self.fields["minutes"])["short"] = True
        for name in ("place", "link"):
            vars(self.fields[name])["unmarked"] = True
        if meeting:
            self.initial.update({name: getattr(meeting, name) for name in ("minutes", "place", "link", "about")})

    time_names = tuple(f"time_{number}" for number in range(1, MOST_TIMES + 1))

    @property
    def time_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.time_names]

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if not link:
            return ""
        try:
            cleaned = forms.URLField(assume_scheme="https", max_length=500).clean(link)
        except ValidationError as error:
            raise ValidationError(ONLY_SAFE, code="link") from error
        parts = urlsplit(cleaned)
        if parts.scheme != "https" or parts.username is not None:
            raise ValidationError(ONLY_SAFE, code="link")
        return cleaned

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["times"] = self.clean_times(data)
        if not (data.get("place") or data.get("link") or "place" in self.errors or "link" in self.errors):
            self.add_error("place", _("Please say where you meet: a place, or the link of a call."))
        return data

    def clean_times(self, data: dict[str, Any]) -> list[dt.datetime]:
        times = [dt.datetime.fromisoformat(each) for each in data.get("suggested", [])]
        for name in self.time_names:
            moment = data.get(name)
            if moment in times:
                self.add_error(name, _("You have named this time above."))
            elif moment and moment <= self.now:
                self.add_error(name, _("This time is over already. Please choose one that is still to come."))
            elif moment:
                times.append(moment)
        wrong = any(name in self.errors for name in (*self.time_names, "suggested"))
        where = "suggested" if "suggested" in self.fields else "time_1"
        if not wrong and not times:
            self.add_error(where, _("Please propose at least one time."))
        elif not wrong and len(times) > MOST_TIMES:
            self.add_error(where, _("Three times at most, please."))
        return times

    def save(self) -> MeetingProposal | None:
        """None where something stands against it, which is then on top of the form."""
        data = self.cleaned_data
        facts = actions.Facts(**{name: data[name] for name in ("minutes", "place", "link", "about")})
        try:
            return actions.propose(
                mentorship=self.mentorship,
                meeting=self.meeting,
                by=self.member,
                times=data["times"],
                facts=facts,
                token=data["token"],
                at=self.now,
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None


def free_of(times: list[dt.datetime], meetings: Any) -> list[dt.datetime]:
    """Without those at which the member has agreed to meet somebody; one query."""
    taken = list(meetings.values_list("starts_at", "ends_at"))
    lasts = dt.timedelta(minutes=USUAL)
    return [each for each in times if not any(each < end and each + lasts > start for start, end in taken)]


class PickForm(forms.Form):
    """Which of the proposed times."""

    starts_at = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, proposal: MeetingProposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone, now = proposal.mentorship.centre.zone, timezone.now()
        left = [each for each in proposal.moments if each > now]
        choices = [(each.isoformat(), moment_of(each, zone)) for each in left]
        self.fields["starts_at"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial = {"starts_at": choices[0][0]}

    def clean_starts_at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.cleaned_data["starts_at"])


class AttendanceForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Did it take place?"),
        help_text=_("The other side sees what you say; the mentor coordinator sees only how many meetings took place."),
        choices=Attendance.Answer.choices,
        widget=forms.RadioSelect,
    )


class NotesForm(forms.Form):
    for_both = forms.CharField(
        label=_("My note for both"),
        help_text=_("The other side reads it, nobody else."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    for_me = forms.CharField(
        label=_("My note only for me"),
        help_text=_("Nobody else ever reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, *, meeting: Meeting, by: User) -> None:
        for name, for_both in (("for_both", True), ("for_me", False)):
            actions.note(meeting=meeting, text=self.cleaned_data[name], for_both=for_both, by=by, at=timezone.now())
