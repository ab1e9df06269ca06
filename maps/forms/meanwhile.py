"""Two people who change the same thing: the second is told, and nothing that they typed is lost."""

import hashlib
import json
from typing import Any

from django import forms
from django.db import models, transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


def fingerprint(thing: models.Model, fields: list[str]) -> str:
    """Of what `fields` say."""
    facts = [thing.serializable_value(name) for name in fields]
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()[:24]


class MeanwhileForm(forms.ModelForm[Any]):
    """Saves a row that is there only as long as it says what its form has shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name in self._meta.fields or [] if name in self.fields]
        self.meanwhile: list[tuple[str, Any]] = []  # label and value of what somebody else has changed
        if self.instance.pk:
            self.initial["seen"] = fingerprint(self.instance, self.names)
        else:
            del self.fields["seen"]

    def hold(self) -> Any:
        """The row as it stands now, locked, with what was typed; None where somebody else has changed it meanwhile."""
        held = type(self.instance)._default_manager.select_for_update(of=("self",)).filter(pk=self.instance.pk).first()
        if held is None:
            self.add_error(None, forms.ValidationError(_("Somebody has removed this meanwhile."), code="gone"))
            return None
        now = fingerprint(held, self.names)
        if self.cleaned_data["seen"] != now:
            self.tell_of(held, now)
            return None
        self.fill(held)
        return held

    def fill(self, thing: Any) -> Any:
        for name in self.names:
            setattr(thing, name, self.cleaned_data[name])
        return thing

    def tell_of(self, held: Any, now: str) -> None:
        """Sent once more, it holds against what stands there now."""
        for name in self.names:
            stands, typed = held.serializable_value(name), self.instance.serializable_value(name)
            if stands != typed:
                self.meanwhile.append((str(self.fields[name].label), shown(held, name)))
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
        self.add_error(
            None,
            forms.ValidationError(
                _(
                    "Somebody else has changed this while you were writing. Nothing of yours is lost: compare it with "
                    "what stands there now, and save again."
                ),
                code="meanwhile",
            ),
        )

    @transaction.atomic
    def kept(self, keep: Any) -> Any:
        """`keep(row)` in one transaction with the look at what stands there."""
        thing = self.hold() if self.instance.pk else self.fill(self.instance)
        return None if thing is None else keep(thing)


def shown(thing: models.Model, name: str) -> Any:
    """As people read it."""
    display = getattr(thing, f"get_{name}_display", None)
    value = display() if display else getattr(thing, name)
    return ", ".join(value) if isinstance(value, list) else value
