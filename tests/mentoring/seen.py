"""Which field of mentoring is read by whom: one row each. What a row says is tried in every state for every reader.

Whoever adds a model lists it in test_who_reads_each_field.py; whoever adds a field to one of these writes its row here.
"""

from dataclasses import dataclass
from typing import Any

from mentoring.models import Part

Marks = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """`mark` is what a page holds where the field is shown. None: its value steers, and no page prints it.

    `owner`: who said it, or is concerned by it. `coordinator`: the mentor coordinator of the centre. `other`: the other
    side while it may see anything at all: always, where the `part` was opened, or `agreed` once both have said yes.
    """

    mark: str | None
    value: Any = None
    owner: bool = True
    coordinator: bool = True
    always: bool = False
    part: Part | None = None
    agreed: bool = False

    def seen_by_other(self, state: str, is_open: bool) -> bool:
        return self.always or (is_open and self.part is not None) or (self.agreed and state == "agreed")


def said(kind: str, *, coordinator: bool) -> dict[str, Row]:
    """What an offer and a request have alike; `coordinator`: a page shows it to them today."""

    def row(mark: str | None, value: Any = None, **seen: Any) -> Row:
        return Row(mark, value, **{"coordinator": coordinator} | seen)

    rows = {
        "member": Row("Marked Person", part=Part.NAME, agreed=True, owner=False, coordinator=coordinator),
        "centre": Row(None),
        "languages": row("Finnish (A2)", {"pl": 6, "en": 4, "fi": 2}, always=True),
        "occupations": row("forklift driver", ["8344"], part=Part.OCCUPATIONS),
        "skills": row("marked skill", ["marked skill"], part=Part.OCCUPATIONS),
        "countries": row("New Zealand", ["NZ"], part=Part.COUNTRIES),
        "online": row("online and in person", True, always=True),
        "within_km": row("within 17 km", 17, part=Part.DISTANCE),
        "place": row("Marked Place", "Marked Place", part=Part.DISTANCE),
        "latitude": Row("49.87", 49.87, owner=False, coordinator=False),
        "longitude": Row("20.13", 20.13, owner=False, coordinator=False),
        "hours": row("Sunday evening", [20], part=Part.HOURS),
        "traits": row("a woman</dd>", ["woman"], part=Part.TRAITS),
        "wishes": row("a parent (would be nice)", {"parent": "soft"}),
        "words": row("Marked words.", "Marked words.", part=Part.WORDS, agreed=True),
        "shown": Row(None),
        "of_age_at": Row("June 5, 2001", 2001, owner=False, coordinator=False),
        "written_at": Row("June 5, 2002", 2002, owner=False, coordinator=coordinator),
        "changed_at": Row("June 5, 2003", 2003, owner=False, coordinator=False),
        "paused_at": Row("June 5, 2004", 2004, coordinator=coordinator),
        "withdrawn_at": Row("June 5, 2005", 2005, owner=False, coordinator=coordinator),
    }
    return {f"{kind}.{name}": row for name, row in rows.items()}


ROWS: dict[str, Row] = {
    **said("offer", coordinator=True),
    "offer.topics": Row("housing", ["work", "housing"], always=True),
    "offer.capacity": Row("13 people at a time", 13),
    "offer.hours_a_month": Row("37 hours a month", 37),
    "offerphoto.offer": Row(None),
    "offerphoto.alt": Row("A marked face", part=Part.PHOTO),
    "offerphoto.width": Row(None),
    "offerphoto.height": Row(None),
    "offerphoto.large_webp": Row("PHOTO large.webp", part=Part.PHOTO),
    "offerphoto.large_jpg": Row("PHOTO large.jpg", part=Part.PHOTO),
    "offerphoto.small_webp": Row("PHOTO small.webp", part=Part.PHOTO),
    "offerphoto.small_jpg": Row("PHOTO small.jpg", part=Part.PHOTO),
    "vetting.offer": Row(None),
    "vetting.kind": Row("<strong>Reference</strong>", owner=False),
    "vetting.on": Row("June 5, 2007", owner=False),
    "vetting.by": Row("Vera Vets", owner=False),
    "vetting.noted_at": Row("June 5, 2008", owner=False, coordinator=False),
    # No page shows a request to the mentor coordinator yet.
    **said("request", coordinator=False),
    "request.first": Row("Needs most", always=True, coordinator=False),
    "request.second": Row("housing", "housing", always=True, coordinator=False),
    "request.third": Row("school and kindergarten", "school", always=True, coordinator=False),
    "request.paired_at": Row("June 5, 2006", 2006, owner=False, coordinator=False),
}
# Of a mentorship: the states in which a page prints it to either side, and to the mentor coordinator.
ANY = ("asked", "agreed", "declined", "lapsed", "ended")
TOGETHER: dict[str, tuple[str | None, Marks, Marks]] = {
    "centre": (None, (), ()),
    "offer": (None, (), ()),
    "request": (None, (), ()),
    "mentor": ("Marked Mentor", ("agreed",), ANY),
    "mentee": ("Marked Mentee", ("agreed",), ANY),
    "total": ("of 100", (), ()),
    # Whoever is a pair reads since when, not when it was proposed.
    "proposed_at": ("June 5, 2010", tuple(state for state in ANY if state != "agreed"), ANY),
    "expires_at": ("June 5, 2090", ("asked",), ("asked",)),
    "mentor_accepted_at": ("June 5, 2011", (), ()),
    # The second yes: since then they are a pair.
    "mentee_accepted_at": ("June 5, 2012", ("agreed",), ("agreed", "ended")),
    "declined_at": ("June 5, 2013", (), ("declined",)),
    "ended_at": ("June 5, 2014", ("ended",), ("ended",)),
    "run": (None, (), ()),
    "completed_at": (None, (), ()),
    "ended_by": (None, (), ()),
    "ended_reason": (None, (), ()),
    "nudged_at": (None, (), ()),
    "reminded_at": (None, (), ()),
}
