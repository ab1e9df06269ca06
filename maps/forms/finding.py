"""What one asks the map: everything stands in the address, so a question can be shared; nothing of it is kept."""

import datetime as dt
import re
from functools import cached_property
from typing import Any, cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.interface.search import folded
from community.members.models import Centre
from maps.index.question import DAY, Question
from maps.layers import layers
from maps.models import Place
from maps.villages import Point, named, villages_of
from maps.vocabulary import CATEGORIES, GROUP_NAMES, NUMBERS, leaves_of, mask_of, spoken_choices

NOW = "now"
PARTS = {
    "morning": (_("Morning"), 6 * 60, 12 * 60),
    "afternoon": (_("Afternoon"), 12 * 60, 17 * 60),
    "evening": (_("Evening"), 17 * 60, 22 * 60),
}
HERE = re.compile(r"^\s*(-?\d{1,2}(?:\.\d{1,6})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,6})?)\s*$")
PLACES = "places"
# By which only places can be chosen; whoever asks for one of these asks for places.
FACETS = ("kind", "when", "free", "step_free", "speaks")


def when_choices() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", _("at any time")), (NOW, _("open now"))]
    for day in range(7):
        found += [(f"{day}-{part}", f"{WEEKDAYS[day]}, {words}") for part, (words, _start, _end) in PARTS.items()]
    return found


def kind_choices() -> list[Any]:
    """Whole groups too."""
    found: list[Any] = [("", _("anything"))]
    for (key, words), (_words, leaves) in zip(GROUP_NAMES.items(), CATEGORIES, strict=True):
        found.append((words, [(key, pgettext_lazy("a whole group of categories", "all of it")), *leaves]))
    return found


class FindForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("What"), required=False)
    when = forms.ChoiceField(label=_("Open"), required=False)
    speaks = forms.ChoiceField(label=_("Spoken there"), required=False)
    free = forms.BooleanField(label=_("Free of charge"), required=False)
    step_free = forms.BooleanField(label=_("Step-free"), required=False)
    near = forms.CharField(
        label=_("Near"),
        required=False,
        max_length=80,
        help_text=_("A village, a street or a place. We keep it nowhere."),
    )
    show = forms.MultipleChoiceField(label=_("On the map"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, centre: Centre, **kwargs: Any) -> None:
        super().__init__(data, auto_id="find-%s", **kwargs)
        self.centre = centre
        choices = {
            "kind": kind_choices(),
            "when": when_choices(),
            "speaks": [("", _("any language")), *spoken_choices()],
            "show": [(PLACES, _("Places and services")), *((each.key, each.label) for each in layers())],
        }
        for name, offered in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = offered
        self.fields["near"].widget.attrs["list"] = "villages"
        for name in ("q", "near"):
            cast("Any", self.fields[name]).unmarked = True

    @cached_property
    def villages(self) -> dict[str, Point]:
        return villages_of(self.centre)

    def clean_near(self) -> str:
        text: str = self.cleaned_data["near"]
        if text and self.found_point(text) is None:
            raise forms.ValidationError(_("We do not know this place. Try the name of a village."), code="unknown")
        return text

    def found_point(self, text: str) -> Point | None:
        """Two numbers, a village, or a place or street of this centre."""
        if numbers := HERE.match(text):
            latitude, longitude = float(numbers[1]), float(numbers[2])
            return (latitude, longitude) if abs(latitude) <= 85 and abs(longitude) <= 180 else None
        if village := named(self.villages, text):
            return village
        known = Place.objects.for_centre(self.centre).standing()
        words = text.strip()
        by_name = known.filter(name__istartswith=words) | known.filter(street__istartswith=words)
        return by_name.listed().values_list("latitude", "longitude").first()

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What was understood; a field with an error asks nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    @property
    def pressed(self) -> dict[str, str]:
        """What was chosen by links and goes along when words are sent."""
        names = ("kind", "when", "free", "step_free")
        return {name: "on" if self.asked[name] is True else self.asked[name] for name in names if self.asked[name]}

    @property
    def point(self) -> Point:
        """From where distances are told; the centre's own middle where nothing was said."""
        near = self.asked["near"]
        return (self.found_point(near) if near else None) or (self.centre.latitude, self.centre.longitude)

    @property
    def is_located(self) -> bool:
        """By the browser, or by whoever types two numbers."""
        return bool(HERE.match(self.asked["near"] or ""))

    def question(self, monday: dt.date | None, at: dt.datetime) -> Question:
        asked = self.asked
        kinds = leaves_of(asked["kind"]) if asked["kind"] else frozenset[str]()
        return Question(
            categories=frozenset(NUMBERS[leaf] for leaf in kinds),
            languages=mask_of([asked["speaks"]]) if asked["speaks"] else 0,
            free=bool(asked["free"]),
            step_free=bool(asked["step_free"]),
            minutes=minutes_of(asked["when"], monday, at.astimezone(self.centre.zone)) if asked["when"] else None,
            words=tuple(folded(asked["q"] or "").split()),
        )

    def shown_layers(self) -> tuple[bool, list[str]]:
        """Whether places are asked for, and which layers beside them."""
        chosen = self.asked["show"] or []
        others = [each.key for each in layers()]
        if any(self.asked[name] for name in FACETS):
            return True, []
        if not chosen:
            return True, others
        return PLACES in chosen, [key for key in others if key in chosen]


def minutes_of(when: str, monday: dt.date | None, now: dt.datetime) -> tuple[int, int]:
    """In the minutes of the index. A part of a day is that of its next day which is not over."""
    today = (now.date() - monday).days if monday else now.weekday()
    minute = now.hour * 60 + now.minute
    if when == NOW:
        start = today * DAY + minute
        return start, start + 1
    day, _dash, part = when.partition("-")
    _words, start, end = PARTS[part]
    ahead = (int(day) - now.weekday()) % 7
    if ahead == 0 and minute >= end:
        ahead = 7
    first = (today + ahead) * DAY
    return first + start, first + end
