"""A round while its rules are still open, its letters, and its extension."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, Register, User
from initiatives.voting import actions
from initiatives.voting.forms.fields import MomentField, MoneyField
from initiatives.voting.likeness import DATES, new_like, pools_like
from initiatives.voting.models import Extension, Pool, Round

IDENTIFIERS = {
    Round.Eligibility.LETTER: Round.Identifier.LETTER,
    Round.Eligibility.REGISTER: Round.Identifier.REGISTER,
}


class RoundForm(forms.ModelForm):
    """A round while its rules are still open. Dates are in the centre's own time."""

    SECTIONS = (
        (gettext_lazy("Earnest or trial"), ("is_trial",)),
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
            "is_trial",
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
            "is_trial": _(
                "A trial is seen by the staff and by members whom you invite, decides nothing and can be deleted. "
                "It is by account, without paper. It never turns into a vote, nor a vote into a trial."
            ),
            "min_votes": _("A project with fewer votes cannot win."),
            "eligibility": _("By law, whoever lives here may vote; registration is only one proof of it."),
            "min_age": _(
                "Courts have struck down age limits for votes among residents. Name one only where a law sets it."
            ),
            "age_grounds": _("For example: the act and its article. Voters read it beside the question."),
            "threshold": _(
                "0 for none. With 3, a project that costs 9% of the budget needs votes from 3% of the voters."
            ),
            "points": _("For a ballot with points."),
            "max_choices": _("With pools, each pool has its own."),
        }

    new_pools: Sequence[Pool] = ()  # those that a new round begins with

    def __init__(self, *args: Any, centre: Centre, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.centre = centre
        self.instance.language = self.instance.language or centre.language
        self.instance.currency = self.instance.currency or centre.currency
        if self.instance.pk:
            del self.fields["is_trial"]
        self.has_pools = bool(self.new_pools) or bool(self.instance.pk) and self.instance.pools.exists()
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
        shown = (
            (
                title,
                [
                    self[field]
                    for name in names
                    for field in (name, *self.other_languages(name))
                    if field in self.fields
                ],
            )
            for title, names in self.SECTIONS
        )
        return [(title, fields) for title, fields in shown if fields]

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
        if cleaned.get("is_trial", self.instance.is_trial):
            self.check_trial(cleaned)
        self.instance.identifier = IDENTIFIERS.get(cleaned.get("eligibility", ""), Round.Identifier.MEMBER)
        return cleaned

    def check_trial(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("eligibility") in IDENTIFIERS:
            self.add_error("eligibility", _("A trial is by account: choose who may vote otherwise."))
        if cleaned.get("paper", Round.Paper.NONE) != Round.Paper.NONE:
            self.add_error("paper", _("A trial has no paper ballots."))

    def save(self, commit: bool = True) -> Round:
        self.instance.translations = {
            code: {name: self.cleaned_data[f"{name}_{code}"] for name in ("title", "summary", "about")}
            for code in self.others
        }
        return actions.save_round(round=self.instance, pools=() if self.instance.is_poll else self.new_pools)


class LikeForm(RoundForm):
    """A new round that begins with the settings and the pools of an earlier one, and with none of its projects."""

    def __init__(self, *args: Any, like: Round, **options: Any) -> None:
        self.new_pools = pools_like(like)
        super().__init__(*args, instance=new_like(like, at=timezone.now()), **options)


class CodesForm(forms.Form):
    """How many letters with voting codes are printed now."""

    number = forms.IntegerField(label=_("Letters"), min_value=1, max_value=2000, initial=100)


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
