"""The columns that this process keeps, each brought up to date when it is asked for."""

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass

from community.members.models import Centre
from maps.index.columns import Columns, Facet, Row
from maps.models import Sheet, Trace

MOST_CENTRES = 64


@dataclass(frozen=True)
class Kept:
    """`series` changes with the database itself, so that a restored copy is never taken for the one before."""

    series: str
    stamp: int
    monday: dt.date | None
    columns: Columns


NOTHING = Kept("", 0, None, Columns())
_kept: OrderedDict[int, Kept] = OrderedDict()
_lock = threading.Lock()


def kept_for(centre: Centre) -> Kept:
    """One query; a second one reads what changed since this process last asked."""
    facts = Sheet.objects.filter(centre=centre).values_list("series", "stamp", "monday").first()
    if facts is None:
        return NOTHING
    series, stamp, monday = str(facts[0]), facts[1], facts[2]
    with _lock:
        before = _kept.get(centre.pk, NOTHING)
    if before.series != series or before.stamp > stamp:
        before = Kept(series, 0, None, Columns())
    if before.stamp == stamp:
        return before
    after = Kept(series, stamp, monday, before.columns.replaced(changed(centre, before.stamp, stamp)))
    keep(centre.pk, after)
    return after


def keep(pk: int, kept: Kept) -> None:
    with _lock:
        _kept[pk] = kept
        _kept.move_to_end(pk)
        while len(_kept) > MOST_CENTRES:
            _kept.popitem(last=False)


def changed(centre: Centre, after: int, until: int) -> list[Row]:
    rows = Trace.objects.filter(centre=centre, stamp__gt=after, stamp__lte=until).order_by("pk")
    found = rows.values_list("pk", "column", "row", "facets", "folded")
    return [Row(pk, column, row, [Facet(*facet) for facet in facets], text) for pk, column, row, facets, text in found]
