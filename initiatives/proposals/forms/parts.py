"""The repeated parts of the propose form: cost items and pictures."""

from decimal import Decimal
from typing import Any, cast

from babel.numbers import get_currency_precision
from django import forms
from django.utils.translation import gettext_lazy as _

from community.interface.actions import Slot
from community.interface.forms import PictureForm

MOST_ITEMS = 12
MOST_PICTURES = 4
DEAREST = Decimal(1_000_000_000)


class MoneyField(forms.DecimalField):
    """An amount in whole units of a currency; `minor()` turns it into what we store."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=DEAREST, decimal_places=2, **kwargs)

    def say_currency(self, currency: str) -> None:
        self.suffix = currency


def minor(amount: Decimal | int | None, currency: str) -> int:
    return int((amount or Decimal(0)) * 10 ** get_currency_precision(currency))


def whole(amount: int, currency: str) -> Decimal:
    value = Decimal(amount) / 10 ** get_currency_precision(currency)
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


class CostItemForm(forms.Form):
    label = forms.CharField(label=_("What for"), max_length=120, required=False)
    amount = MoneyField(label=_("Amount"), required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("label") and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("How much is this item?"))
        if data.get("amount") is not None and not data.get("label") and "label" not in self.errors:
            self.add_error("label", _("What is this amount for?"))
        return data


class CostItems(forms.BaseFormSet[CostItemForm]):
    """A currency's suffix on every amount; the filled lines in order."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(*args, **kwargs)

    def add_fields(self, form: CostItemForm, index: int | None) -> None:
        super().add_fields(form, index)
        cast("MoneyField", form.fields["amount"]).say_currency(self.currency)

    @property
    def filled_in(self) -> bool:
        """Something was typed, right or wrong."""
        return self.is_bound and any(form.has_changed() for form in self.forms)

    @property
    def filled(self) -> list[tuple[str, int]]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]
        return [(row["label"], minor(row["amount"], self.currency)) for row in rows]


CostItemFormSet = forms.formset_factory(
    CostItemForm, formset=CostItems, extra=3, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS, validate_max=True
)


def match_items(form: Any, cost_items: CostItems, currency: str) -> None:
    """The items add up to the form's `price`; without a price they are the price."""
    items = sum(amount for _label, amount in cost_items.filled)
    if not items:
        return
    if not form.cleaned_data["price"]:
        form.cleaned_data["price"] = whole(items, currency)
    elif items != minor(form.cleaned_data["price"], currency):
        message = _("The items below add up to %(items)s, which is not this amount.")
        form.add_error("price", message % {"items": whole(items, currency)})


class Pictures(forms.BaseFormSet[PictureForm]):
    """One form a place; what stands in a place comes as its initial data."""

    @property
    def slots(self) -> dict[int, Slot]:
        return {place: form.slot for place, form in enumerate(self.forms) if form.slot}

    @property
    def lost_files(self) -> bool:
        """Photos were chosen that a browser will not send again by itself."""
        return self.is_bound and bool(self.files)


PictureFormSet = forms.formset_factory(
    PictureForm, formset=Pictures, extra=0, min_num=MOST_PICTURES, max_num=MOST_PICTURES, absolute_max=MOST_PICTURES
)
