"""A round, its pools and projects, while its rules are still open; and its extension."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from community.interface.templatetags.interface import money
from community.members.models import Centre, Register, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import Extension, Pool, Project, Round
from initiatives.voting.obstacles import READY
from initiatives.voting.secrecy import RECEIPT_LENGTH, normalised_receipt

DATES = (
    "collects_from",
    "collects_until",
    "checks_until",
    "appeals_until",
    "opens_at",
    "closes_at",
    "papers_until",
    "results_at",
    "objections_until",
    "delivers_until",
)
IDENTIFIERS = {
    Round.Eligibility.LETTER: Round.Identifier.LETTER,
    Round.Eligibility.REGISTER: Round.Identifier.REGISTER,
}
MOST_MONEY = 10**11  # whole units of money


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

    SECTIONS = (
        (gettext_lazy("What it is about"), ("title", "summary", "about")),
        (gettext_lazy("What is decided"), ("purpose", "budget", "winners")),
        (
            gettext_lazy("Days"),
            DATES,
        ),
        (gettext_lazy("Who votes"), ("eligibility", "register", "min_age", "age_grounds", "paper")),
        (gettext_lazy("The ballot"), ("ballot_kind", "min_choices", "max_choices", "points")),
        (
            gettext_lazy("Counting"),
            ("rule", "completion", "increment", "comparison", "at_first_misfit", "min_votes", "threshold"),
        ),
    )

    purpose = forms.ChoiceField(
        label=_("What is decided"), choices=Round.Purpose, widget=forms.RadioSelect, initial=Round.Purpose.BUDGET
    )
    winners = forms.IntegerField(
        label=_("How many answers win"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("For a question. With yes or no to each, every answer with more yes than no wins."),
    )
    rule = forms.ChoiceField(
        label=_("Counting rule that decides"),
        choices=[choice for choice in Round.Rule.choices if choice[0] != Round.Rule.MAJORITY],
        help_text=_("For money. Both counts are always shown side by side; this one decides."),
    )

    class Meta:
        model = Round
        fields = (
            "title",
            "summary",
            "about",
            "purpose",
            *DATES,
            "eligibility",
            "register",
            "min_age",
            "age_grounds",
            "paper",
            "ballot_kind",
            "min_choices",
            "max_choices",
            "points",
            "completion",
            "increment",
            "comparison",
            "at_first_misfit",
            "min_votes",
            "threshold",
        )
        help_texts = {
            "min_votes": _("A project with fewer votes cannot win."),
            "eligibility": _("By law, whoever lives here may vote; registration is only one proof of it."),
            "min_age": _(
                "Courts have struck down age limits for votes among residents. Name one only where a law sets it."
            ),
            "age_grounds": _("For example: the act and its article. Voters read it beside the question."),
            "threshold": _("0 for none. With 3, a project needs a third of the votes that its share of the budget is."),
            "points": _("For a ballot with points."),
            "max_choices": _("With pools, each pool has its own."),
        }

    def __init__(self, *args: Any, centre: Centre, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.centre = centre
        self.instance.language = self.instance.language or centre.language
        self.instance.currency = self.instance.currency or centre.currency
        self.has_pools = bool(self.instance.pk) and self.instance.pools.exists()
        for name in DATES:
            required = name in ("opens_at", "closes_at")
            self.fields[name] = MomentField(label=self.fields[name].label, required=required)
        register: Any = self.fields["register"]
        register.queryset = Register.objects.filter(centre=centre)
        register.help_text = _("Only where the register decides who may vote.")
        self.fields["rule"].initial = self.instance.rule
        if not self.instance.is_poll:
            self.fields["budget"] = MoneyField(
                currency=self.instance.currency, label=_("Budget"), initial=self.instance.budget
            )
        else:
            self.fields["budget"] = MoneyField(currency=self.instance.currency, label=_("Budget"))
            self.fields["winners"].initial = self.instance.budget
        self.fields["budget"].required = False
        self.fields["budget"].help_text = (
            _("The sum of the pools.") if self.has_pools else _("For money that is divided.")
        )
        self.fields["budget"].disabled = self.has_pools
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

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The fields under their headings; a text's other languages follow it."""
        return [
            (title, [self[field] for name in names for field in (name, *self.other_languages(name))])
            for title, names in self.SECTIONS
        ]

    def other_languages(self, name: str) -> list[str]:
        return [f"{name}_{code}" for code in self.others if f"{name}_{code}" in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.rule = cleaned.get("rule", self.instance.rule)
        if cleaned.get("purpose") == Round.Purpose.POLL:
            yes_no = cleaned.get("ballot_kind") == Round.BallotKind.YES_NO
            self.instance.rule = Round.Rule.MAJORITY if yes_no else Round.Rule.GREEDY
            self.instance.budget = cleaned.get("winners") or 1
        elif not self.has_pools:
            self.instance.budget = cleaned.get("budget")
            if not self.instance.budget and "budget" not in self.errors:
                self.add_error("budget", _("Say how much money is decided about."))
        if cleaned.get("eligibility") == Round.Eligibility.REGISTER and not cleaned.get("register"):
            self.add_error("register", _("Say which register decides who may vote."))
        if cleaned.get("min_age") and not cleaned.get("age_grounds"):
            self.add_error("age_grounds", _("Name the law that sets this age, or set the age to 0."))
        self.instance.identifier = IDENTIFIERS.get(cleaned.get("eligibility", ""), Round.Identifier.MEMBER)
        return cleaned

    def save(self, commit: bool = True) -> Round:
        self.instance.translations = {
            code: {name: self.cleaned_data[f"{name}_{code}"] for name in ("title", "summary", "about")}
            for code in self.others
        }
        return actions.save_round(round=self.instance)


class PoolForm(forms.ModelForm):
    class Meta:
        model = Pool
        fields = ("title", "kind", "max_choices")
        help_texts = {"kind": _("Whoever chooses for one village cannot choose for another.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        currency = self.instance.round.currency
        self.fields["budget"] = MoneyField(currency=currency, label=_("Budget"), initial=self.instance.budget)

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if self.instance.round.pools.filter(title=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a pool of this name already."))
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.budget = cleaned.get("budget")
        return cleaned

    def save(self, commit: bool = True) -> Pool:
        return actions.save_pool(pool=self.instance)


class CodesForm(forms.Form):
    """How many letters with voting codes are printed now."""

    number = forms.IntegerField(label=_("Letters"), min_value=1, max_value=2000, initial=100)


class ProjectForm(forms.ModelForm):
    class Meta:
        model = Project
        fields = ("title", "summary", "pool", "category", "alternative")
        help_texts = {
            "alternative": _("A name that several share, as “the old mill”: then only one of them can win."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        round = self.instance.round
        pools = round.pools.all()
        if pools:
            self.fields["pool"].queryset = pools  # type: ignore[attr-defined]
            self.fields["pool"].required = True
        else:
            del self.fields["pool"]
        if round.is_poll:
            for name in ("category", "alternative"):
                del self.fields[name]
            return
        self.fields["cost"] = MoneyField(currency=round.currency, label=_("Cost"), initial=self.instance.cost)
        self.order_fields(["title", "summary", "cost"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # An answer to a question costs nothing; one of so many may win.
        self.instance.cost = 1 if self.instance.round.is_poll else cleaned.get("cost")
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
        if round.pools.exists():
            self.fields["pool"] = forms.ModelChoiceField(round.pools.all(), label=_("Into the pool"))
        offered: Any = self.fields["initiatives"]
        offered.queryset = adoptable(round)
        offered.label_from_instance = lambda idea: f"{idea.title} · {money(idea.cost, round.currency)}"

    def save(self) -> list[Project]:
        pool = self.cleaned_data.get("pool")
        return actions.adopt_initiatives(round=self.round, initiatives=self.cleaned_data["initiatives"], pool=pool)


def adoptable(round: Round) -> Any:
    """Initiatives of the centre that may be voted on, that cost something and are not on this ballot yet."""
    ready = Initiative.objects.for_centre(round.centre).shown().filter(state__in=READY, cost__gt=0)
    return ready.exclude(projects__round=round).order_by("title", "pk")


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
