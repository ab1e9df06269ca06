"""Moments typed and shown by a centre's own clock."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


class CentreMomentFormField(forms.DateTimeField):
    """A date and time in `zone`, which the form sets; the hour that a clock change skips or doubles is refused."""

    zone: dt.tzinfo | None = None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime) and timezone.is_aware(value) and self.zone:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return super().prepare_value(value)

    def to_python(self, value: Any) -> dt.datetime | None:
        if not self.zone:
            return super().to_python(value)
        with timezone.override(self.zone):
            return super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class CentreMomentField(models.DateTimeField):
    """A moment of the world, edited by the clock of the place where it happens."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CentreMomentFormField, **kwargs})
