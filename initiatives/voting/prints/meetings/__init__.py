"""The papers of a village meeting as PDF.

All of them are in the language of the meeting. What was adopted is taken from the sealed record.
"""

from pathlib import Path

from django.utils import timezone, translation

from community.interface.printing import typeset
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


def print_paper(meeting: Meeting, name: str) -> bytes:
    with translation.override(meeting.language), timezone.override(meeting.centre.zone):
        data = MAKERS[name](meeting)
    template = FOLDER / ("poster.typ" if name == "poster" else "paper.typ")
    return typeset(template, data, at=timezone.now())
