"""What a paper consists of, in the shapes that paper.typ knows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from initiatives.voting.models import Meeting

Block = dict[str, Any]


def paper(meeting: Meeting, title: str, blocks: Iterable[Block]) -> dict[str, Any]:
    return {
        "language": meeting.language,
        "title": title,
        "author": meeting.centre.local_name,
        "footer": f"{meeting.area} · {day(meeting.first_term_at)}",
        "blocks": list(blocks),
    }


def heading(text: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def par(text: str) -> Block:
    return {"kind": "par", "text": text}


def pars(text: str) -> list[Block]:
    """Paragraphs as their writer broke them."""
    return [par(line.strip()) for line in text.splitlines() if line.strip()]


def right(text: str) -> Block:
    return {"kind": "right", "text": text}


def small(text: str) -> Block:
    return {"kind": "small", "text": text}


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    return {"kind": "facts", "rows": [[f"{name}:", value] for name, value in rows if value]}


def numbered(items: Sequence[str]) -> list[Block]:
    return [{"kind": "list", "items": list(items)}] if items else []


def table(head: Sequence[tuple[str, int, str]], rows: Iterable[Sequence[str]], **more: Any) -> Block:
    """`head`: a column's title, its share of the width (0: as wide as it needs), and "start" or "end"."""
    return {
        "kind": "table",
        "head": [title for title, _width, _side in head],
        "columns": [width for _title, width, _side in head],
        "align": [side for _title, _width, side in head],
        "rows": [list(row) for row in rows],
        **more,
    }


def signatures(rows: Iterable[tuple[str, str]]) -> Block:
    return {"kind": "signatures", "rows": [list(row) for row in rows]}


def page_break() -> Block:
    return {"kind": "break"}


def day(moment: dt.datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def hour(moment: dt.datetime) -> str:
    return date_format(localtime(moment), "H:i")


def share_of(parts: int, of: int, needed: int) -> str:
    """A quorum in words: 1 of 5 is a fifth of the entitled."""
    if not parts:
        return _("none is asked for")
    return _("%(parts)d of every %(of)d entitled: %(needed)d people") % {"parts": parts, "of": of, "needed": needed}
