"""All input before a village meeting. Each form validates, then hands over to one verb."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.templatetags.interface import money
from community.members.models import Centre, Membership, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.actions.meetings import FACTS
from initiatives.voting.customs import usual
from initiatives.voting.forms.fields import IdeasField, MomentField, MoneyField
from initiatives.voting.models import Meeting, Motion


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


class MeetingForm(forms.ModelForm):
    """A meeting before it begins. Times are the centre's own."""

    first_term_at = MomentField(label=_("First term"))
    second_term_at = MomentField(
        label=_("Second term"),
        required=False,
        help_text=_(
            "Often a quarter of an hour later: if too few came to the first, no quorum is asked for from then on."
        ),
    )
    deadline_on = DayField(
        label=_("The request must be handed in by"),
        required=False,
        help_text=_("Everybody sees on the meeting's page how many days are left."),
    )

    class Meta:
        model = Meeting
        fields = [name for name in FACTS if name != "fund"]  # asked for in whole coins
        help_texts = {
            "entitled": _("How many people may vote at this meeting."),
            "quorum_parts": _("For a fifth write 1 here and 5 below; 0 where the first term needs no quorum."),
            "agenda": _("One item a line."),
            "office": _("For example the mayor of the commune."),
            "legal_basis": _("It stands in the resolutions and in the request."),
        }

    def __init__(self, *args: Any, centre: Centre, **options: Any) -> None:
        if options.get("instance") is None:
            options["initial"] = usual(centre.country, at=timezone.now()) | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.instance.centre = centre
        self.instance.language = self.instance.language or centre.language
        self.instance.currency = self.instance.currency or centre.currency
        for name in ("entitled", "quorum_parts", "quorum_of", "budget_year"):
            self.fields[name].short = True  # type: ignore[attr-defined]
        self.fields["fund"] = MoneyField(
            currency=self.instance.currency,
            label=_("Fund to decide about"),
            required=False,
            initial=self.instance.fund,
            help_text=_("The motions adopted cannot cost more together. Leave it empty where no fund is divided."),
        )
        self.order_fields([*self.Meta.fields[:9], "fund"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.fund = cleaned.get("fund")
        return cleaned

    def save(self, commit: bool = True) -> Meeting:
        return actions.save_meeting(meeting=self.instance, at=timezone.now())


class ChairForm(forms.Form):
    """Names the member who runs this one meeting; left empty, only coordinators do."""

    account = forms.CharField(
        label=_("Sign-in name or e-mail of a member"),
        required=False,
        max_length=254,
        help_text=_("They count, keep the attendance list and close this meeting, and nothing else."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting

    def clean_account(self) -> User | None:
        account = self.cleaned_data["account"].strip()
        if not account:
            return None
        here = Membership.objects.for_centre(self.meeting.centre).filter(member__is_active=True)
        found = here.filter(Q(member__handle__iexact=account) | Q(member__email__iexact=account)).first()
        if found is None:
            raise ValidationError(_("No member of this centre signs in with this."))
        return found.member

    def save(self) -> None:
        actions.name_chair(meeting=self.meeting, chair=self.cleaned_data["account"])


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("Everybody reads it on the meeting's page.")
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting

    def save(self) -> None:
        actions.call_off(meeting=self.meeting, reason=self.cleaned_data["reason"], at=timezone.now())


class MotionForm(forms.ModelForm):
    class Meta:
        model = Motion
        fields = ("title", "text", "reasons", "proposed_by")
        help_texts = {
            "text": _("What the meeting shall decide, in full: it becomes the text of the resolution."),
            "reasons": _("Why, and for whom: it goes into the request."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        currency = self.instance.meeting.currency
        self.fields["cost"] = MoneyField(
            currency=currency,
            label=_("Cost"),
            required=False,
            initial=self.instance.cost or None,
            help_text=_("Leave it empty where the motion costs nothing."),
        )
        self.order_fields(["title", "text", "cost"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.cost = cleaned.get("cost") or 0
        return cleaned

    def save(self, commit: bool = True) -> Motion:
        return actions.save_motion(motion=self.instance)


class AdmittedForm(forms.Form):
    """Which admitted initiatives become motions."""

    initiatives = IdeasField(
        queryset=Initiative.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Admitted initiatives")
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.meeting = meeting
        offered: Any = self.fields["initiatives"]
        offered.queryset = admitted(meeting)
        offered.label_from_instance = lambda idea: f"{idea.title} · {money(idea.cost, meeting.currency)}"

    def save(self) -> list[Motion]:
        return actions.adopt_motions(meeting=self.meeting, initiatives=self.cleaned_data["initiatives"])


def admitted(meeting: Meeting) -> QuerySet[Initiative]:
    """Admitted initiatives of the centre that are no motion of this meeting yet."""
    ideas = Initiative.objects.for_centre(meeting.centre).shown().filter(state=Initiative.State.ADMITTED)
    return ideas.exclude(motions__meeting=meeting).order_by("title", "pk")
