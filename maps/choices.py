"""The questions that people ask most, as links: one press each, with or without scripts."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise

from maps.forms.finding import NOW, PARTS, FindForm
from maps.vocabulary import GROUP_NAMES, GROUPS

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """A link to the same page with one thing more, or without it where it is chosen."""

    label: Words
    url: str
    current: bool = False
    spoken: Words = ""


def panels(form: FindForm, query: QueryDict) -> dict[str, Any]:
    """kinds (groups, and the leaves of the chosen one), now, the week by days and parts, free, step_free."""
    kind, when = form.asked["kind"] or "", form.asked["when"] or ""
    group = kind.partition(".")[0]
    return {
        "kinds": [choice(query, "kind", key, label, chosen=key == group) for key, label in GROUP_NAMES.items()],
        "leaves": leaves(query, group, kind),
        "now": choice(query, "when", NOW, form.fields["when"].choices[1][1], chosen=when == NOW),  # type: ignore[attr-defined]
        "days": [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in range(7)],
        "week": [week_row(query, part, when) for part in PARTS],
        "free": choice(query, "free", "on", form["free"].label, chosen=bool(form.asked["free"])),
        "step_free": choice(query, "step_free", "on", form["step_free"].label, chosen=bool(form.asked["step_free"])),
    }


def leaves(query: QueryDict, group: str, kind: str) -> list[Choice]:
    if group not in GROUPS:
        return []
    _words, named = GROUPS[group]
    found = []
    for leaf, label in named.items():
        key = f"{group}.{leaf}"
        found.append(choice(query, "kind", key, label, chosen=key == kind, instead=group))
    return found


def week_row(query: QueryDict, part: str, when: str) -> dict[str, Any]:
    """One part of the day through the week."""
    words, _start, _end = PARTS[part]
    cells = []
    for day in range(7):
        key = f"{day}-{part}"
        cells.append(choice(query, "when", key, words, chosen=key == when, spoken=f"{WEEKDAYS[day]}, {words}"))
    return {"label": words, "cells": cells}


def choice(
    query: QueryDict, name: str, value: str, label: Words, *, chosen: bool, instead: str = "", spoken: Words = ""
) -> Choice:
    """`instead`: what stands there when the choice is taken back."""
    changed = query.copy()
    changed.pop("page", None)
    if not chosen:
        changed[name] = value
    elif instead:
        changed[name] = instead
    else:
        changed.pop(name, None)
    address = changed.urlencode()
    return Choice(label, f"?{address}" if address else "?", chosen, spoken)
