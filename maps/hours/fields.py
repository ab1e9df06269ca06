"""A form field for opening hours: a week to fill in, or the text of those who know OpenStreetMap's syntax.

Its value is a string in that syntax, empty for none. Hours that the week can hold open in the week; others open as
text, and then the week stays empty, so that nobody takes it for the truth.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dateparse import parse_time
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .grid import MOST_SPANS, Grid, Times, fault, grid_of
from .reading import read
from .tokens import LIMIT
from .tree import DAY, HoursError
from .words_errors import error_words

NOTE = 80  # characters
HOLIDAYS = "PH"
ROWS = [*range(7), HOLIDAYS]
TREATMENTS = {
    "": gettext_lazy("As on other days"),
    "closed": gettext_lazy("Closed"),
    "other": gettext_lazy("Other hours"),
}
FAULTS = {
    "backwards": gettext_lazy("%(day)s: a time ends before it begins. Past midnight, an end until 6:00 is understood."),
    "overlap": gettext_lazy("%(day)s: the second time begins before the first one ends."),
}


def _row_name(row: int | str) -> str:
    return _("public holidays") if row == HOLIDAYS else str(WEEKDAYS[int(row)])


def _key(row: int | str, span: int, edge: str) -> str:
    return f"{row}_{span}_{edge}"


def _shown(minutes: int) -> str:
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"


def _filled(text: str) -> dict[str, str]:
    """The form's entries for hours as text; what cannot be read stays as text."""
    try:
        grid = grid_of(read(text)) if text else Grid()
    except HoursError:
        grid = None
    if grid is None:
        return {"how": "text", "text": text}
    entries = {"how": "week", "text": text, "note": grid.note}
    entries["holidays"] = "" if grid.holidays is None else "other" if grid.holidays else "closed"
    for row, times in zip(ROWS, [*grid.days, grid.holidays or ()], strict=True):
        for span, (start, end) in enumerate(times):
            entries |= {_key(row, span, "from"): _shown(start), _key(row, span, "to"): _shown(end)}
    return entries


class HoursWidget(forms.Widget):
    """Works without JavaScript; with it, Monday can be copied to the other working days."""

    template_name = "maps/_hours_field.html"
    use_fieldset = True
    keys = ["how", "text", "note", "holidays"] + [
        _key(row, span, edge) for row in ROWS for span in range(MOST_SPANS) for edge in ("from", "to")
    ]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | str | None:
        """The entries; or a string as it stands where a client sends only that."""
        if name in data:
            return data[name]
        return {key: data.get(f"{name}_{key}", "").strip() for key in self.keys}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{key}" in data for key in self.keys)

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        entries = value if isinstance(value, dict) else _filled(value or "")
        context["widget"] |= {
            "entries": entries,
            "as_text": entries.get("how") == "text",
            "note_length": NOTE,
            "text_length": LIMIT,
            "treatments": TREATMENTS.items(),
            "rows": [self._row(name, row, entries) for row in ROWS],
        }
        return context

    def _row(self, name: str, row: int | str, entries: dict[str, str]) -> dict[str, Any]:
        spans = [
            [self._time(name, _key(row, span, edge), entries) for edge in ("from", "to")] for span in range(MOST_SPANS)
        ]
        return {"label": _row_name(row), "spans": spans, "is_holidays": row == HOLIDAYS, "index": row}

    def _time(self, name: str, key: str, entries: dict[str, str]) -> dict[str, str]:
        return {"name": f"{name}_{key}", "edge": key.rpartition("_")[2], "value": entries.get(key, "")}


class HoursField(forms.Field):
    widget = HoursWidget

    def to_python(self, value: dict[str, str] | str | None) -> str:
        """Raises ValidationError with a sentence that names the day and what is wrong with it."""
        if not value:
            return ""
        if isinstance(value, str):
            return _text(value)
        return _text(value["text"]) if value["how"] == "text" else _week(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or "") != self.to_python(data)
        except forms.ValidationError:
            return True


def _text(text: str) -> str:
    try:
        return str(read(text)) if text.strip() else ""
    except HoursError as error:
        raise forms.ValidationError(error_words(error), code=error.code) from None


def _week(entries: dict[str, str]) -> str:
    errors: list[forms.ValidationError] = []
    days = [_times(entries, row, errors) for row in range(7)]
    treatment = entries["holidays"]
    holidays: Times | None = () if treatment else None
    if treatment == "other":
        holidays = _times(entries, HOLIDAYS, errors)
        if not holidays and not errors:
            errors.append(forms.ValidationError(_("Public holidays: please give the other hours."), code="holidays"))
    note = " ".join(entries["note"].split()).replace('"', "’")
    if len(note) > NOTE:
        errors.append(forms.ValidationError(_("Note: at most %(most)d characters, please."), params={"most": NOTE}))
    if errors:
        raise forms.ValidationError(errors)
    return _text(str(Grid(tuple(days), holidays, note)))


def _times(entries: dict[str, str], row: int | str, errors: list[forms.ValidationError]) -> Times:
    day, found = _row_name(row).capitalize(), []
    for span in range(MOST_SPANS):
        start, end = (entries[_key(row, span, edge)] for edge in ("from", "to"))
        if not start and not end:
            continue
        told = [_minutes(start), _minutes(end)]
        missing = _("%(day)s: the time of opening is missing or no time.") if told[0] is None else ""
        missing = missing or (_("%(day)s: the time of closing is missing or no time.") if told[1] is None else "")
        if missing:
            errors.append(forms.ValidationError(missing, params={"day": day}, code="time"))
            return ()
        found.append((told[0] or 0, told[1] or DAY))
    times = tuple(found)
    if code := fault(times):
        errors.append(forms.ValidationError(FAULTS[code], params={"day": day}, code=code))
    return times


def _minutes(text: str) -> int | None:
    try:
        moment = parse_time(text)
    except ValueError:
        return None
    return moment.hour * 60 + moment.minute if moment else None
