"""Questions to begin with, for whoever has not opened the map yet."""

import numpy as np
from django.urls import reverse

from community.members.models import Centre
from maps.choices import Choice
from maps.forms.finding import NOW, when_choices
from maps.kept import kept_for
from maps.vocabulary import GROUP_NAMES, NUMBERS

MOST = 4


def quick_questions(centre: Centre) -> list[Choice]:
    """What is open now, and the groups of which there is most, in the order of the map page. One query."""
    columns = kept_for(centre).columns
    if not len(columns):
        return []
    url = reverse("maps:map-detail", kwargs={"centre": centre.slug})
    numbers = np.bincount(columns.category, minlength=len(NUMBERS)).tolist()
    counts = dict.fromkeys(GROUP_NAMES, 0)
    for key, number in NUMBERS.items():
        counts[key.partition(".")[0]] += numbers[number]
    fullest = sorted((key for key in counts if counts[key]), key=lambda key: -counts[key])[: MOST - 1]
    groups = [Choice(words, f"{url}?kind={key}") for key, words in GROUP_NAMES.items() if key in fullest]
    return [Choice(dict(when_choices())[NOW], f"{url}?when={NOW}"), *groups]
