"""The papers of a village meeting as PDF: typeset by typst with the fonts it carries, tagged for screen readers.

All of them are in the language of the meeting. What was adopted is taken from the sealed record.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone, translation

from initiatives.voting.models import Meeting
from initiatives.voting.prints.meetings.adopted import attendance, minutes, request, resolutions
from initiatives.voting.prints.meetings.calling import poster, sheet

FOLDER = Path(__file__).parent
MAKERS = {
    "poster": poster,
    "sheet": sheet,
    "minutes": minutes,
    "resolutions": resolutions,
    "request": request,
    "attendance": attendance,
}


def offered(meeting: Meeting) -> list[str]:
    """Which papers the adopted minutes give: the annexes where something was adopted, names while they are kept."""
    papers = ["minutes"]
    if meeting.minutes.adopted_motions:
        papers += ["resolutions", "request"]
    if meeting.attendees.exists():
        papers.append("attendance")
    return papers


def typeset(meeting: Meeting, name: str) -> bytes:
    with translation.override(meeting.language), timezone.override(meeting.centre.zone):
        data = MAKERS[name](meeting)
    return compiled(data, template="poster" if name == "poster" else "paper")


def compiled(data: dict[str, Any], *, template: str) -> bytes:
    return typst.compile(
        str(FOLDER / f"{template}.typ"),
        format="pdf",
        sys_inputs={"data": json.dumps(data, default=str)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=timezone.now().replace(microsecond=0),
    )
