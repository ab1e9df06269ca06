"""Two texts side by side: which words went, which came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.interface.templatetags.interface import money

MARKS = {"": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """One field that differs. Both sides are safe HTML with <del> and <ins> around what differs."""

    label: str
    before: SafeString
    after: SafeString


def changes(before: dict[str, Any], after: dict[str, Any], currency: str) -> list[Change]:
    """What differs between two wordings, in the order of the page."""
    labels = {
        "title": _("title"),
        "summary": _("in one sentence"),
        "description": _("description"),
        "cost": _("estimated cost"),
        "items": _("cost items"),
    }
    return [
        Change(label, *marked(lines(name, before[name], currency), lines(name, after[name], currency)))
        for name, label in labels.items()
        if before[name] != after[name]
    ]


def lines(name: str, value: Any, currency: str) -> str:
    if name == "cost":
        return money(value, currency)
    if name == "items":
        return "\n".join(f"{label}: {money(amount, currency)}" for label, amount in value)
    return str(value)


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Word by word; a space between two changed words belongs to the change."""
    old, new = PIECES.findall(before), PIECES.findall(after)
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    steps = SequenceMatcher(None, old, new).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(steps):
        is_gap = 0 < number < len(steps) - 1 and not "".join(old[a:b]).strip()
        is_same = kind == "equal" and not is_gap
        left.append(("" if is_same else "del", "".join(old[a:b])))
        right.append(("" if is_same else "ins", "".join(new[c:d])))
    return joined(left), joined(right)


def joined(parts: list[tuple[str, str]]) -> SafeString:
    """Neighbours under the same mark become one."""
    pieces = []
    for tag, group in groupby((part for part in parts if part[1]), key=itemgetter(0)):
        text = "".join(words for _tag, words in group)
        pieces.append((format_html(MARKS[tag], text),))
    return format_html_join("", "{}", pieces)
