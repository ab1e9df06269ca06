"""What a place and its services say, in one more language: the original beside it."""

from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.utils.text import capfirst

from maps import actions
from maps.forms.fields import LineField
from maps.models import Place, Service
from maps.models.worded import Worded

LONG = 120  # letters; longer texts get more than a line


class Row(NamedTuple):
    label: str
    original: str
    field: forms.BoundField


class Part(NamedTuple):
    """The place, or one of its services."""

    thing: Worded
    rows: list[Row]


class TranslationForm(forms.Form):
    """A field for each text that is there; empty ones stay in the language in which they were written."""

    def __init__(self, *args: Any, place: Place, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.language = place, language
        services = [service for service in place.services.all() if service.language != language]
        self.things: list[Place | Service] = [place, *services]
        for thing in self.things:
            for word in words_of(thing):
                self.fields[name_of(thing, word)] = self.field(thing, word)

    def field(self, thing: Worded, word: str) -> LineField:
        about = thing._meta.get_field(word)
        widget = forms.Textarea(attrs={"rows": 3}) if (about.max_length or 0) > LONG else forms.TextInput()  # type: ignore[union-attr]
        widget.attrs["lang"] = self.language
        return LineField(
            label=capfirst(str(about.verbose_name)),  # type: ignore[union-attr]
            required=False,
            max_length=about.max_length,  # type: ignore[union-attr]
            initial=thing.translations.get(self.language, {}).get(word, ""),
            widget=widget,
        )

    @property
    def parts(self) -> list[Part]:
        return [Part(thing, [self.row(thing, word) for word in words_of(thing)]) for thing in self.things]

    def row(self, thing: Worded, word: str) -> Row:
        name = name_of(thing, word)
        return Row(str(self.fields[name].label), getattr(thing, word), self[name])

    @transaction.atomic
    def save(self) -> None:
        """Writes what differs, each over the row as it stands now."""
        for thing in self.things:
            texts = {word: self.cleaned_data[name_of(thing, word)] for word in words_of(thing)}
            if any(name_of(thing, word) in self.changed_data for word in texts):
                row = type(thing).objects.select_for_update(of=("self",)).filter(pk=thing.pk).first()
                if row:
                    actions.translate(thing=row, language=self.language, texts=texts)


def words_of(thing: Worded) -> list[str]:
    return [word for word in thing.WORDS if getattr(thing, word)]


def name_of(thing: Worded, word: str) -> str:
    return f"{thing._meta.model_name}-{thing.pk}-{word}"
