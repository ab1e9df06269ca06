"""Milestones, photos of the work, and the end of it."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.forms import ShownForm
from community.members.models import User
from initiatives.proposals import actions
from initiatives.proposals.forms.parts import MoneyField, minor, whole
from initiatives.proposals.models import DeliveryPhoto, Initiative, Milestone, StateChange


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class MilestoneForm(forms.Form):
    title = forms.CharField(label=_("What will be done"), max_length=120)
    planned_on = DayField(label=_("Planned for"))
    planned_cost = MoneyField(label=_("Planned cost"), required=False)
    spent = MoneyField(label=_("Spent so far"), required=False)
    done_on = DayField(label=_("Done on"), required=False, help_text=_("Empty as long as it is not done."))
    reason = forms.CharField(
        label=_("Why later"),
        required=False,
        max_length=300,
        help_text=_("Needed when the planned day moves to a later one. Public."),
    )

    def __init__(self, *args: Any, initiative: Initiative, milestone: Milestone | None = None, **kwargs: Any) -> None:
        currency = initiative.centre.currency
        known = {}
        if milestone:
            known = {name: getattr(milestone, name) for name in ("title", "planned_on", "done_on")}
            known |= {name: whole(getattr(milestone, name), currency) for name in ("planned_cost", "spent")}
        super().__init__(*args, **kwargs | {"initial": known})
        self.initiative, self.milestone = initiative, milestone
        for name in ("planned_cost", "spent"):
            cast("MoneyField", self.fields[name]).say_currency(currency)
        if milestone is None:
            for name in ("spent", "done_on", "reason"):
                del self.fields[name]

    def clean_planned_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["planned_on"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Please choose a day within this century."))
        return day

    def clean_done_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["done_on"]
        if day and day > timezone.now().astimezone(self.initiative.centre.zone).date():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    @property
    def plan(self) -> actions.Plan:
        data, currency = self.cleaned_data, self.initiative.centre.currency
        return actions.Plan(
            title=data["title"],
            planned_on=data["planned_on"],
            planned_cost=minor(data["planned_cost"], currency),
            spent=minor(data.get("spent"), currency),
            done_on=data.get("done_on"),
        )

    def save(self, *, by: User) -> Milestone | None:
        """None when it cannot be kept so, with the reason among the form's errors."""
        try:
            if self.milestone is None:
                return actions.plan_milestone(initiative=self.initiative, plan=self.plan, by=by)
            facts = {"by": by, "at": timezone.now(), "reason": self.cleaned_data["reason"]}
            return actions.update_milestone(milestone=self.milestone, plan=self.plan, **facts)
        except ValidationError as error:
            self.add_error("reason" if error.code == "no_reason" else None, error)
            return None


class WorkPhotoForm(ShownForm):
    def save(self, *, milestone: Milestone, by: User) -> DeliveryPhoto | None:
        try:
            return actions.show_work(milestone=milestone, slot=self.slot, by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return None


class FinishForm(ShownForm):
    spent = MoneyField(label=_("What it cost in the end"))
    reason = forms.CharField(
        label=_("A word about it"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ["spent", "file", "alt", "reason"]

    def __init__(self, *args: Any, initiative: Initiative, verb: str = "finish", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        cast("MoneyField", self.fields["spent"]).say_currency(initiative.centre.currency)

    def save(self, *, by: User) -> StateChange | None:
        spent = minor(self.cleaned_data["spent"], self.initiative.centre.currency)
        facts = {"spent": spent, "closing": self.slot, "reason": self.cleaned_data["reason"]}
        try:
            return actions.finish(initiative=self.initiative, by=by, at=timezone.now(), **facts)
        except ValidationError as error:
            self.add_error(None, error)
            return None
