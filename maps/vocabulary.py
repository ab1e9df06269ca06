"""What things on the map are for: two levels, each leaf below one group; keys as in the database and in files.

Tags, which anybody may invent, stand beside them. The order is that of the page.
"""

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Words = str | Promise

GROUPS: dict[str, tuple[Words, dict[str, Words]]] = {
    "office": (
        _("Office and papers"),
        {
            "registry": _("registry and residence"),
            "social": _("social help"),
            "taxes": _("taxes and fees"),
            "work": _("employment office"),
            "advice": _("legal and civic advice"),
            "safety": _("safety and order"),
        },
    ),
    "learning": (
        _("Learning"),
        {
            "language": _("language courses"),
            "course": _("courses and workshops"),
            "school": _("school"),
            "kindergarten": _("kindergarten"),
            "library": _("library"),
        },
    ),
    "health": (
        _("Health"),
        {
            "doctor": _("doctor"),
            "pharmacy": _("pharmacy"),
            "mind": _("mental health"),
            "care": _("care at home"),
        },
    ),
    "family": (
        _("Family"),
        {
            "childcare": _("childcare"),
            "youth": _("young people"),
            "seniors": _("older people"),
            "disability": _("living with a disability"),
        },
    ),
    "work": (
        pgettext_lazy("category", "Work"),
        {
            "jobs": _("jobs"),
            "business": _("starting a business"),
            "space": _("a place to work"),
        },
    ),
    "home": (
        pgettext_lazy("category", "Home"),
        {
            "housing": _("housing"),
            "repair": _("repairs and tools"),
            "waste": _("waste"),
            "utilities": _("water, power, heating"),
        },
    ),
    "help": (
        pgettext_lazy("category", "Help"),
        {
            "returnees": _("coming home"),
            "crisis": _("help in a crisis"),
            "food": _("food for those in need"),
            "clothes": _("clothes and furniture"),
        },
    ),
    "daily": (
        _("Every day"),
        {
            "shop": _("shop"),
            "food": _("food and drink"),
            "post": _("post office"),
            "bank": _("bank and cash"),
        },
    ),
    "free": (
        _("Free time"),
        {
            "culture": _("culture"),
            "sport": _("sport"),
            "nature": _("nature"),
            "club": _("clubs and groups"),
        },
    ),
    "way": (
        _("Getting around"),
        {
            "bus": _("bus and train"),
            "lift": _("shared rides"),
            "parking": _("parking and bicycles"),
        },
    ),
    "faith": (
        _("Faith"),
        {
            "church": _("church and prayer"),
            "burial": _("cemetery"),
        },
    ),
}
LEAVES: dict[str, Words] = {
    f"{group}.{leaf}": words for group, (_words, leaves) in GROUPS.items() for leaf, words in leaves.items()
}
GROUP_NAMES: dict[str, Words] = {group: words for group, (words, _leaves) in GROUPS.items()}
CATEGORIES = [
    (words, [(f"{group}.{leaf}", name) for leaf, name in leaves.items()]) for group, (words, leaves) in GROUPS.items()
]
NUMBERS = {key: number for number, key in enumerate(LEAVES)}

# Spoken at a desk: the six of the interface first, then those of people who come and go ("sgn" is sign language).
SPOKEN = ("pl", "sk", "cs", "hu", "uk", "en", "de", "ru", "ro", "fr", "es", "it", "vi", "rom", "rue", "sgn")


def spoken_choices() -> list[tuple[str, str]]:
    """Codes with their names in the reader's language."""
    return [(code, language_label(code)) for code in SPOKEN]


def language_label(code: str) -> str:
    """In the reader's language."""
    return gettext("sign language") if code == "sgn" else Locale.parse(get_language() or "en").languages.get(code, code)


def leaves_of(category: str) -> frozenset[str]:
    """The leaves that a group or a leaf stands for; none where there is no such category."""
    if category in LEAVES:
        return frozenset([category])
    return frozenset(key for key in LEAVES if key.partition(".")[0] == category)


def mask_of(languages: list[str]) -> int:
    """Languages as bits, for the index; what is not in SPOKEN has none."""
    bits = {code: 1 << number for number, code in enumerate(SPOKEN)}
    return sum(bits.get(code, 0) for code in set(languages))
