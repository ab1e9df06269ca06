"""All input of this room. Each form validates, then hands over to one verb."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.templatetags.interface import money
from community.members.actions import declare_residency, join
from community.members.models import Centre, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.choosing import WrongChoices, checked_choices
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import Extension, Project, Round
from initiatives.voting.secrecy import RECEIPT_LENGTH, normalised_receipt

MOST_MONEY = 10**11  # whole units of money


class ChoicesField(forms.Field):
    """The ticked projects, exactly as they were sent; the round's own rules say what is wrong with them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, round: Round, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.round = round

    def clean(self, value: Any) -> list[str]:
        try:
            return checked_choices(self.round, value or [])
        except WrongChoices as error:
            raise forms.ValidationError(str(error)) from error


class BallotForm(forms.Form):
    """The ballot. Who has not said yet that they live here says it in the same form."""

    def __init__(self, *args: Any, round: Round, must_declare: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        self.fields["choices"] = ChoicesField(round=round, label=_("Your choice"))
        if must_declare:
            self.fields["lives_here"] = forms.BooleanField(
                label=_("I live in %(centre)s.") % {"centre": round.centre.local_name},
                error_messages={"required": _("Please confirm that you live here: this vote is for residents.")},
            )

    @property
    def ticked(self) -> set[str]:
        return set(self["choices"].value() or [])

    def save(self, *, by: User) -> str:
        """The receipt. Whoever cannot vote in the end has not declared anything either."""
        if "lives_here" not in self.cleaned_data:
            return self.cast(by)
        now = timezone.now()
        with transaction.atomic():
            declare_residency(membership=join(member=by, centre=self.round.centre, at=now), at=now)
            return self.cast(by)

    def cast(self, by: User) -> str:
        return actions.cast(round=self.round, member=by, choices=self.cleaned_data["choices"])


class ReceiptForm(forms.Form):
    receipt = forms.CharField(label=_("Receipt"), max_length=40, help_text=_("Sixteen letters and digits."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receipt"].code = True  # type: ignore[attr-defined]
        self.fields["receipt"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_receipt(self) -> str:
        receipt = normalised_receipt(self.cleaned_data["receipt"])
        if len(receipt) != RECEIPT_LENGTH:
            raise forms.ValidationError(_("A receipt has sixteen letters and digits; some are missing or too many."))
        return receipt


class MoneyField(forms.DecimalField):
    """Typed in whole units of money, as people say it; cleaned to minor units, as we keep it."""

    def __init__(self, *, currency: str, **options: Any) -> None:
        self.coin, self.suffix, self.short = coin_of(currency), currency, True
        super().__init__(
            min_value=Decimal(1) / self.coin, max_value=MOST_MONEY, decimal_places=len(str(self.coin)) - 1, **options
        )

    def clean(self, value: Any) -> int | None:
        amount = super().clean(value)
        return None if amount is None else int(amount * self.coin)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            amount = Decimal(value) / self.coin
            return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
        return value


class MomentField(forms.DateTimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)


class RoundForm(forms.ModelForm):
    """A round while its rules are still open. Dates are in the centre's own time."""

    collects_from = MomentField(label=_("Collects ideas from"), required=False)
    opens_at = MomentField(label=_("Voting opens"))
    closes_at = MomentField(label=_("Voting closes"))
    results_at = MomentField(label=_("Results are announced"), required=False)

    class Meta:
        model = Round
        fields = (
            "title",
            "summary",
            "about",
            "collects_from",
            "opens_at",
            "closes_at",
            "results_at",
            "max_choices",
            "min_votes",
            "eligibility",
            "rule",
            "comparison",
        )
        help_texts = {
            "min_votes": _("A project with fewer votes cannot win."),
            "eligibility": _("By law, whoever lives here may vote; registration is only one proof of it."),
            "rule": _("Both counts are always shown side by side; this one decides."),
        }

    def __init__(self, *args: Any, centre: Centre, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.centre = centre
        self.instance.language = self.instance.language or centre.language
        self.instance.currency = self.instance.currency or centre.currency
        budget = MoneyField(currency=self.instance.currency, label=_("Budget"), initial=self.instance.budget)
        self.fields["budget"] = budget
        self.others = [code for code in centre.languages if code != self.instance.language]
        for code in self.others:
            told = self.instance.translations.get(code, {})
            for name in ("title", "summary", "about"):
                own: Any = self.fields[name]
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{own.label} ({code})",
                    required=False,
                    max_length=own.max_length,
                    initial=told.get(name, ""),
                    widget=type(own.widget)(),
                )
        told_in = [f"{name}_{code}" for code in self.others for name in ("title", "summary", "about")]
        self.order_fields(["title", "summary", "about", *told_in, "budget"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.budget = cleaned.get("budget")
        return cleaned

    def save(self, commit: bool = True) -> Round:
        self.instance.translations = {
            code: {name: self.cleaned_data[f"{name}_{code}"] for name in ("title", "summary", "about")}
            for code in self.others
        }
        return actions.save_round(round=self.instance)


class ProjectForm(forms.ModelForm):
    class Meta:
        model = Project
        fields = ("title", "summary", "category")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        currency = self.instance.round.currency
        self.fields["cost"] = MoneyField(currency=currency, label=_("Cost"), initial=self.instance.cost)
        self.order_fields(["title", "summary", "cost"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.cost = cleaned.get("cost")
        return cleaned

    def save(self, commit: bool = True) -> Project:
        return actions.save_project(project=self.instance)


class IdeasField(forms.ModelMultipleChoiceField):
    """Numbers no database key can have are no choices."""

    def _check_values(self, value: Any) -> Any:
        for number in value:
            if not str(number).isdecimal() or len(str(number)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(number)[:20]}
                )
        return super()._check_values(value)  # type: ignore[misc]


class AdoptForm(forms.Form):
    """Which admitted initiatives go on the ballot."""

    initiatives = IdeasField(
        queryset=Initiative.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Admitted initiatives")
    )

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        offered: Any = self.fields["initiatives"]
        offered.queryset = adoptable(round)
        offered.label_from_instance = lambda idea: f"{idea.title} · {money(idea.cost, round.currency)}"

    def save(self) -> list[Project]:
        return actions.adopt_initiatives(round=self.round, initiatives=self.cleaned_data["initiatives"])


def adoptable(round: Round) -> Any:
    """Admitted initiatives of the centre that cost something and are not on this ballot yet."""
    admitted = Initiative.objects.for_centre(round.centre).shown().filter(state=Initiative.State.ADMITTED, cost__gt=0)
    return admitted.exclude(projects__round=round).order_by("title", "pk")


class ExtensionForm(forms.ModelForm):
    closes_at = MomentField(label=_("New close"))

    class Meta:
        model = Extension
        fields = ("closes_at", "reason")
        help_texts = {"reason": _("Everybody reads it on the page of this vote, for good.")}

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        self.instance.closed_before = round.closes_at

    def clean_closes_at(self) -> dt.datetime:
        closes_at = self.cleaned_data["closes_at"]
        if closes_at <= self.round.closes_at:
            raise forms.ValidationError(_("An extension moves the close to a later time."))
        return closes_at

    def save(self, *, by: User) -> Extension:  # type: ignore[override]
        return actions.extend(round=self.round, by=by, **self.cleaned_data)
