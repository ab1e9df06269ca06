"""A file with places: sent, and told how it is to be read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from maps.actions.importing import upload
from maps.exchange.columns import CHOICES
from maps.exchange.records import FileError
from maps.exchange.rows import WORDS
from maps.exchange.table import ENCODINGS
from maps.file_words import column_words, file_words
from maps.formats import LANGUAGES, table_reading
from maps.models import FileKind, ImportRun
from maps.vocabulary import CATEGORIES

MAX_BYTES = 30_000_000


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File with places"),
        help_text=_("CSV, GeoJSON or HSDS 3 (JSON or zip), 30 MB at most. You see first what it would change."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.json,.geojson,.zip"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["file"])["max_bytes"] = MAX_BYTES

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("This file is too heavy: %(found)s MB at most.") % {"found": 30})
        return file

    def save(self, *, centre: Centre, by: User) -> ImportRun | None:
        """None where the file cannot be read; the form says why then."""
        file = self.cleaned_data["file"]
        try:
            return upload(centre=centre, name=file.name, content=file.read(), by=by, at=timezone.now())
        except FileError as error:
            self.add_error("file", file_words(error))
            return None


class ReadingForm(forms.Form):
    """How a file is read. For a table also by which signs, and which column is what (`column-0` and so on)."""

    encoding = forms.ChoiceField(label=_("Letters are written in"), choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(
        label=_("Between two cells stands"), choices=[(";", ";"), (",", ","), ("\t", _("a tab"))]
    )
    category = forms.ChoiceField(
        label=_("Category where a row names none"), choices=[("", "–"), *CATEGORIES], required=False
    )
    swapped = forms.BooleanField(label=_("Latitude and longitude are swapped in this file"), required=False)
    source = forms.CharField(
        label=_("Whose numbers these are"),
        help_text=_("Rows with the same number from the same source are the same place next time."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, run: ImportRun, content: bytes, **kwargs: Any) -> None:
        self.run, self.content = run, content
        super().__init__(*args, **kwargs | {"initial": run.reading})
        self.columns: list[str] = []
        if run.kind != FileKind.CSV:
            del self.fields["encoding"], self.fields["delimiter"]
            return
        known = column_choices()
        for number, (name, column) in enumerate(zip(run.reading["head"], run.reading["columns"], strict=True)):
            field = forms.ChoiceField(label=name or f"{number + 1}", choices=known, required=False, initial=column)
            self.fields[f"column-{number}"] = field
            self.columns.append(f"column-{number}")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(name, "") for name in self.columns]
        named = [column for column in chosen if column]
        for name, column in zip(self.columns, chosen, strict=True):
            if column and named.count(column) > 1:
                self.add_error(name, _("Two columns cannot be the same thing."))
        if self.columns and "name" not in named and not self.is_reread:
            self.add_error(None, _("Say which column holds the name."))
        if self.is_reread and not self.errors:
            self.again = self.reread(data)
        return data

    @property
    def is_reread(self) -> bool:
        """Other signs make other columns: they are shown once more before anything is checked."""
        said = [self.cleaned_data.get(name) for name in ("encoding", "delimiter")]
        return bool(self.columns) and said != [self.run.reading["encoding"], self.run.reading["delimiter"]]

    def reread(self, data: dict[str, Any]) -> dict[str, Any]:
        try:
            return table_reading(self.content, data["encoding"], data["delimiter"])
        except FileError as error:
            self.add_error("encoding", file_words(error))
            return {}

    def reading(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = self.run.reading | {name: data[name] for name in ("category", "swapped", "source")}
        if self.is_reread:
            return said | self.again
        if self.columns:
            said["columns"] = [data[name] for name in self.columns]
        return said


def column_choices() -> list[tuple[str, str]]:
    texts = [f"{word}:{language}" for word in WORDS for language in sorted(LANGUAGES)]
    return [("", str(_("leave out"))), *((column, column_words(column)) for column in (*CHOICES, *texts))]
