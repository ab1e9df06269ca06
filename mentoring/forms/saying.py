"""What a mentor and a mentee fill in: one page each, most of it alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.forms import TagsField
from community.members.models import Centre, User
from maps.models import BaseMap
from mentoring.forms.fields import OnceField, Several, WeekField
from mentoring.matching.people import FARTHEST
from mentoring.models import Part, Said, Strength, Trait
from mentoring.vocabulary import (
    COUNTRIES,
    LANGUAGES,
    by_name,
    country_name,
    language_name,
    occupation_name,
    occupations,
)

MOST_LANGUAGES, MOST_OCCUPATIONS, MOST_COUNTRIES = 4, 3, 3
NOTHING = ("", "—")
LEVEL_CHOICES = [
    NOTHING,
    (1, _("A1: a few words")),
    (2, _("A2: simple things")),
    (3, _("B1: everyday talk")),
    (4, _("B2: fluently")),
    (5, _("C1: very well")),
    (6, _("C2 or mother tongue")),
]
WAYS = {"online": _("online"), "person": _("in person")}


class SaidForm(forms.Form):
    """Subclasses add what only one side says, and name their `model`."""

    model: Any

    skills = TagsField(
        label=_("What else you know"), help_text=_("A few words with commas between."), max_length=200, required=False
    )
    ways = OnceField(label=_("How would you meet?"), choices=WAYS.items())
    within_km = forms.IntegerField(
        label=_("In person, within how many kilometres"), min_value=1, max_value=FARTHEST, required=False
    )
    place = forms.ChoiceField(
        label=_("Measured from"),
        help_text=_(
            "The centre, or a place on its map. We keep it to about a kilometre, and never ask for an address."
        ),
        required=False,
    )
    hours = WeekField(label=_("When are you usually free?"))
    traits = OnceField(
        label=_("About you"),
        help_text=_("Only if you like. Some would rather meet a woman, or a parent."),
        choices=Trait.choices,
        required=False,
    )
    wish_woman = forms.ChoiceField(label=_("A woman"), choices=Strength.choices, required=False)
    wish_parent = forms.ChoiceField(label=_("A parent"), choices=Strength.choices, required=False)
    wish_country = forms.ChoiceField(
        label=_("Somebody who has lived in the same country"), choices=Strength.choices, required=False
    )
    words = forms.CharField(
        label=_("A few sentences"),
        help_text=_(
            "Read by the mentor coordinator; by the other side only after you both said yes, or if you open it."
        ),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shown = OnceField(
        label=_("What may the other side see before you both say yes?"),
        help_text=_("They always see the topics, your languages, and whether you meet online or in person."),
        choices=Part.choices,
        required=False,
    )
    of_age = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Mentoring here is for people of 18 or older, on both sides.")},
    )

    def __init__(self, *args: Any, centre: Centre, member: User, instance: Said | None = None, **kwargs: Any) -> None:
        self.centre = centre
        self.instance = instance or self.model(centre=centre, member=member)
        self.places = places_of(centre)
        super().__init__(*args, **kwargs)
        self.initial.update(initial_of(self.instance))
        self.add_rows()
        self.fields["place"].choices = [(name, name) for name in self.places]  # type: ignore[attr-defined]
        vars(self.fields["within_km"]).update(short=True, suffix="km", unmarked=True)
        vars(self.fields["place"])["unmarked"] = True

    def add_rows(self) -> None:
        spoken = [NOTHING, *by_name((code, language_name(code)) for code in LANGUAGES)]
        trades = [NOTHING, *by_name((code, occupation_name(code)) for code in occupations())]
        lands = [NOTHING, *by_name((code, country_name(code)) for code in COUNTRIES)]
        for number in range(1, MOST_LANGUAGES + 1):
            self.fields[f"language_{number}"] = choice(_("Language %(number)d") % {"number": number}, spoken)
            self.fields[f"level_{number}"] = choice(_("How well (%(number)d)") % {"number": number}, LEVEL_CHOICES)
        for number in range(1, MOST_OCCUPATIONS + 1):
            self.fields[f"occupation_{number}"] = choice(_("Occupation %(number)d") % {"number": number}, trades)
        for number in range(1, MOST_COUNTRIES + 1):
            self.fields[f"country_{number}"] = choice(_("Country %(number)d") % {"number": number}, lands)
        for name in self.fields:
            if name.rpartition("_")[2].isdigit():
                vars(self.fields[name])["unmarked"] = True

    # --- What the page draws together ---------------------------------------------------------------------------------

    @property
    def language_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        rows = range(1, MOST_LANGUAGES + 1)
        return [(self[f"language_{number}"], self[f"level_{number}"]) for number in rows]

    @property
    def occupations(self) -> Several:
        return Several(self, "occupation", MOST_OCCUPATIONS)

    @property
    def countries(self) -> Several:
        return Several(self, "country", MOST_COUNTRIES)

    # --- What was typed -----------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["languages"] = self.clean_languages()
        self.clean_meeting(data)
        if data.get("wish_country") and not self.countries.values():
            self.add_error("wish_country", _("Name a country where you have lived, so that we know which."))
        return data

    def clean_languages(self) -> dict[str, int]:
        levels: dict[str, int] = {}
        for number in range(1, MOST_LANGUAGES + 1):
            language = self.cleaned_data.get(f"language_{number}")
            level = self.cleaned_data.get(f"level_{number}")
            if language and not level:
                self.add_error(f"level_{number}", _("Please say how well you speak it."))
            elif level and not language:
                self.add_error(f"language_{number}", _("Which language is it?"))
            elif language in levels:
                self.add_error(f"language_{number}", _("You have named this language above."))
            elif language:
                levels[language] = int(str(level))
        rows = [f"{name}_{number}" for name in ("language", "level") for number in range(1, MOST_LANGUAGES + 1)]
        if not levels and not any(name in self.errors for name in rows):
            self.add_error("language_1", _("Name at least one language in which you can talk."))
        return levels

    def clean_meeting(self, data: dict[str, Any]) -> None:
        if "person" not in data.get("ways", []):
            data["within_km"], data["place"] = None, ""
        elif "within_km" not in self.errors and not data.get("within_km"):
            self.add_error("within_km", _("Please say how far apart you may live to meet in person."))

    def apply(self) -> Said:
        """What was typed, written onto the offer or request."""
        data, said = self.cleaned_data, self.instance
        for name in ("skills", "hours", "traits", "words", "shown", "within_km", "languages"):
            setattr(said, name, data[name])
        said.occupations, said.countries = self.occupations.values(), self.countries.values()
        said.online = "online" in data["ways"]
        said.place = data["place"]
        said.latitude, said.longitude = self.places[said.place] if said.place else (None, None)
        wished = {name: data[f"wish_{name}"] for name in ("woman", "parent", "country")}
        said.wishes = {name: strength for name, strength in wished.items() if strength}
        said.of_age_at = said.of_age_at or timezone.now()
        return said

    def save(self) -> Said | None:
        """None where something stands against it, which is then on top of the form."""
        try:
            return self.keep()
        except ValidationError as error:
            self.add_error(None, error)
            return None

    def keep(self) -> Said:
        raise NotImplementedError


def choice(label: Any, choices: list[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def places_of(centre: Centre) -> dict[str, tuple[float, float]]:
    """The centre itself, and the places that its map names."""
    places = {centre.local_name: (centre.latitude, centre.longitude)}
    base = BaseMap.objects.filter(centre=centre).first()
    for feature in base.features.get("features", []) if base else []:
        facts = feature.get("properties", {})
        if facts.get("kind") == "village" and feature["geometry"]["type"] == "Point":
            longitude, latitude = feature["geometry"]["coordinates"]
            places.setdefault(facts.get("name", ""), (latitude, longitude))
    places.pop("", None)
    return places


def initial_of(said: Said) -> dict[str, Any]:
    if said._state.adding:
        return {"ways": ["online"], "within_km": 20}
    ways = [way for way, on in (("online", said.online), ("person", said.in_person)) if on]
    names = ("hours", "traits", "words", "shown", "within_km", "place")
    initial = {name: getattr(said, name) for name in names}
    initial |= {"ways": ways, "skills": ", ".join(said.skills), "of_age": True}
    initial |= {f"wish_{name}": strength for name, strength in said.wishes.items()}
    spoken = sorted(said.languages.items(), key=lambda pair: -pair[1])
    for number, (language, level) in enumerate(spoken, start=1):
        initial |= {f"language_{number}": language, f"level_{number}": level}
    for name, codes in (("occupation", said.occupations), ("country", said.countries)):
        initial |= {f"{name}_{number}": code for number, code in enumerate(codes, start=1)}
    return initial
