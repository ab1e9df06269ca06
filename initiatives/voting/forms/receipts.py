"""A receipt, typed from paper or pasted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.voting.secrecy import RECEIPT_LENGTH, normalised_receipt


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
