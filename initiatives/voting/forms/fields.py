"""Fields that several forms of this room ask with."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from initiatives.voting.freezing import coin_of

MOST_MONEY = 10**11  # whole units of money


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


class IdeasField(forms.ModelMultipleChoiceField):
    """Numbers no database key can have are no choices."""

    def _check_values(self, value: Any) -> Any:
        for number in value:
            if not str(number).isdecimal() or len(str(number)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(number)[:20]}
                )
        return super()._check_values(value)  # type: ignore[misc]
