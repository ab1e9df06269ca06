"""What the style guide shows: one form in two states, a list in pages, a table."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

VILLAGES = [
    ("", "Wybierz wieś"),
    ("dolna", "Źródlanka Dolna"),
    ("gorna", "Źródlanka Górna"),
    ("las", "Podlesie-Wytrzyszczka"),
]

ICONS = [
    "arrow",
    "bell",
    "calendar",
    "check",
    "clock",
    "cross",
    "danger",
    "external",
    "file",
    "heart",
    "house",
    "info",
    "language",
    "link",
    "mail",
    "menu",
    "message",
    "money",
    "people",
    "person",
    "phone",
    "picture",
    "place",
    "play",
    "print",
    "search",
    "sprout",
    "success",
    "vote",
    "warning",
]

# What the field component reads from a form's field.
FIELD_SETTINGS: dict[str, tuple[str, Any]] = {
    "cost": ("suffix", "zł"),
    "pools": ("cards", True),
    "picture": ("max_bytes", 10_000_000),
    "code": ("code", True),
}


class SampleForm(forms.Form):
    title = forms.CharField(label="Tytuł pomysłu", max_length=120, help_text="Jedno zdanie, bez skrótów.")
    summary = forms.CharField(label="O co chodzi", max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    email = forms.EmailField(label="E-mail", required=False, help_text="Tylko do odpowiedzi; nikomu go nie pokażemy.")
    village = forms.ChoiceField(label="Gdzie", choices=VILLAGES)
    cost = forms.IntegerField(label="Ile to może kosztować", min_value=1)
    on = forms.DateField(label="Kiedy zaczynamy", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    audience = forms.ChoiceField(
        label="Dla kogo",
        widget=forms.RadioSelect,
        choices=[("all", "Dla wszystkich"), ("young", "Dla młodzieży"), ("old", "Dla seniorów")],
    )
    pools = forms.MultipleChoiceField(
        label="Na co głosujesz",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("a", "Ławki i cień przy przystanku pod lipą"),
            ("b", "Warsztat stolarski w starej remizie"),
            ("c", "Najdłuższa-ścieżka-rowerowa-w-powiecie"),
        ],
    )
    picture = forms.FileField(
        label="Zdjęcie", required=False, help_text="JPEG, PNG albo WebP, najwyżej 10 MB. Można je tu upuścić."
    )
    code = forms.CharField(
        label="Kod z listu",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
    )
    consent = forms.BooleanField(label="Zgadzam się, żeby mój pomysł był jawny.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (setting, value) in FIELD_SETTINGS.items():
            setattr(self.fields[name], setting, value)


class SampleFilter(forms.Form):
    q = forms.CharField(label="Szukaj", required=False)
    village = forms.ChoiceField(label="Wieś", choices=VILLAGES, required=False)


def sample(request: HttpRequest) -> dict[str, Any]:
    wrong = {"title": "", "summary": "Za krótko", "email": "anna@", "cost": "-1", "audience": "", "code": "AB"}
    return {
        "form": SampleForm(prefix="good", initial={"audience": "all", "pools": ["b"]}),
        "broken": SampleForm(wrong, prefix=None),
        "filter_form": SampleFilter(prefix="f"),
        "page_obj": Paginator(range(240), 12).get_page(request.GET.get("page", 7)),
        "trail": [
            {"label": "Źródlanka", "url": "#"},
            {"label": "Inicjatywy", "url": "#"},
            {"label": "Ławki i cień przy przystanku"},
        ],
        "head": ["Projekt", {"text": "Głosy", "num": True}, {"text": "Koszt", "num": True}],
        "rows": [
            [
                {"text": "Zielony przystanek pod lipą", "url": "#"},
                {"text": "412", "num": True},
                {"text": "48 000 zł", "num": True},
            ],
            [
                {"text": "Warsztat w remizie", "url": "#"},
                {"text": "397", "num": True},
                {"text": "126 500 zł", "num": True},
            ],
            [
                {"text": "Międzypokoleniowa wypożyczalnia narzędzi", "url": "#"},
                {"text": "88", "num": True},
                {"text": "9 400 zł", "num": True},
            ],
        ],
        "picture": format_html(
            '<img src="{}" alt="" width="600" height="400" loading="lazy">', static("img/example.svg")
        ),
        "now": timezone.now(),
        "later": timezone.now() + datetime.timedelta(hours=2),
        "accents": ["moss", "brick", "lake", "plum", "ochre", "pine", "slate", "rose", "sky"],
        "states": ["info", "success", "warning", "danger"],
        "icons": ICONS,
    }
