import datetime as dt

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from mentoring.models import MentorshipQuerySet
from mentoring.wording import STATES

DAY = dt.timedelta(days=1)
DATES = {
    "asked": (_("asked or proposed"), F("proposed_at")),
    "agreed": (_("agreed"), Greatest("mentor_accepted_at", "mentee_accepted_at")),
    "over": (_("ended or declined"), Coalesce("declined_at", "ended_at")),
}


def day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[arg-type]


class MentorshipFilter(forms.Form):
    """Narrows the coordinator's list; what cannot be read narrows nothing."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), *STATES.items()])
    who = forms.CharField(label=_("Name of one of both"), required=False, max_length=80)
    date = forms.ChoiceField(
        label=_("Which date"), required=False, choices=[(key, label) for key, (label, _field) in DATES.items()]
    )
    since = day(_("From"))
    until = day(_("Until"))

    def narrowed(self, found: MentorshipQuerySet, centre: Centre) -> MentorshipQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("state"):
            found = found.in_state(asked["state"], timezone.now())
        if asked.get("who"):
            found = found.with_somebody_called(asked["who"])
        return self.dated(found, centre) if asked.get("since") or asked.get("until") else found

    def dated(self, found: MentorshipQuerySet, centre: Centre) -> MentorshipQuerySet:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        kind = self.cleaned_data.get("date") or "asked"
        found = found.alias(dated=DATES[kind][1])
        if kind == "agreed":  # PostgreSQL's greatest of a date and nothing is the date
            found = found.filter(mentor_accepted_at__isnull=False, mentee_accepted_at__isnull=False)
        if since:
            found = found.filter(dated__gte=start_of(since, centre))
        return found.filter(dated__lt=start_of(until + DAY, centre)) if until else found


def start_of(day: dt.date, centre: Centre) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=centre.zone)
