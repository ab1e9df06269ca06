"""Another wording of what is public: the whole text, changed where it should be otherwise."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.operations.ratelimit import spend
from initiatives.proposals import actions
from initiatives.proposals.forms.parts import CostItemFormSet, MoneyField, match_items, minor, whole
from initiatives.proposals.models import Amendment, Initiative

SUGGESTIONS_A_DAY = 20


class AmendmentForm(forms.ModelForm[Amendment]):
    price = MoneyField(label=_("What will it cost, about?"), required=False)

    class Meta:
        model = Amendment
        fields = ["title", "summary", "description", "note"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 12}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"note": _("Why it is better so")}
        help_texts = {"note": _("Public, beside your name.")}

    def __init__(self, data: Any = None, *, initiative: Initiative, **kwargs: Any) -> None:
        self.initiative, currency = initiative, initiative.centre.currency
        texts = {name: getattr(initiative, name) for name in ("title", "summary", "description")}
        super().__init__(data, initial=texts | {"price": whole(initiative.cost, currency)}, **kwargs)
        cast("MoneyField", self.fields["price"]).say_currency(currency)
        items = [{"label": row.label, "amount": whole(row.amount, currency)} for row in initiative.cost_items.all()]
        self.cost_items: Any = CostItemFormSet(data, prefix="items", initial=items, currency=currency)  # type: ignore[call-arg]

    def is_valid(self) -> bool:
        """Both parts are checked, so that every error shows at once."""
        if self.cost_items.is_valid() and super().is_valid():
            match_items(self, self.cost_items, self.initiative.centre.currency)
        return self.cost_items.is_valid() and super().is_valid()

    @property
    def words(self) -> dict[str, Any]:
        texts = {name: self.cleaned_data[name] for name in ("title", "summary")}
        description = self.cleaned_data["description"].replace("\r\n", "\n")
        cost = minor(self.cleaned_data["price"], self.initiative.centre.currency)
        return texts | {
            "description": description,
            "cost": cost,
            "items": [list(row) for row in self.cost_items.filled],
        }

    def save(self, *, by: User) -> Amendment | None:  # type: ignore[override]
        """None when it cannot be suggested now, with the reason among the form's errors."""
        if not spend("amendment", str(by.pk), limit=SUGGESTIONS_A_DAY, seconds=86_400):
            self.add_error(None, _("That were many suggestions for one day. Please go on tomorrow."))
            return None
        facts = {"words": self.words, "note": self.cleaned_data["note"]}
        try:
            return actions.suggest_amendment(initiative=self.initiative, by=by, at=timezone.now(), **facts)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class AmendmentDeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Public, beside the date."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, *, amendment: Amendment, by: User) -> bool:
        try:
            actions.decline_amendment(amendment=amendment, reason=self.cleaned_data["reason"], by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True
